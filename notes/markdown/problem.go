package markdown

import "fmt"

// Problem is something in the notes that could not be understood as written.
// The bytes stay as they are and the rest of the file is still read
// (FORMAT.md: nothing is dropped silently).
type Problem struct {
	Path string // relative to the notes folder, with slashes
	Line int    // from 1; 0 when it concerns the whole file
	What string // lower case, no period
	Hint string // what to do next; may be empty
}

// Error makes a Problem an error, for when reading cannot go on because of it.
func (p *Problem) Error() string {
	if p.Line > 0 {
		return fmt.Sprintf("%s:%d: %s", p.Path, p.Line, p.What)
	}
	return fmt.Sprintf("%s: %s", p.Path, p.What)
}

// AsProblem keeps a *Problem as it is and wraps any other error.
func AsProblem(path string, err error) Problem {
	if p, ok := err.(*Problem); ok {
		return *p
	}
	return Problem{Path: path, What: err.Error()}
}
