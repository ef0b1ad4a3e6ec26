package template

import (
	"fmt"
	"strings"
)

// FileError is a fault in a template or question file. Path is the file's
// path in the notes folder, or says that the file is built in.
type FileError struct {
	Path string
	Line int // from 1; 0 for a fault of the whole file
	Msg  string
}

func (e *FileError) Error() string {
	if e.Line == 0 {
		return e.Path + ": " + e.Msg
	}
	return fmt.Sprintf("%s:%d: %s", e.Path, e.Line, e.Msg)
}

// UnknownError says that nothing has that name, and which names are near.
type UnknownError struct {
	What string // template, topic
	Name string
	Near []string // nearest first, may be empty
	All  []string // all names there are
}

func (e *UnknownError) Error() string { return fmt.Sprintf("unknown %s %q", e.What, e.Name) }

// Hint says what to type instead.
func (e *UnknownError) Hint() string {
	if len(e.Near) > 0 {
		return "did you mean " + strings.Join(e.Near, " or ") + "?"
	}
	return "there are " + strings.Join(e.All, ", ")
}
