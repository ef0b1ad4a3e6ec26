// Package editor chooses and runs the user's editor, and chooses the pager.
//
// A setting's value is split into arguments and started directly, never by a
// shell: what it holds is words, and a note's path is always one argument. A
// value that needs a shell is refused with a message, not run as something else.
package editor
