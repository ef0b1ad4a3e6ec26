package history

import (
	"errors"
	"fmt"
	"strings"
)

// ErrLocked is what errors.Is finds in a *LockedError.
var ErrLocked = errors.New("locked")

// ChangedError says that a file is not as it was when the change was planned.
// Nothing was written.
type ChangedError struct {
	Path string
}

func (e *ChangedError) Error() string {
	return e.Path + " has changed on disk in the meantime; nothing was written"
}

// LockedError says that a lock was not free in time.
type LockedError struct {
	// Path is the lock file, absolute.
	Path string
	// Holder says who holds it, as far as that can be known.
	Holder string
	// Saved are the notes that are on disk all the same.
	Saved []string
	Hint  string
}

func (e *LockedError) Error() string {
	s := "waiting for " + e.Path + ": held by " + e.Holder
	if len(e.Saved) > 0 {
		s += "; " + strings.Join(e.Saved, ", ") + " saved but not recorded"
	}
	return s
}

// Is makes errors.Is(err, ErrLocked) true.
func (e *LockedError) Is(target error) bool { return target == ErrLocked }

// NotRecordedError says that notes are saved on disk but git could not record
// them, and why. Where only the history was to be read, Saved is empty.
type NotRecordedError struct {
	// Saved are the notes, relative to the notes folder.
	Saved  []string
	Reason string
	Hint   string
	Err    error // the cause below, or nil
}

func (e *NotRecordedError) Error() string {
	s := "reading the history: " + e.Reason
	if len(e.Saved) == 1 {
		s = e.Saved[0] + " is saved but not recorded in git: " + e.Reason
	} else if len(e.Saved) > 1 {
		s = fmt.Sprintf("%d notes are saved but not recorded in git: %s", len(e.Saved), e.Reason)
	}
	if e.Err != nil {
		s += ": " + e.Err.Error()
	}
	return s
}

func (e *NotRecordedError) Unwrap() error { return e.Err }

// PathError says that a file cannot be written where it was asked for.
type PathError struct {
	Path, Reason, Hint string
}

func (e *PathError) Error() string { return fmt.Sprintf("writing %s: %s", e.Path, e.Reason) }

// refuse makes the error of a repository that cannot record for now.
func refuse(reason, hint string) *NotRecordedError {
	return &NotRecordedError{Reason: reason, Hint: hint}
}

// Hint is what the user can do about an error of this package, or "".
func Hint(err error) string {
	var (
		changed  *ChangedError
		locked   *LockedError
		recorded *NotRecordedError
		path     *PathError
		undo     *UndoConflictError
	)
	switch {
	case errors.As(err, &recorded):
		return recorded.Hint
	case errors.As(err, &locked):
		return locked.Hint
	case errors.As(err, &changed):
		return "run the command again"
	case errors.As(err, &path):
		return path.Hint
	case errors.As(err, &undo):
		return "see what it changed with: oneonone git show " + undo.Hash + "; and edit " + undo.Path + " by hand"
	}
	return ""
}
