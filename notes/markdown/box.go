package markdown

import (
	"bytes"
	"strings"
)

// Box is the checkbox of an item.
type Box uint8

// The boxes: none, "[ ]", "[x]" and "[-]".
const (
	NoBox Box = iota
	OpenBox
	TickedBox
	DroppedBox
)

// Box reads the box at the start of a block's text, escaped or not. skip is the
// length of the box and the space after it. plain is false for a box that is not
// written "[ ]", "[x]" or "[-]", and so cannot be ticked and opened again without
// a trace.
func (p *Prose) Box() (b Box, skip int, plain bool) {
	s := p.Text
	if len(s) < 2 || s[0] != '[' || p.Styled(0, Code|Link) {
		return NoBox, 0, false
	}
	closing := 2
	switch s[1] {
	case ' ':
		b, plain = OpenBox, true
	case 'x', 'X':
		b, plain = TickedBox, true
	case '-':
		b, plain = DroppedBox, true
	case ']':
		b, closing = OpenBox, 1
	case 0xc2: // a no-break space, as Option-Space types it
		if len(s) < 3 || s[2] != 0xa0 {
			return NoBox, 0, false
		}
		b, closing = OpenBox, 3
	default:
		return NoBox, 0, false
	}
	if s[1] == ' ' && len(s) > 4 && s[2] != ']' { // "[ x ]", "[  ]"
		inside, _, _ := strings.Cut(string(s[1:min(len(s), 6)]), "]")
		closing, plain = 1+len(inside), false
		switch strings.TrimSpace(inside) {
		case "":
		case "x", "X":
			b = TickedBox
		case "-":
			b = DroppedBox
		default:
			return NoBox, 0, false
		}
	}
	if len(s) <= closing || s[closing] != ']' {
		return NoBox, 0, false
	}
	plain = plain && p.To(2)-p.From(0) == 3
	skip = closing + 1
	if len(s) > skip && s[skip] != ' ' && s[skip] != '\t' && s[skip] != '\n' {
		return NoBox, 0, false
	}
	for skip < len(s) && (s[skip] == ' ' || s[skip] == '\t' || s[skip] == '\n') {
		skip++
	}
	return b, skip, plain
}

// MayHaveEmptyBox is a quick test of a note's bytes: false if it has no empty box.
func MayHaveEmptyBox(src []byte) bool {
	for {
		at := bytes.IndexByte(src, '[')
		if at < 0 || at+1 >= len(src) {
			return false
		}
		switch src = src[at+1:]; src[0] {
		case ' ', ']', '\\', 0xc2:
			return true
		}
	}
}
