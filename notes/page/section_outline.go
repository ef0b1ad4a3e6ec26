package page

import (
	"bytes"
	"fmt"
	"strings"
	"sync"

	"oneonone/internal/merge"
	"oneonone/notes/clause"
	"oneonone/notes/markdown"
)

// reading is what one walk through a note finds.
type reading struct {
	g        *Grammar
	note     *Note
	doc      *markdown.Document
	entry    bool // actions are read from entries only
	problems []markdown.Problem
	sections []*Section
	topics   []*Topic
	goals    []*Goal
	actions  []*Action
	verdicts []Verdict
	hints    []Hint
	mode     readingMode
	remarked sync.Once
	said     []Remark // see remarks

	headings []openHeading // the headings above where the walk is
	label    *openLabel    // the label paragraph above it
	titled   bool          // the title has been seen
	linePos  int           // a place whose line is known to be lineNo; 0 for none
	lineNo   int
}

// readingMode says what a walk is for.
type readingMode uint8

const (
	readAll     readingMode = iota
	readExplain             // verdicts as well
	// readActions is for actions only: what cannot hold one is passed over
	// unread, and sections keep no items.
	readActions
	// readOutline is for sections, topics and goals: actions are read only
	// where it depends on them what is one.
	readOutline
)

// hints reports whether a walk looks for what may be a promise.
func (m readingMode) hints() bool { return m == readAll || m == readExplain }

type openHeading struct {
	section *Section
	title   title
	isTitle bool
}

type openLabel struct {
	section *Section
	owners  []string
}

// scope is what a list item inherits from what stands above it.
type scope struct {
	section *Section // nil outside any section of a kind
	// top says that the item is at the top level of its section; direct that
	// in an actions section it is an action without further sign.
	top, direct bool
	nested      bool // below another item
	planned     bool // below a heading of what is to be done until the next meeting
	past        bool // below a heading of what is done
	asked       bool // below a question: "A: …" is its answer
	owners      []string
	speaker     string
}

// read walks a note once, or each version of one with the marks of conflicts.
func (g *Grammar) read(n *Note, mode readingMode) *reading {
	if g.Observe != nil {
		g.Observe(n.Path)
	}
	if merge.ConflictLine(n.Src) > 0 {
		return g.readBoth(n, mode)
	}
	return g.readText(n, n.Src, n.Front.End, mode)
}

// readText walks a text of a note once, from where its body begins. A panic becomes a
// Problem: a fault of the program in one note must not hide the others.
func (g *Grammar) readText(n *Note, text []byte, body int, mode readingMode) (r *reading) {
	defer func() {
		if fault := recover(); fault != nil {
			r = &reading{g: g, note: n, mode: mode, problems: []markdown.Problem{{Path: n.Path, What: fmt.Sprintf("%s: %v", readingFault, fault),
				Hint: "the note is kept and shown, but no action is read from it; please report this"}}}
		}
	}()
	r = &reading{g: g, note: n, mode: mode}
	r.entry = !n.top
	if markdown.TooMuch(text[body:]) != "" {
		return r
	}
	doc, err := markdown.Parse(text, body, mode != readActions)
	if err == nil {
		r.doc = doc
		err = doc.Render(r.wanted(&doc.Root, nil))
	}
	if err != nil {
		r.problems = append(r.problems, markdown.Problem{Path: n.Path, What: err.Error(), Hint: "the note is kept and shown, but no action is read from it"})
		return r
	}
	r.root()
	return r
}

// readingFault begins the message about a note on which the program failed.
const readingFault = "reading this note failed"

// wanted lists the blocks whose text is looked at: headings, and paragraphs
// outside block quotes.
func (r *reading) wanted(b *markdown.Block, list []*markdown.Block) []*markdown.Block {
	for c := b.First; c != nil; c = c.Next {
		switch c.Kind {
		case markdown.Heading, markdown.Paragraph:
			if len(c.Lines) > 0 {
				list = append(list, c)
			}
		case markdown.List, markdown.ListItem:
			list = r.wanted(c, list)
		case markdown.Table:
			list = r.tableCells(c, list)
		}
	}
	return list
}

