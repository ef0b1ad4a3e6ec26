// Package lazyregexp compiles regular expressions when they are first used.
package lazyregexp

import (
	"regexp"
	"sync"
)

// New returns a function that compiles a regular expression on its first call:
// most runs need few of them, and compiling them all took a third of the
// start-up.
func New(expr string) func() *regexp.Regexp {
	return sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(expr) })
}
