package page

import (
	"bytes"
	"fmt"
	"strings"

	"oneonone/notes/markdown"
)

// Where two versions of a note could not be merged, git leaves both in it,
// between marks. Both are read, the marks are not.

// ConflictLine is the line of the first mark that git leaves where two versions
// of a note could not be merged; 0 when there is none.
func ConflictLine(src []byte) int {
	if all := conflicts(src); len(all) > 0 {
		return all[0][0]
	}
	return 0
}

// ConflictLines says where the marks are: "lines 4 to 8", one for each conflict.
func ConflictLines(src []byte) string {
	var places []string
	for _, c := range conflicts(src) {
		places = append(places, fmt.Sprintf("lines %d to %d", c[0], c[1]))
	}
	return strings.Join(places, ", ")
}

// conflicts are the first and last lines of the conflicts in a note.
func conflicts(src []byte) (all [][2]int) {
	if !bytes.Contains(src, []byte("<<<<<<< ")) {
		return nil
	}
	n, begun, parted := 0, 0, false
	for line := range bytes.Lines(src) {
		n++
		switch {
		case bytes.HasPrefix(line, []byte("<<<<<<< ")):
			begun, parted = n, false
		case begun > 0 && string(bytes.TrimRight(line, "\r\n")) == "=======":
			parted = true
		case parted && bytes.HasPrefix(line, []byte(">>>>>>> ")):
			all = append(all, [2]int{begun, n})
			begun, parted = 0, false
		}
	}
	return all
}

// Conflict is the problem of a note with git's marks in it; nil when there are
// none.
func Conflict(path string, src []byte) *markdown.Problem {
	line := ConflictLine(src)
	if line == 0 {
		return nil
	}
	return &markdown.Problem{Path: path, Line: line, What: "the note has conflict markers from git; both versions are read, and nothing is written there",
		Hint: "keep one of the two versions and remove the marks"}
}

// Unmarked is a note with blanks for the marks of conflicts, and for the common
// ancestor that some settings put between them. Every other byte stays in place.
func Unmarked(src []byte) []byte {
	if ConflictLine(src) == 0 {
		return src
	}
	src = bytes.Clone(src)
	inside, ancestor := false, false
	for line := range bytes.Lines(src) {
		text := bytes.TrimRight(line, "\r\n")
		starts := func(mark string) bool { return bytes.HasPrefix(text, []byte(mark)) }
		mark := true
		switch {
		case starts("<<<<<<< "):
			inside = true
		case inside && starts("||||||| "):
			ancestor = true
		case inside && string(text) == "=======":
			ancestor = false
		case inside && starts(">>>>>>> "):
			inside = false
		default:
			mark = false
		}
		if mark || ancestor {
			copy(text, bytes.Repeat([]byte{' '}, len(text)))
		}
	}
	return src
}

// Versions are a note's two versions, and what they came from where the marks
// of each conflict say so.
func Versions(src []byte) (base, ours, theirs []byte, told bool) {
	const (
		both = iota
		inOurs
		inBase
		inTheirs
	)
	at, told := both, true
	for line := range bytes.Lines(src) {
		text := string(bytes.TrimRight(line, "\r\n"))
		switch {
		case at == both && strings.HasPrefix(text, "<<<<<<< "):
			at = inOurs
		case at == inOurs && strings.HasPrefix(text, "||||||| "):
			at = inBase
		case at == inOurs && text == "=======":
			at, told = inTheirs, false
		case at == inBase && text == "=======":
			at = inTheirs
		case at == inTheirs && strings.HasPrefix(text, ">>>>>>> "):
			at = both
		default:
			if at == both || at == inBase {
				base = append(base, line...)
			}
			if at == both || at == inOurs {
				ours = append(ours, line...)
			}
			if at == both || at == inTheirs {
				theirs = append(theirs, line...)
			}
		}
	}
	return base, ours, theirs, told
}
