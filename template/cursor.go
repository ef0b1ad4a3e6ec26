package template

import "strings"

// CursorLine is the line, from 1, where writing starts in an entry: in the first section
// that is still empty, other than the person's topics; else after what is written under
// Notes; else at the end. Comments do not fill a section.
func CursorLine(entry []byte) int {
	lines := strings.Split(strings.TrimSuffix(string(entry), "\n"), "\n")
	last, notesEnd := 0, 0
	sections := outline(lines)
	for i, s := range sections {
		parent := i+1 < len(sections) && sections[i+1].level > s.level
		if s.empty && !parent && s.level > 1 && !strings.HasSuffix(strings.ToLower(s.title), "'s topics") {
			return s.free
		}
		if strings.HasPrefix(strings.ToLower(s.title), "notes") {
			notesEnd = s.free
		}
		last = s.free
	}
	if notesEnd > 0 {
		return notesEnd
	}
	return max(last, 1)
}

// section is a heading and the lines up to the next one.
type section struct {
	title string
	level int
	empty bool // nothing but comments under it
	free  int  // the line to write on, from 1
}

func outline(lines []string) []section {
	var out []section
	cur := section{empty: true, free: min(len(lines), 1)}
	inComment, inFence := false, false
	for i, l := range lines {
		at, word := i+1, strings.TrimSpace(l)
		title := strings.TrimLeft(l, "#")
		level := len(l) - len(title)
		switch {
		case inComment:
			inComment = !strings.Contains(l, "-->")
			cur.free = afterLine(lines, at)
		case strings.HasPrefix(word, "```"):
			inFence = !inFence
			cur.empty, cur.free = false, afterLine(lines, at)
		case !inFence && strings.HasPrefix(word, "<!--"):
			inComment = !strings.Contains(l, "-->")
			cur.free = afterLine(lines, at)
		case !inFence && level > 0 && level <= 6 && (title == "" || title[0] == ' '):
			out = append(out, cur)
			cur = section{title: strings.TrimSpace(title), level: level, empty: true, free: afterLine(lines, at)}
		case word != "":
			cur.empty, cur.free = false, afterLine(lines, at)
		}
	}
	return append(out, cur)
}

// afterLine is the empty line after a line, or the line itself.
func afterLine(lines []string, n int) int {
	if n < len(lines) && strings.TrimSpace(lines[n]) == "" {
		return n + 1
	}
	return n
}
