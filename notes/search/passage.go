package search

import (
	"bytes"
	"strings"

	"oneonone/notes/markdown"
)

// passage is what is read in one go: an item, a paragraph, a heading, a table
// row.
type passage struct {
	from, to int // its lines in the note
	line     int // the number of its first
	section  []byte
	aside    bool // code, a quotation, a merge marker
}

// passages calls visit for a note's passages, in order, until it has enough. In a
// code block every line is one.
func passages(src []byte, visit func(p passage) (more bool)) {
	var p passage
	more := true
	end := func() {
		if p.to > p.from {
			more = more && visit(p)
		}
	}
	front := markdown.SplitFrontMatter("", src)
	line, fence, section := bytes.Count(src[:front.End], markdown.Newline), "", []byte(nil)
	heading, first := false, true // whether the line before is a heading; whether no heading was seen yet
	for at := front.End; more && at < len(src); {
		next := markdown.EndOfLine(src, at)
		line++
		trimmed := bytes.TrimSpace(src[at:next])
		mark := fenceOf(trimmed)
		aside := fence != "" || mark != "" || bytes.HasPrefix(trimmed, []byte(">")) || bytes.HasPrefix(trimmed, []byte("<<<<<<<"))
		switch {
		case len(trimmed) == 0:
			end()
			p = passage{}
		case p.to == 0 || mark != "" || fence != "" || begins(trimmed) || heading || aside && !p.aside:
			end()
			if heading = fence == "" && headingMark(trimmed) > 0; heading {
				section = clip(bytes.Trim(trimmed, " \t#"), mostSection)
				if first && headingMark(trimmed) == 1 {
					section = nil // the note's title
				}
				first = false
			}
			p = passage{at, next, line, section, aside}
		default:
			p.to = next
		}
		if mark != "" && (fence == "" || strings.HasPrefix(mark, fence)) {
			if fence == "" {
				fence = mark
			} else {
				fence = ""
			}
		}
		at = next
	}
	end()
}

// fenceOf is the fence with which a line begins or ends a code block.
func fenceOf(line []byte) string {
	if len(line) < 3 || line[0] != '`' && line[0] != '~' {
		return ""
	}
	n := 1
	for n < len(line) && line[n] == line[0] {
		n++
	}
	if n < 3 {
		return ""
	}
	return string(line[:n])
}

// uncommented is a note with its comments, which no reader sees, blanked out:
// every other byte stays in its place.
func uncommented(src []byte) []byte {
	if !bytes.Contains(src, []byte("<!--")) {
		return src
	}
	out := bytes.Clone(src)
	for at := 0; ; {
		i := bytes.Index(out[at:], []byte("<!--"))
		if i < 0 {
			return out
		}
		i += at
		n := bytes.Index(out[i:], []byte("-->"))
		if n < 0 {
			return out
		}
		for k := i; k < i+n+len("-->"); k++ {
			if out[k] != '\n' && out[k] != '\r' {
				out[k] = ' '
			}
		}
		at = i + n
	}
}

// begins reports whether a line begins a passage of its own.
func begins(line []byte) bool {
	for len(line) > 0 && (line[0] == ' ' || line[0] == '\t' || line[0] == '>') {
		line = line[1:]
	}
	return bullet(line) > 0 || headingMark(line) > 0 || len(line) > 0 && line[0] == '|'
}

// bullet is how long the bullet or number of an item is, 0 for none.
func bullet(line []byte) int {
	n := 0
	for n < len(line) && n < 9 && '0' <= line[n] && line[n] <= '9' {
		n++
	}
	switch {
	case n >= len(line), n == 0 && line[0] != '-' && line[0] != '*' && line[0] != '+', n > 0 && line[n] != '.' && line[n] != ')':
		return 0
	}
	return spaced(line, n+1)
}

// headingMark is the length of a heading's mark, 0 for none.
func headingMark(line []byte) int {
	n := 0
	for n < len(line) && line[n] == '#' {
		n++
	}
	if n == 0 || n > 6 {
		return 0
	}
	return spaced(line, n)
}

// spaced is n if a line has a space at n or ends there, else 0.
func spaced(line []byte, n int) int {
	if n == len(line) || line[n] == ' ' || line[n] == '\t' {
		return n
	}
	return 0
}

// How much of a passage, and of the heading above it, is shown, in bytes; nobody
// writes one as long.
const (
	mostShown   = 16 << 10
	mostSection = 1 << 10
)

func clip(s []byte, most int) []byte {
	if len(s) <= most {
		return s
	}
	return append(bytes.ToValidUTF8(s[:most:most], nil), "…"...)
}

// shown is a passage as one line, without what comes before its words.
func shown(lines []byte) string {
	lines = clip(lines, mostShown)
	if bytes.HasPrefix(bytes.TrimLeft(lines, " \t"), []byte(">")) {
		lines = unquoted(lines)
	}
	lines = bytes.TrimLeft(lines, " \t")
	lines = bytes.TrimLeft(lines[max(bullet(lines), headingMark(lines)):], " \t")
	if len(lines) > 3 && lines[0] == '[' && lines[2] == ']' && lines[3] == ' ' && bytes.ContainsRune([]byte(" xX-"), rune(lines[1])) {
		lines = lines[3:]
	}
	return strings.Join(strings.Fields(string(lines)), " ")
}

// unquoted is a quotation without the marks at the beginning of its lines.
func unquoted(lines []byte) (all []byte) {
	for line := range bytes.Lines(lines) {
		all = append(all, bytes.TrimLeft(line, " \t>")...)
	}
	return all
}
