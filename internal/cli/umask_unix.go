//go:build unix

package cli

import (
	"sync"
	"syscall"
)

// narrow counts who wants the mask narrow: the mask belongs to the process, and
// tests run several commands in one.
var narrow struct {
	sync.Mutex
	by, old int
}

// NarrowMask makes what git writes readable for the user alone, until the
// function it gives is called.
func NarrowMask() func() {
	narrow.Lock()
	defer narrow.Unlock()
	if narrow.by++; narrow.by == 1 {
		narrow.old = syscall.Umask(0o077)
	}
	return func() {
		narrow.Lock()
		defer narrow.Unlock()
		if narrow.by--; narrow.by == 0 {
			syscall.Umask(narrow.old)
		}
	}
}
