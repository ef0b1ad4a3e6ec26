package editor

import "os"

// running reports whether there is a process with that ID.
func running(pid int) bool {
	p, err := os.FindProcess(pid) // fails on Windows when there is none
	if err != nil {
		return false
	}
	_ = p.Release()
	return true
}
