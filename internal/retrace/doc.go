// Package retrace is what git remembers of the notes: what was recorded and what
// changed is shown, what was edited is recorded, a note or all that a command did
// comes back as it was.
package retrace
