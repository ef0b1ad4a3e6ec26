package history

import (
	"errors"
	"fmt"

	"oneonone/internal/gitstore"
	"oneonone/internal/noterepo"
)

// ErrLocked is what errors.Is finds in a *LockedError.
var ErrLocked = gitstore.ErrLocked

// LockedError says that a lock was not free in time.
type LockedError = gitstore.LockedError

// ChangedError says that a file has changed since the change was planned. Nothing
// was written.
type ChangedError struct {
	Path string
}

func (e *ChangedError) Error() string {
	return e.Path + " has changed on disk in the meantime; nothing was written"
}

// NotRecordedError says that notes are saved on disk but git could not record
// them, and why.
type NotRecordedError struct {
	// Saved are the notes, relative to the notes folder.
	Saved  []string
	Reason string
	Hint   string
	Err    error // the cause below, or nil
}

func (e *NotRecordedError) Error() string {
	s := e.Saved[0] + " is saved but not recorded in git: " + e.Reason
	if len(e.Saved) > 1 {
		s = fmt.Sprintf("%d notes are saved but not recorded in git: %s", len(e.Saved), e.Reason)
	}
	if e.Err != nil {
		s += ": " + e.Err.Error()
	}
	return s
}

func (e *NotRecordedError) Unwrap() error { return e.Err }

// PathError says that a file cannot be written at the path given.
type PathError = noterepo.PathError

// Hint says what the user can do about an error of this package, or "".
func Hint(err error) string {
	var (
		changed  *ChangedError
		locked   *LockedError
		recorded *NotRecordedError
		refused  *gitstore.RefusedError
		path     *PathError
		undo     *UndoConflictError
	)
	switch {
	case errors.As(err, &recorded):
		return recorded.Hint
	case errors.As(err, &refused):
		return refused.Hint
	case errors.As(err, &locked):
		return locked.Hint
	case errors.As(err, &changed):
		return "run the command again"
	case errors.As(err, &path):
		return path.Hint
	case errors.As(err, &undo):
		return "see what it changed with: " + undo.Show + "; and edit " + undo.Path + " by hand"
	}
	return ""
}
