package page

import (
	"slices"

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
