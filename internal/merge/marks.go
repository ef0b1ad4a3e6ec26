package merge

import (
	"bytes"
	"fmt"
	"iter"
	"strings"

	"oneonone/notes/markdown"
)

// Where two versions of a note could not be merged, git leaves both in it,
// between marks. Both are read, the marks are not.

// ConflictLine is the line of the first mark that git leaves where two versions
// of a note could not be merged; 0 when there is none.
func ConflictLine(src []byte) int {
	if all := marked(src); len(all) > 0 {
		return all[0][0]
	}
	return 0
}

// ConflictLines says where the marks are: "lines 4 to 8", one for each conflict.
func ConflictLines(src []byte) string {
	var places []string
	for _, c := range marked(src) {
		places = append(places, fmt.Sprintf("lines %d to %d", c[0], c[1]))
	}
	return strings.Join(places, ", ")
}

// marked are the first and last lines of the conflicts in a note.
func marked(src []byte) (all [][2]int) {
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

// whose says whose a line is in a note with the marks of conflicts.
type whose uint8

const (
	shared whose = iota
	mark
	ofOurs
	ofBase // the common ancestor that some settings put between the two
	ofTheirs
)

// sidesOf goes through the lines of a note and says whose each is.
func sidesOf(src []byte) iter.Seq2[[]byte, whose] {
	return func(yield func([]byte, whose) bool) {
		at := shared
		for line := range bytes.Lines(src) {
			text := string(bytes.TrimRight(line, "\r\n"))
			next := at
			switch {
			case at == shared && strings.HasPrefix(text, "<<<<<<< "):
				next = ofOurs
			case at == ofOurs && strings.HasPrefix(text, "||||||| "):
				next = ofBase
			case (at == ofOurs || at == ofBase) && text == "=======":
				next = ofTheirs
			case at == ofTheirs && strings.HasPrefix(text, ">>>>>>> "):
				next = shared
			}
			v := at
			if next != at {
				v = mark
			}
			if !yield(line, v) {
				return
			}
			at = next
		}
	}
}

// blanked is a note with blanks for the lines that are not to be read. Every
// other byte stays in place.
func blanked(src []byte, read func(whose) bool) []byte {
	src = bytes.Clone(src)
	for line, v := range sidesOf(src) {
		if text := bytes.TrimRight(line, "\r\n"); !read(v) {
			copy(text, bytes.Repeat([]byte{' '}, len(text)))
		}
	}
	return src
}

// FirstVersion is a note as the first of its versions has it, which is where its
// front matter is read: two would be none.
func FirstVersion(src []byte) []byte {
	if ConflictLine(src) == 0 {
		return src
	}
	ours, _ := Sides(src)
	return ours
}

// Sides are a note's two versions, every byte where it is in the note.
func Sides(src []byte) (ours, theirs []byte) {
	return blanked(src, func(v whose) bool { return v == shared || v == ofOurs }),
		blanked(src, func(v whose) bool { return v == shared || v == ofTheirs })
}

// Versions are a note's two versions, and what they came from where the marks
// of each conflict say so.
func Versions(src []byte) (base, ours, theirs []byte, told bool) {
	told = true
	based := false
	for line, v := range sidesOf(src) {
		if v == shared || v == ofBase {
			base = append(base, line...)
		}
		if v == shared || v == ofOurs {
			ours = append(ours, line...)
		}
		if v == shared || v == ofTheirs {
			theirs = append(theirs, line...)
		}
		if v == mark {
			parts := line[0] == '='
			told = told && (based || !parts)
			based = line[0] == '|'
		}
	}
	return base, ours, theirs, told
}
