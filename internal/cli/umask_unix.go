//go:build unix

package cli

import "syscall"

// NarrowMask makes what git writes readable for the user alone, until the
// function it gives is called.
func NarrowMask() func() {
	old := syscall.Umask(0o077)
	return func() { syscall.Umask(old) }
}
