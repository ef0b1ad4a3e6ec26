package gitstore

import (
	"errors"
	"strings"
)

// ErrLocked is what errors.Is finds in a *LockedError.
var ErrLocked = errors.New("locked")

// LockedError says that a lock was not free in time.
type LockedError struct {
	// Path is the lock file, absolute.
	Path string
	// Holder says who holds it, as far as that can be known.
	Holder string
	// Saved are the files that are on disk nevertheless.
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

// RefusedError says why a repository cannot be read or written right now.
type RefusedError struct {
	Reason string
	Hint   string // what the user can do about it
	Err    error  // the cause below, or nil
	// Waits says that git itself would wait forever there.
	Waits bool
}

func (e *RefusedError) Error() string {
	s := "reading the history: " + e.Reason
	if e.Err != nil {
		s += ": " + e.Err.Error()
	}
	return s
}

func (e *RefusedError) Unwrap() error { return e.Err }

// Refuse makes the error for a repository that cannot record right now.
func Refuse(reason, hint string) *RefusedError {
	return &RefusedError{Reason: reason, Hint: hint}
}
