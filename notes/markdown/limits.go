package markdown

import (
	"bytes"
	"fmt"
)

// What is handed to goldmark is bounded: its time grows with the square of
// the nesting (2,000 nested lists take 15 s) and of brackets in one paragraph
// (50,000 times "[a](" take 17 s).
const (
	MaxBody    = 256 << 10
	MaxNesting = 30 // levels of lists and quotes; nobody goes past ten
	// maxTangle bounds the sum, over paragraphs and items, of their length
	// times the number of bytes in them that mean something in Markdown. Goldmark
	// takes about a nanosecond for each unit; a page of prose has a few thousand.
	maxTangle = 200 << 20
	// maxDepthLines bounds the number of lines times the deepest nesting:
	// goldmark asks every open container about each line. The longest real notes
	// have a few thousand.
	maxDepthLines = 1 << 20
	// maxAbsent bounds the cells that table rows leave out, since goldmark creates
	// every one: 1,000 columns and rows with one letter take 12 GB.
	maxAbsent = 1 << 16
)

// TooMuch says why a body is not parsed, or "".
func TooMuch(body []byte) string {
	if len(body) > MaxBody {
		return fmt.Sprintf("the note is larger than %d KiB", MaxBody>>10)
	}
	lines, deepest := 0, 0
	tangle, length, marks := 0, 0, 0 // of the current paragraph or item
	for rest := body; len(rest) > 0; {
		line := rest
		if i := bytes.IndexByte(rest, '\n'); i >= 0 {
			line = rest[:i+1]
		}
		rest = rest[len(line):]
		deep, begins := opens(line)
		if deep > MaxNesting {
			return "lists or quotes are nested too deeply"
		}
		lines, deepest = lines+1, max(deepest, deep)
		if begins {
			tangle += length * marks
			length, marks = 0, 0
		}
		length += len(line)
		if len(body)*len(body) > maxTangle { // anything shorter cannot be tangled enough
			marks += countMarkup(line)
		}
	}
	if lines*deepest > maxDepthLines {
		return "too many lines are nested too deeply"
	}
	if tangle+length*marks > maxTangle {
		return "brackets or emphasis are too tangled"
	}
	return tooWide(body)
}

var pipe = []byte("|")

// tooWide says why the tables of a body are not parsed, or "".
func tooWide(body []byte) string {
	if !bytes.Contains(body, pipe) {
		return ""
	}
	columns, absent := 0, 0
	for line := range bytes.Lines(body) {
		if len(bytes.Trim(line, " \t\r\n")) == 0 {
			columns = 0 // a blank line ends a table
			continue
		}
		columns = max(columns, columnsOf(line))
		if absent += max(0, columns-1-bytes.Count(line, pipe)); absent > maxAbsent {
			return "rows of tables leave out too many cells"
		}
	}
	return ""
}

// columnsOf is how many columns a table may have whose rule is this line, after
// quote signs and bullets.
func columnsOf(line []byte) int {
	if len(bytes.TrimLeft(line, "|-:> \t\r\n\v\f")) > 0 {
		return 0
	}
	return bytes.Count(line, pipe) + 1
}

func countMarkup(line []byte) int {
	n := 0
	for _, c := range line {
		if Markup[c] && c != '\n' && c != '\r' {
			n++
		}
	}
	return n
}

// opens estimates how deep the containers are that a line opens: its bullets,
// numbers and quote signs, plus a level for every two columns of indentation
// before a bullet. begins says that the line ends the paragraph before it: it is
// blank, or begins a container or heading.
func opens(line []byte) (deep int, begins bool) {
	marks, columns := 0, 0
	for i := 0; i < len(line); {
		switch c := line[i]; {
		case c == ' ':
			columns++
			i++
		case c == '\t':
			columns += 4
			i++
		case c == '\n' || c == '\r':
			return level(marks, columns), true
		case c == '>':
			marks++
			i++
		case (c == '-' || c == '*' || c == '+') && endsMark(line, i+1):
			marks++
			i++
		case c >= '0' && c <= '9':
			j := i
			for j < len(line) && line[j] >= '0' && line[j] <= '9' {
				j++
			}
			if j >= len(line) || line[j] != '.' && line[j] != ')' || !endsMark(line, j+1) {
				return level(marks, columns), marks > 0
			}
			marks++
			i = j + 1
		default:
			return level(marks, columns), marks > 0 || c == '#'
		}
	}
	return level(marks, columns), marks > 0
}

func endsMark(line []byte, i int) bool {
	return i >= len(line) || line[i] == ' ' || line[i] == '\t' || line[i] == '\n' || line[i] == '\r'
}

func level(marks, columns int) int {
	if marks == 0 {
		return 0
	}
	return max(marks, columns/2)
}

// Nesting is how deep the containers are that a line opens.
func Nesting(line []byte) int {
	deep, _ := opens(line)
	return deep
}
