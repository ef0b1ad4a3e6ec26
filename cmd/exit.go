package cmd

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"syscall"

	"oneonone/internal/history"
	"oneonone/internal/lookup"
	"oneonone/internal/render"
	"oneonone/notes/markdown"
	"oneonone/template"
)

// The exit codes are part of the program's interface: they are listed in the
// README and only ever added to.
const (
	exitDone        = 0   // also for an empty list
	exitFailed      = 1   // something went wrong; nothing was lost
	exitUsage       = 2   // the command line was wrong
	exitNotOne      = 3   // nothing, or more than one thing, of that name
	exitNotRecorded = 4   // saved to disk, but git could not record it
	exitLocked      = 5   // another process kept the lock too long
	exitCancelled   = 130 // interrupted
)

// exitCode maps an error to the code the process ends with.
func exitCode(err error) int {
	var (
		usage       *usageError
		coded       *codedError
		notFound    *lookup.NotFoundError
		ambiguous   *lookup.AmbiguousError
		notRecorded *history.NotRecordedError
		locked      *history.LockedError
		unknown     *template.UnknownError
	)
	switch {
	case err == nil:
		return exitDone
	case errors.As(err, &coded):
		return coded.code
	case errors.As(err, &usage):
		return exitUsage
	case errors.As(err, &notFound), errors.As(err, &ambiguous), errors.As(err, &unknown):
		return exitNotOne
	case errors.As(err, &notRecorded) && len(notRecorded.Saved) > 0:
		return exitNotRecorded
	case errors.As(err, &locked):
		return exitLocked
	case errors.Is(err, context.Canceled):
		return exitCancelled
	}
	return exitFailed
}

// usageError is a command line that cannot be carried out as typed.
type usageError struct{ err error }

func (e *usageError) Error() string { return e.err.Error() }
func (e *usageError) Unwrap() error { return e.err }

func usagef(format string, args ...any) error {
	return &usageError{fmt.Errorf(format, args...)}
}

// codedError ends the process with a code of its own. With a nil err nothing
// is printed: what there was to say has been said.
type codedError struct {
	code int
	err  error
}

func (e *codedError) Error() string {
	if e.err == nil {
		return ""
	}
	return e.err.Error()
}
func (e *codedError) Unwrap() error { return e.err }

// hintedError is an error that knows what to type next.
type hintedError struct {
	err  error
	hint string
}

func (e *hintedError) Error() string { return e.err.Error() }
func (e *hintedError) Unwrap() error { return e.err }

// hinted adds what to do next to an error; nil stays nil.
func hinted(err error, format string, args ...any) error {
	if err == nil {
		return nil
	}
	return &hintedError{err, fmt.Sprintf(format, args...)}
}

// hintOf finds what to do next, from the outermost layer that knows it.
func hintOf(err error) string {
	var h *hintedError
	if errors.As(err, &h) {
		return h.hint
	}
	if hint := history.Hint(err); hint != "" {
		return hint
	}
	var own interface{ Hint() string }
	if errors.As(err, &own) {
		return own.Hint()
	}
	if errors.Is(err, fs.ErrPermission) || errors.Is(err, syscall.EROFS) {
		return "the notes folder must be yours to write: look at its permissions and at how its disk is mounted"
	}
	if errors.Is(err, syscall.ENOSPC) {
		return "the disk is full: make room, then run the command again"
	}
	var problem *markdown.Problem
	if errors.As(err, &problem) {
		return problem.Hint
	}
	return ""
}

// printError says what went wrong: the program's name once, the error, and
// the next step as a hint. Names of files and git's words stand in both, so
// what would steer the terminal is taken out.
func printError(w io.Writer, err error) {
	if msg := err.Error(); msg != "" {
		fmt.Fprintf(w, "oneonone: %s\n", render.Clean(msg))
	}
	if h := hintOf(err); h != "" {
		fmt.Fprintf(w, "hint: %s\n", render.Clean(h))
	}
}
