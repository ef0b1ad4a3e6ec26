//go:build unix

package cli

import (
	"sync"
	"syscall"
)

// masked counts who wants the narrow mask: it is the whole process's, and the
// first to end must not take it from the others, nor the last leave it behind.
var masked struct {
	sync.Mutex
	users, wide int
}

// NarrowMask makes what git writes readable for the user alone, until the
// function it gives is called.
func NarrowMask() func() {
	masked.Lock()
	defer masked.Unlock()
	if masked.users++; masked.users == 1 {
		masked.wide = syscall.Umask(0o077)
	}
	return func() {
		masked.Lock()
		defer masked.Unlock()
		if masked.users--; masked.users == 0 {
			syscall.Umask(masked.wide)
		}
	}
}
