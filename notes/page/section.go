package page

import (
	"bytes"
	"slices"
	"strings"

	"oneonone/internal/when"
	"oneonone/notes/clause"
	"oneonone/notes/markdown"
)

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
	// Toward is which way the feedback went that stands in it, where its heading
	// says so.
	Toward Toward
	// Items are the list items at the section's top level.
	Items []*Item

	text []byte // the note as it was read: where marks stand in it, a version
}

// Body is what stands under the heading.
func (s *Section) Body() []byte { return s.text[s.Start:s.End] }

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
	Box                markdown.Box
	Struck             bool // wholly struck through
	Nested             bool // something is nested under it
	// NestedStart is where the lines begin that hold what is nested, comments
	// included; End when there are none.
	NestedStart int
}

// Topic is something to talk about: a top-level item of a topics section.
type Topic struct {
	Item
	Since  when.Date // as written with (since D); zero when not
	Hopper bool      // it stands in a hopper, not on an agenda
	// Waiting says that nobody has talked about it yet. On a top page: it is
	// neither ticked nor struck through. In an entry: it has an unticked box,
	// is not struck through and has nothing nested under it.
	Waiting bool
}

// Goal is a top-level item of a goals section: on a top page a goal, in an
// entry a goal or a progress note on one.
type Goal struct {
	Item
	Due, Done when.Date
	State     clause.State
	Steps     []*Item // what is nested directly under it
}

// OpenSteps are the goal's steps that nobody has ticked, dropped or struck through.
func (g *Goal) OpenSteps() []*Item {
	return slices.DeleteFunc(slices.Clone(g.Steps), func(it *Item) bool {
		return it.Box == markdown.TickedBox || it.Box == markdown.DroppedBox || it.Struck || it.Text == ""
	})
}

// A dated line is a list item that begins with its day, "2026-11-18: Tom ran
// the incident well", or with a box and "(since 2026-11-18)" behind it: written down between two meetings (FORMAT.md, "Noted
// between meetings").

// dated reads the day that words begin with; size is how long it is, its colon
// included, 0 when there is none.
func dated(text string) (day when.Date, size int) {
	const length = len("2026-11-20")
	if len(text) <= length {
		return day, 0
	}
	colon := clause.LeadingColon(text[length:])
	if day, err := when.ParseISO(text[:length]); err == nil && colon > 0 {
		return day, length + colon
	}
	return when.Date{}, 0
}

// Dated reads a dated line: its day and what stands behind. The day is zero when
// it has none.
func Dated(line string) (when.Date, string) {
	day, size := dated(line)
	return day, strings.TrimSpace(line[size:])
}

// DatedLine is a line under its day.
func DatedLine(day when.Date, line string) string { return day.String() + ": " + line }

// DatedItem is an item that is a dated line.
type DatedItem struct {
	*Item
	Day when.Date
}

// Dated are the top-level items under Notes that are dated lines.
func (n *Note) Dated() []DatedItem {
	var all []DatedItem
	for _, s := range n.Sections() {
		if s.Kind == SectionNotes {
			all = append(all, s.dated()...)
		}
	}
	return all
}

func (s *Section) dated() []DatedItem {
	var all []DatedItem
	for _, it := range s.Items {
		if day := s.dayOf(it); !day.IsZero() && !it.Struck {
			all = append(all, DatedItem{it, day})
		}
	}
	return all
}

// dayOf is the day that a dated line says: in front, behind a box "(since D)",
// unless it says too when it ended.
func (s *Section) dayOf(it *Item) when.Date {
	if it.Box == markdown.NoBox {
		day, _ := dated(it.Text)
		return day
	}
	meta := it.Metadata(s.text)
	if meta.has("done") || meta.has("dropped") {
		return when.Date{}
	}
	return meta.Day(s.text, "since")
}

// ofMeeting is the section's body without dated lines up to the note's day: they
// were written down before the meeting.
func (s *Section) ofMeeting(day when.Date) []byte {
	body := bytes.Clone(s.Body())
	for _, it := range s.dated() {
		if !it.Day.After(day) {
			copy(body[it.Start-s.Start:], bytes.Repeat([]byte(" "), it.End-it.Start))
		}
	}
	return body
}
