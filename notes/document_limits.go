package notes

import (
	"bytes"
	"fmt"
)

// What is handed to goldmark is bounded: its time grows with the square of
// the nesting (2,000 nested lists take 15 s) and of some runs of brackets
// (50,000 times "[a](" takes 17 s).
const (
	maxBody    = 256 << 10
	maxNesting = 30 // levels of lists and quotes; no person goes past ten
)

// tooMuch says why a body is not parsed, or "".
func tooMuch(body []byte) string {
	if len(body) > maxBody {
		return fmt.Sprintf("the note is larger than %d KiB", maxBody>>10)
	}
	for line := range bytes.Lines(body) {
		if nesting(line) > maxNesting {
			return "lists or quotes are nested too deeply"
		}
	}
	return ""
}

// nesting estimates how deep the containers are that a line opens: its
// bullets, numbers and quote signs, and two columns of indentation a level
// before a bullet.
func nesting(line []byte) int {
	marks, columns := 0, 0
	for i := 0; i < len(line); {
		switch c := line[i]; {
		case c == ' ':
			columns++
			i++
		case c == '\t':
			columns += 4
			i++
		case c == '>':
			marks++
			i++
		case (c == '-' || c == '*' || c == '+') && (i+1 == len(line) || line[i+1] == ' ' || line[i+1] == '\t' || line[i+1] == '\n' || line[i+1] == '\r'):
			marks++
			i++
		case c >= '0' && c <= '9':
			j := i
			for j < len(line) && line[j] >= '0' && line[j] <= '9' {
				j++
			}
			if j >= len(line) || line[j] != '.' && line[j] != ')' {
				return level(marks, columns)
			}
			marks++
			i = j + 1
		default:
			return level(marks, columns)
		}
	}
	return level(marks, columns)
}

func level(marks, columns int) int {
	if marks == 0 {
		return 0
	}
	return max(marks, columns/2)
}
