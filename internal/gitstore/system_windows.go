package gitstore

import (
	"os"
	"os/exec"
	"syscall"
)

// syncDir does nothing: Windows cannot sync a directory.
func syncDir(*os.File) error { return nil }

func ownedByOther(string) bool { return false }

const detachedProcess = 0x00000008

// detach lets a process outlive this one and its console.
func detach(cmd *exec.Cmd) {
	cmd.SysProcAttr = &syscall.SysProcAttr{CreationFlags: syscall.CREATE_NEW_PROCESS_GROUP | detachedProcess}
}
