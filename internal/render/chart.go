package render

import "strings"

var advancing = []rune("▏▎▍▌▋▊▉█")

// Bar draws value as a bar that is width columns long for top and padded to
// width. A value above 0 is never invisible, one above top never longer.
func Bar(value, top, width int) string {
	if width <= 0 {
		return ""
	}
	if value <= 0 || top <= 0 {
		return strings.Repeat(" ", width)
	}
	eighths := step(min(value, top), top, width*8)
	full, rest := eighths/8, eighths%8
	bar := strings.Repeat("█", full)
	if rest > 0 {
		bar += string(advancing[rest-1])
		full++
	}
	return bar + strings.Repeat(" ", width-full)
}

// step places value, in 1 to top, on a scale of 1 to n.
func step(value, top, n int) int {
	return max(1, int((float64(value)*float64(n)+float64(top)/2)/float64(top)))
}

// Week is what became of one week's meeting.
type Week byte

// The weeks of a Strip. The zero Week had no meeting planned.
const (
	Off Week = iota
	Met
	Moved
	Skipped
	Missed
)

var weekLooks = [...]struct {
	mark  string
	style Style
}{
	Off:     {"·", Muted},
	Met:     {"■", Good},
	Moved:   {"◆", Good},
	Skipped: {"□", Muted},
	Missed:  {"×", Bad},
}

// Strip draws weeks, oldest first, one column each. The marks differ in shape
// as well, so that the strip can be read without colour. The result is
// Painted.
func (o Output) Strip(weeks []Week) Painted {
	var b strings.Builder
	for i := 0; i < len(weeks); {
		from := i
		for i < len(weeks) && weeks[i] == weeks[from] {
			i++
		}
		look := weekLooks[Off]
		if int(weeks[from]) < len(weekLooks) {
			look = weekLooks[weeks[from]]
		}
		b.WriteString(o.paint(look.style, strings.Repeat(look.mark, i-from)))
	}
	return Painted(b.String())
}

// StripKey explains the marks of a Strip in one line.
const StripKey = "■ met  ◆ moved  □ skipped  × missed  · none planned"
