package notes

import (
	"strings"
)

// item reads one list item and what is nested under it.
func (r *reading) item(b *block, sc scope) {
	if r.mode == readActions && r.dull(b, sc) {
		r.children(b, sc.below())
		return
	}
	it := r.newItem(b)
	first := b.first
	if first == nil || first.kind != blockParagraph || first.prose == nil {
		r.addItem(it, sc)
		r.children(b, sc.below())
		return
	}
	p := first.prose
	box, skip, _ := p.box()
	it.Box = box
	whole := clause{skip, len(p.text)}
	if cs := p.clauses(skip); len(cs) > 0 {
		whole = cs[0]
	}
	words := r.words(p, whole)
	if r.mode != readActions || sc.direct {
		it.Text, it.Struck = words.metadata().words(words.text), words.struck()
		it.TextStart, it.TextEnd = words.span(r.doc.src)
	}
	if below, ok := r.parentItem(b, it, p, whole, sc); ok {
		r.addItem(it, sc)
		r.children(b, below)
		return
	}
	r.addItem(it, sc)
	below := sc.below()
	if r.entry {
		below = r.itemActions(b, it, words, sc)
	}
	if !r.entry || !it.action {
		r.topicOrGoal(b, it, words, sc)
	}
	r.children(b, below)
}

// below is the scope of what is nested under an item.
func (sc scope) below() scope {
	sc.nested, sc.top, sc.direct = true, false, false
	return sc
}

func (r *reading) newItem(b *block) *readItem {
	src := r.doc.src
	it := &readItem{}
	if r.mode != readActions {
		it.Item = Item{Line: r.line(b.start), Start: startOfLine(src, b.start), End: b.end,
			TextStart: b.start, TextEnd: b.start, NestedStart: b.end}
		if b.first != nil && b.first.next != nil {
			it.NestedStart = startOfLine(src, b.first.next.start)
		}
	}
	for i, c := 0, b.first; c != nil; i, c = i+1, c.next {
		if i > 0 && c.kind != blockComment || i == 0 && c.kind == blockList {
			it.Nested = true
		}
	}
	return it
}

// readItem is an item while it is read.
type readItem struct {
	Item
	action bool // it is an action as a whole
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
func (r *reading) parentItem(b *block, it *readItem, p *prose, whole clause, sc scope) (scope, bool) {
	if !it.Nested || it.Box != NoBox || whole.b != p.trim(whole.a, len(p.text)).b || whole.b-whole.a > maxLabel {
		return scope{}, false
	}
	text := string(p.text[whole.a:whole.b])
	t := r.g.readTitle(text, r.note.person)
	below := sc.below()
	switch {
	case r.isLabel(t, text):
		s := r.begin(t.kind, text, LabelLevel+1, b)
		s.Start, s.End = b.end, b.end
		if b.first.next != nil {
			s.Start = min(startOfLine(r.doc.src, b.first.next.start), s.End)
		}
		s.Owners = t.owner
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

// topicOrGoal records a top-level item of a topics or goals section.
func (r *reading) topicOrGoal(b *block, it *readItem, w *words, sc scope) {
	if sc.section == nil || !sc.top || r.mode == readActions {
		return
	}
	switch {
	case sc.section.Kind == SectionHopper && !r.entry || sc.section.Kind.isTopics() && r.entry:
		t := &Topic{Item: it.Item, Since: w.metadata().since, Hopper: sc.section.Kind == SectionHopper}
		if r.entry {
			t.Waiting = it.Box == OpenBox && !it.Struck && !it.Nested && !w.metadata().ticked && !w.metadata().dropped && it.Text != ""
		} else {
			t.Waiting = it.Box != TickedBox && it.Box != DroppedBox && !it.Struck && it.Text != ""
		}
		r.topics = append(r.topics, t)
	case sc.section.Kind == SectionGoals:
		g := &Goal{Item: it.Item, Due: w.metadata().due, Done: w.metadata().done, State: w.state(it.Box)}
		for c := b.first; c != nil; c = c.next {
			if c.kind == blockList {
				g.Steps = append(g.Steps, r.steps(c)...)
			}
		}
		r.goals = append(r.goals, g)
	}
}

// steps are the items of a list as they stand, for a goal.
func (r *reading) steps(list *block) []*Item {
	var items []*Item
	for c := list.first; c != nil; c = c.next {
		it := r.newItem(c)
		if f := c.first; f != nil && f.kind == blockParagraph && f.prose != nil {
			box, skip, _ := f.prose.box()
			w := r.words(f.prose, f.prose.trim(skip, len(f.prose.text)))
			it.Box, it.Text, it.Struck = box, w.metadata().words(w.text), w.struck()
			it.TextStart, it.TextEnd = w.span(r.doc.src)
		}
		items = append(items, &it.Item)
	}
	return items
}
