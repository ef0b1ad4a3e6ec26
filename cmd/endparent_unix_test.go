//go:build unix

package cmd

import (
	"os"
	"syscall"
	"time"
)

// endParent sends the program that started the editor a signal, and gives it
// time to act on it.
func endParent(how string) error {
	sig := map[string]syscall.Signal{"kill": syscall.SIGKILL, "interrupt": syscall.SIGINT, "terminate": syscall.SIGTERM}[how]
	err := syscall.Kill(os.Getppid(), sig)
	time.Sleep(200 * time.Millisecond)
	return err
}
