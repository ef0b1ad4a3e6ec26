// Package lazyregexp compiles regular expressions when they are first used.
package lazyregexp

import (
	"regexp"
	"sync"
)

// New compiles a regular expression when it is first asked for: most runs
// need none of them, and compiling all took a third of the start-up.
func New(expr string) func() *regexp.Regexp {
	return sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(expr) })
}
