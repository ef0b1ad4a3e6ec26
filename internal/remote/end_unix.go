//go:build unix

package remote

import (
	"os/exec"
	"syscall"
)

// apart gives git a session of its own: neither it nor the ssh it starts has a
// terminal to ask at, and they can all be killed together.
func apart(cmd *exec.Cmd) { cmd.SysProcAttr = &syscall.SysProcAttr{Setsid: true} }

// end kills git, and, if it has a session of its own, everything it started.
func end(cmd *exec.Cmd) {
	pid := cmd.Process.Pid
	if cmd.SysProcAttr != nil && cmd.SysProcAttr.Setsid {
		pid = -pid
	}
	syscall.Kill(pid, syscall.SIGTERM)
}
