// Package retrace is what git remembers of the notes: it shows what was recorded
// and what changed, records edits, restores a note, and undoes a command.
//
//	log.go      log
//	diff.go     diff
//	restore.go  restore: which version of which note
//	save.go     save
//	undo.go     undo and redo, also of lines from the inbox
package retrace
