package gitstore

import (
	"os/exec"
	"syscall"
)

const detachedProcess = 0x00000008

// detach lets a process outlive this one and its console.
func detach(cmd *exec.Cmd) {
	cmd.SysProcAttr = &syscall.SysProcAttr{CreationFlags: syscall.CREATE_NEW_PROCESS_GROUP | detachedProcess}
}
