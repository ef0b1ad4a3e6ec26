//go:build unix

package cmd

import "syscall"

// narrowMask makes what git writes readable for the user alone, until the
// function it gives is called.
func narrowMask() func() {
	old := syscall.Umask(0o077)
	return func() { syscall.Umask(old) }
}
