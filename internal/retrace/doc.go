// Package retrace is what git remembers of the notes: it shows what was recorded
// and what changed, records edits, restores a note, and undoes a command.
package retrace
