// Package editor chooses and runs the user's editor, and chooses the pager.
//
// A setting's value is split into arguments and started directly, never by a
// shell: what it holds is words, and a note's path is always one argument. A
// value that needs a shell is refused with a message, not run as something else.
//
//	resolve.go       which editor and pager
//	run.go           how each editor goes to a line, and waits
//	unsaved.go       vim, emacs and nano with unsaved changes
//	running_unix.go  whether a process runs
package editor
