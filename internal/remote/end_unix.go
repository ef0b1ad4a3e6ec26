//go:build unix

package remote

import (
	"os/exec"
	"syscall"
)

// apart gives git a session of its own: neither it nor the ssh that it starts
// has a terminal to ask at, and all of them can be ended together.
func apart(cmd *exec.Cmd) { cmd.SysProcAttr = &syscall.SysProcAttr{Setsid: true} }

// end ends git, and what it started where that is apart from us.
func end(cmd *exec.Cmd) {
	pid := cmd.Process.Pid
	if cmd.SysProcAttr != nil && cmd.SysProcAttr.Setsid {
		pid = -pid
	}
	syscall.Kill(pid, syscall.SIGTERM)
}
