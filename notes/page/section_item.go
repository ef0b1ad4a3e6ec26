package page

import (
	"bytes"
	"strings"

	"oneonone/notes/clause"
	"oneonone/notes/markdown"
)

// item reads one list item and what is nested under it.
func (r *reading) item(b *markdown.Block, sc scope) {
	if otherVersion(b) {
		return
	}
	if r.mode == readActions && r.dull(b, sc) {
		r.children(b, sc.below())
		return
	}
	it := r.newItem(b)
	first := b.First
	if first == nil || first.Kind != markdown.Paragraph || first.Prose == nil {
		r.addItem(it, sc)
		r.children(b, sc.below())
		return
	}
	p := first.Prose
	box, skip, _ := p.Box()
	it.Box = box
	if r.mode == readOutline && !sc.top && !it.Nested {
		return
	}
	whole := markdown.Span{From: skip, To: len(p.Text)}
	if cs := r.clausesIn(p, skip); len(cs) > 0 {
		whole = cs[0]
	}
	words := r.words(p, whole)
	if r.mode != readActions || sc.direct {
		it.Text, it.Struck = words.Plain(), words.Struck()
		it.TextStart, it.TextEnd = words.Source(r.doc.Src)
	}
	if below, ok := r.parentItem(b, it, p, whole, sc); ok {
		r.addItem(it, sc)
		r.children(b, below)
		return
	}
	r.addItem(it, sc)
	below := sc.below()
	if r.entry && (sc.section == nil || !sc.section.Kind.promisesNothing()) && (r.mode != readOutline || sc.listed()) {
		below = r.itemActions(b, it, words, sc)
		below.planned = r.hintPlanned(it, words, sc)
	}
	if !r.entry || !it.action {
		r.topicOrGoal(b, it, words, sc)
	}
	r.children(b, below)
}

// otherVersion reports whether an item is "or: … (keep one)": a version of the
// line above it, and nothing by itself.
func otherVersion(b *markdown.Block) bool {
	p := b.First
	return p != nil && p.Kind == markdown.Paragraph && p.Prose != nil && bytes.HasPrefix(p.Prose.Text, []byte("or: ")) && bytes.HasSuffix(p.Prose.Text, []byte(" (keep one)"))
}

// below is the scope of what is nested under an item.
func (sc scope) below() scope {
	sc.nested, sc.top, sc.direct, sc.planned, sc.asked = true, false, false, false, false
	return sc
}

func (r *reading) newItem(b *markdown.Block) *readItem {
	src := r.doc.Src
	it := &readItem{block: b}
	if r.mode != readActions {
		it.Item = Item{Line: r.line(b.Start), Start: markdown.StartOfLine(src, b.Start), End: b.End,
			TextStart: b.Start, TextEnd: b.Start, NestedStart: b.End}
		if b.First != nil && b.First.Next != nil {
			it.NestedStart = markdown.StartOfLine(src, b.First.Next.Start)
		}
	}
	for i, c := 0, b.First; c != nil; i, c = i+1, c.Next {
		if i > 0 && c.Kind != markdown.Comment || i == 0 && c.Kind == markdown.List {
			it.Nested = true
		}
	}
	return it
}

// readItem is an item while it is read.
type readItem struct {
	Item
	action bool // it is an action as a whole
	block  *markdown.Block
}

func (r *reading) addItem(it *readItem, sc scope) {
	if !sc.top || r.mode == readActions {
		return
	}
	item := &it.Item
	var inner *Section
	if r.label != nil {
		inner = r.label.section
	} else if len(r.headings) > 0 {
		inner = r.headings[len(r.headings)-1].section
	}
	if sc.section != nil {
		sc.section.Items = append(sc.section.Items, item)
	}
	if inner != nil && inner != sc.section && !sc.nested {
		inner.Items = append(inner.Items, item)
	}
}

// parentItem reads an item that is nothing but a section's word or an owner's
// name above nested items.
func (r *reading) parentItem(b *markdown.Block, it *readItem, p *markdown.Prose, whole markdown.Span, sc scope) (scope, bool) {
	if !it.Nested || it.Box != markdown.NoBox || whole.To != p.Trim(whole.From, len(p.Text)).To || whole.To-whole.From > clause.MaxLabel {
		return scope{}, false
	}
	text := string(p.Text[whole.From:whole.To])
	t := r.g.readTitle(text, r.note.person).within(sc.section)
	below := sc.below()
	switch {
	case r.isLabel(t, text):
		s := r.begin(t.kind, text, LabelLevel+1, b)
		s.Start, s.End = b.End, b.End
		if b.First.Next != nil {
			s.Start = min(markdown.StartOfLine(r.doc.Src, b.First.Next.Start), s.End)
		}
		s.Owners, s.Toward = clause.Known(t.owner), t.toward
		below.section, below.top, below.direct = s, true, t.kind == SectionActions
		if t.owner != nil {
			below = below.under(t.owner)
		}
		return below, true
	case t.named:
		below.direct = sc.direct
		return below.under(t.owner), true
	}
	return scope{}, false
}

// under is the scope below an owner's name.
func (sc scope) under(owners []string) scope {
	sc.owners = owners
	if len(owners) == 1 && !strings.HasPrefix(owners[0], "@") {
		sc.speaker = owners[0]
	}
	return sc
}

// listed reports whether an item is a topic or a goal, unless it is an action.
func (sc scope) listed() bool {
	return sc.top && sc.section != nil && (sc.section.Kind.IsTopics() || sc.section.Kind == SectionGoals)
}

// topicOrGoal records a top-level item of a topics or goals section.
func (r *reading) topicOrGoal(b *markdown.Block, it *readItem, w *clause.Words, sc scope) {
	if !sc.listed() || r.mode == readActions {
		return
	}
	switch {
	case sc.section.Kind == SectionHopper && !r.entry || sc.section.Kind.IsTopics() && r.entry:
		t := &Topic{Item: it.Item, Since: w.Written().Since, Hopper: sc.section.Kind == SectionHopper}
		if r.entry {
			t.Waiting = it.Box == markdown.OpenBox && !it.Struck && !it.Nested && !w.Written().Ticked && !w.Written().Dropped && it.Text != ""
		} else {
			t.Waiting = it.Box != markdown.TickedBox && it.Box != markdown.DroppedBox && !it.Struck && it.Text != ""
		}
		r.topics = append(r.topics, t)
	case sc.section.Kind == SectionGoals:
		g := &Goal{Item: it.Item, Due: w.Metadata().Due, Done: w.Metadata().Done, State: w.State(it.Box)}
		for c := b.First; c != nil; c = c.Next {
			if c.Kind == markdown.List {
				g.Steps = append(g.Steps, r.steps(c)...)
			}
		}
		r.goals = append(r.goals, g)
	}
}

// steps are the items of a list as they stand, for a goal.
func (r *reading) steps(list *markdown.Block) []*Item {
	var items []*Item
	for c := list.First; c != nil; c = c.Next {
		it := r.newItem(c)
		if f := c.First; f != nil && f.Kind == markdown.Paragraph && f.Prose != nil {
			box, skip, _ := f.Prose.Box()
			w := r.words(f.Prose, f.Prose.Trim(skip, len(f.Prose.Text)))
			it.Box, it.Text, it.Struck = box, w.Plain(), w.Struck()
			it.TextStart, it.TextEnd = w.Source(r.doc.Src)
		}
		items = append(items, &it.Item)
	}
	return items
}