// root walks the blocks at the top level of the note.
func (r *reading) root() {
	end := r.doc.Root.End
	for b := r.doc.Root.First; b != nil; b = b.Next {
		switch b.Kind {
		case markdown.Heading:
			r.heading(b)
		case markdown.Paragraph:
			r.paragraph(b)
		case markdown.List:
			r.list(b, r.scope())
		case markdown.Table:
			if r.mode != readOutline {
				r.table(b)
			}
		}
	}
	r.endLabel(end)
	r.endHeadings(0, end)
}

func (r *reading) heading(b *markdown.Block) {
	at := markdown.StartOfLine(r.doc.Src, b.Start)
	r.endLabel(at)
	r.endHeadings(b.Level, at)
	text := ""
	if b.Prose != nil {
		text = string(b.Prose.Text)
	}
	t := r.g.readHeading(text, r.note.person)
	if r.orgTask(b, text) {
		t = title{}
	}
	t = t.within(r.current())
	h := openHeading{title: t, isTitle: !r.titled && b.Level == 1}
	r.titled = true
	h.section = r.begin(t.kind, text, b.Level, b)
	h.section.Owners, h.section.Toward = clause.Known(t.owner), t.toward
	r.headings = append(r.headings, h)
}

// begin opens a section behind its heading, label paragraph or label item.
func (r *reading) begin(kind SectionKind, text string, level int, b *markdown.Block) *Section {
	if r.mode == readActions {
		return &Section{Kind: kind, Level: level}
	}
	s := &Section{Kind: kind, Title: strings.Join(strings.Fields(text), " "), Level: level,
		HeadingLine: r.line(b.Start), HeadingStart: markdown.StartOfLine(r.doc.Src, b.Start),
		Start: b.End, End: b.End, text: r.doc.Src}
	r.sections = append(r.sections, s)
	return s
}

// line is lineNumber, counted from the last place asked for.
func (r *reading) line(pos int) int {
	if r.lineNo == 0 || pos < r.linePos {
		r.linePos, r.lineNo = 0, 1
	}
	r.lineNo += bytes.Count(r.doc.Src[r.linePos:pos], markdown.Newline)
	r.linePos = pos
	return r.lineNo
}

// endHeadings closes the headings that one of the given level ends.
func (r *reading) endHeadings(level, at int) {
	for len(r.headings) > 0 {
		last := r.headings[len(r.headings)-1].section
		if last.Level < level {
			return
		}
		last.End = max(at, last.Start)
		r.headings = r.headings[:len(r.headings)-1]
	}
}

func (r *reading) endLabel(at int) {
	if r.label != nil && r.label.section != nil {
		r.label.section.End = max(at, r.label.section.Start)
	}
	r.label = nil
}

// scope is what a top-level list inherits where the walk is.
func (r *reading) scope() scope {
	sc := scope{section: r.current(), top: true, speaker: r.g.Voice(r.note.person).Speaker}
	sc.direct = sc.section != nil && sc.section.Kind == SectionActions
	if r.mode.hints() {
		sc.planned, sc.past = r.planned(), r.past()
	}
	sc.owners = r.headingOwners()
	if len(sc.owners) == 1 {
		sc.speaker = sc.owners[0]
	}
	return sc
}

// current is the innermost section of a kind.
func (r *reading) current() *Section {
	if r.label != nil && r.label.section != nil {
		return r.label.section
	}
	for i := len(r.headings) - 1; i >= 0; i-- {
		if s := r.headings[i].section; s.Kind != SectionOther {
			return s
		}
	}
	return nil
}

// planned reports whether the nearest heading or label is of what is planned.
func (r *reading) planned() bool {
	s := r.nearest()
	return s != nil && s.Kind != SectionActions && !s.Kind.IsTopics() && planWordsOf().isPlan(FoldTitle(s.Title))
}

