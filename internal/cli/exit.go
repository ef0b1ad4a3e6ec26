package cli

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

// The exit codes are part of the program's interface: new ones may come, none may
// change.
const (
	exitDone        = 0
	ExitFailed      = 1
	exitUsage       = 2
	ExitNotOne      = 3
	exitNotRecorded = 4
	exitLocked      = 5
	ExitCancelled   = 130
)

// ExitCodes say what each means, for the help and the man pages.
var ExitCodes = []struct {
	Code int
	Doc  string
}{
	{exitDone, "done; an empty list too"},
	{ExitFailed, "failed; nothing was lost"},
	{exitUsage, "wrong usage"},
	{ExitNotOne, "nothing, or more than one thing, of that name"},
	{exitNotRecorded, "saved to disk, but git could not record it"},
	{exitLocked, "another process kept the lock too long"},
	{ExitCancelled, "interrupted"},
}

// ExitCode maps an error to the code the process ends with.
func ExitCode(err error) int {
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
		return ExitNotOne
	case errors.As(err, &notRecorded) && len(notRecorded.Saved) > 0:
		return exitNotRecorded
	case errors.As(err, &locked):
		return exitLocked
	case errors.Is(err, context.Canceled):
		return ExitCancelled
	}
	return ExitFailed
}

// usageError is a command line that cannot be carried out as typed.
type usageError struct{ err error }

func (e *usageError) Error() string { return e.err.Error() }
func (e *usageError) Unwrap() error { return e.err }

// Usage makes an error one of the command line.
func Usage(err error) error { return &usageError{err} }

// Usagef says what is wrong with the command line.
func Usagef(format string, args ...any) error {
	return &usageError{fmt.Errorf(format, args...)}
}

// codedError is an error with an exit code of its own.
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

// Exit is an error that ends the process with the given code. With a nil err
// nothing is printed: what there was to say has been said.
func Exit(code int, err error) error { return &codedError{code, err} }

// hintedError is an error that knows what to type next.
type hintedError struct {
	err  error
	hint string
}

func (e *hintedError) Error() string { return e.err.Error() }
func (e *hintedError) Unwrap() error { return e.err }

// Hinted adds what to do next to an error; nil stays nil.
func Hinted(err error, format string, args ...any) error {
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
		return "the notes folder must be writable: check its permissions and how its disk is mounted"
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

// PrintError says what went wrong: the program's name once, the error, and
// the next step as a hint. Both may quote file names and git's output, so control
// sequences are taken out.
func PrintError(w io.Writer, err error) {
	if msg := err.Error(); msg != "" {
		fmt.Fprintf(w, "oneonone: %s\n", render.Clean(msg))
	}
	if h := hintOf(err); h != "" {
		fmt.Fprintf(w, "hint: %s\n", render.Clean(h))
	}
}
