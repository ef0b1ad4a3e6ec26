package notes

// Section is a part of a note under a heading, a label paragraph or a label
// item (FORMAT.md, "Sections").
type Section struct {
	Kind  SectionKind
	Title string // as it renders
	// Level is that of the heading, LabelLevel for a label paragraph and
	// LabelLevel+1 for a label item.
	Level       int
	HeadingLine int // from 1
	// HeadingStart is where the heading's line begins.
	HeadingStart int
	// Start and End are the byte span of the body, whole lines.
	Start, End int
	// Owners are those the heading names: "Actions for Alice", "Alice".
	Owners []string
	// Items are the list items at the section's top level.
	Items []*Item
}

// LabelLevel is the level of a section that a paragraph begins: deeper than
// any heading.
const LabelLevel = 7

// Item is a list item.
type Item struct {
	Line       int // from 1
	Start, End int // its whole lines with everything nested, the last newline included
	// TextStart and TextEnd are the item's first line of words, from behind
	// the bullet and box to before its metadata.
	TextStart, TextEnd int
	Text               string // the words as they render, without box and metadata
	Box                Box
	Struck             bool // wholly struck through
	Nested             bool // something is nested under it
	// NestedStart is where the lines begin that hold what is nested, comments
	// included; End when there are none.
	NestedStart int
}

// Box is the checkbox of an item.
type Box uint8

// The boxes: none, "[ ]", "[x]" and "[-]".
const (
	NoBox Box = iota
	OpenBox
	TickedBox
	DroppedBox
)

// box reads the box at the start of a block's text, escaped or not. skip
// counts the box and the space behind it. plain is false for a box that is not
// written "[ ]", "[x]" or "[-]", and so cannot be ticked and opened again
// without a trace.
func (p *prose) box() (b Box, skip int, plain bool) {
	s := p.text
	if len(s) < 2 || s[0] != '[' || p.styled(0, styleCode|styleLink) {
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
	if len(s) <= closing || s[closing] != ']' {
		return NoBox, 0, false
	}
	plain = plain && p.to(2)-p.from(0) == 3
	skip = closing + 1
	if len(s) > skip && s[skip] != ' ' && s[skip] != '\t' && s[skip] != '\n' {
		return NoBox, 0, false
	}
	for skip < len(s) && (s[skip] == ' ' || s[skip] == '\t' || s[skip] == '\n') {
		skip++
	}
	return b, skip, plain
}