// nearest is the section of the nearest heading or label, nil for none.
func (r *reading) nearest() *Section {
	switch {
	case r.label != nil:
		return r.label.section
	case len(r.headings) > 0:
		return r.headings[len(r.headings)-1].section
	}
	return nil
}

// past reports whether the nearest heading or label is of what is done.
func (r *reading) past() bool {
	s := r.nearest()
	return s != nil && planWordsOf().isPast(FoldTitle(s.Title))
}

// headingOwners are the owners of the nearest heading below the title that
// names some, or of a label paragraph.
func (r *reading) headingOwners() []string {
	if r.label != nil && r.label.owners != nil {
		return r.label.owners
	}
	for i := len(r.headings) - 1; i >= 0; i-- {
		if h := r.headings[i]; !h.isTitle && (h.title.named || h.title.kind == SectionActions) && h.title.owner != nil {
			return h.title.owner
		}
	}
	return nil
}

// paragraph reads a paragraph at the top level: a label that begins or ends a
// section, or prose that may hold actions.
func (r *reading) paragraph(b *markdown.Block) {
	if b.Prose == nil || r.mode == readActions && r.dullParagraph(b.Prose) {
		return
	}
	if r.labelled(b) {
		return
	}
	text := strings.TrimSpace(string(b.Prose.Text))
	whole := markdown.Span{From: 0, To: len(b.Prose.Text)}
	bold, colon := b.Prose.All(whole, markdown.Bold), clause.EndsInColon(text)
	if !bold && !colon && len(text) > 40 {
		if r.mode != readOutline {
			r.prose(b, 0)
		}
		return
	}
	t := r.g.readTitle(text, r.note.person).within(r.current())
	at := markdown.StartOfLine(r.doc.Src, b.Start)
	switch {
	case r.isLabel(t, text):
		r.endLabel(at)
		r.label = &openLabel{section: r.begin(t.kind, text, LabelLevel, b), owners: t.owner}
		r.label.section.Toward = t.toward
	case t.named && (bold || colon):
		// An owner's name over a list: it divides an actions section, and does not end
		// it.
		var within *Section
		if s := r.current(); s != nil && s.Kind == SectionActions {
			within = s
		}
		if r.label == nil || r.label.section != within {
			r.endLabel(at)
		}
		r.label = &openLabel{section: within, owners: t.owner}
		if within == nil {
			r.label.section = nil
		}
	default:
		before := len(r.actions)
		r.prose(b, 0)
		if (bold || colon) && len(r.actions) == before {
			r.endSection(at, text, b)
		}
	}
}

// endSection ends the section of a kind at a paragraph that is wholly bold or
// ends with a colon, by opening one of no kind.
func (r *reading) endSection(at int, text string, b *markdown.Block) {
	r.endLabel(at)
	r.label = &openLabel{section: r.begin(SectionOther, text, LabelLevel, b)}
}

// isLabel reports whether a paragraph or item is nothing but a section's word,
// perhaps with the owner it is for.
func (r *reading) isLabel(t title, text string) bool {
	if t.kind == SectionOther || t.kind == SectionNotes && !clause.EndsInColon(text) {
		return false
	}
	if t.rest == "" || !t.toward.IsZero() {
		return true
	}
	return t.kind == SectionActions && t.owner != nil && strings.HasPrefix(t.rest, "for ")
}

// list walks the items of a list.
func (r *reading) list(b *markdown.Block, sc scope) {
	for c := b.First; c != nil; c = c.Next {
		if c.Kind == markdown.ListItem {
			r.item(c, sc)
		}
	}
}

// children walks what is nested under an item.
func (r *reading) children(b *markdown.Block, sc scope) {
	for c := b.First; c != nil; c = c.Next {
		if c.Kind == markdown.List {
			r.list(c, sc)
		}
	}
}
