package notes

import (
	"strings"
)

// The rules by which words are an action, for Action.Rule.
const (
	RuleBox     = "box"
	RuleMarker  = "marker"
	RuleSection = "section"
	RuleBold    = "bold"
)

// itemActions reads the actions of a list item. It returns the scope of what
// is nested under it.
func (r *reading) itemActions(b *block, it *readItem, w *words, sc scope) scope {
	below := sc.below()
	v := r.voice(sc)
	m, marked := r.g.readMarker(w.text, v)
	if !marked {
		marked = r.markedAtEnd(w, v)
	}
	rest := ""
	if marked || it.Box != NoBox {
		rest = m.rest(w)
	}
	from := w.c.a // where further clauses are looked for
	switch {
	case it.Box != NoBox:
		if it.action = r.boxed(it, w, m, marked, rest, sc); it.action {
			from = w.c.b
		}
	case marked:
		from = w.c.b
		if it.action = !isPlaceholder(rest) && !w.p.styled(w.c.a, styleCode); it.action {
			r.add(w, m, sc, RuleMarker, it.Box)
		} else {
			r.refuse(w, "marker", "a placeholder or code")
		}
	case sc.direct:
		reason := r.notInSection(it, w, v)
		if reason == inDisguise {
			below.direct = true
		}
		if it.action = reason == ""; it.action {
			from = w.c.b
			r.add(w, marker{}, sc, RuleSection, it.Box)
		} else {
			r.refuse(w, "item", reason)
		}
	}
	r.clausesOf(b.first, from, sc, it)
	for c := b.first.next; c != nil; c = c.next {
		if c.kind == blockParagraph && c.prose != nil {
			r.clausesOf(c, 0, sc, nil)
		}
	}
	return below
}

// markedAtEnd reads "All: read the paper TODO": a marker in capitals behind
// words that name their owner. Without an owner the word is part of them.
func (r *reading) markedAtEnd(w *words, v voice) bool {
	if !strings.Contains(w.text, " TODO") && !strings.Contains(w.text, " ACTION") {
		return false
	}
	end := w.metadata().wordsEnd(w.text)
	for _, m := range []string{" TODO", " ACTION"} {
		if !strings.HasSuffix(w.text[:end], m) {
			continue
		}
		if _, _, form := r.g.leadingOwner(w.text, v); form == ownerNone || form == ownerLoose {
			return false
		}
		w.metadata().cuts = append(w.metadata().cuts, cut{a: end - len(m), b: end, key: "marker"})
		return true
	}
	return false
}

func (r *reading) voice(sc scope) voice { return voice{person: r.note.person, speaker: sc.speaker} }

// boxed judges an item with a box.
func (r *reading) boxed(it *readItem, w *words, m marker, marked bool, rest string, sc scope) bool {
	if isPlaceholder(rest) {
		r.refuse(w, "box", "a placeholder")
		return false
	}
	if sc.section != nil && sc.top && (sc.section.Kind.isTopics() || sc.section.Kind == SectionGoals) {
		if !marked && !r.owned(w, r.voice(sc), true) && w.metadata().due.IsZero() {
			r.refuse(w, "box", "a "+strings.TrimSuffix(string(sc.section.Kind), "s")+" of the section")
			return false
		}
	}
	r.add(w, m, sc, RuleBox, it.Box)
	return true
}

const inDisguise = "a heading in disguise: items are nested under it"

// notInSection says why an item of an actions section is none, or "".
func (r *reading) notInSection(it *readItem, w *words, v voice) string {
	switch {
	case isPlaceholder(it.Text):
		return "a placeholder"
	case isQuestion(it.Text):
		return "a question"
	case r.g.isLabelled(w):
		return "a label"
	case it.Nested && !r.owned(w, v, true) && w.metadata().due.IsZero() && !r.g.startsWithVerb(it.Text):
		return inDisguise
	}
	return ""
}

// owned reports whether a clause names its owner itself.
func (r *reading) owned(w *words, v voice, loose bool) bool {
	_, _, form := r.g.leadingOwner(w.text, v)
	if form != ownerNone && (loose || form != ownerLoose) {
		return true
	}
	words := w.metadata().words(w.text)
	return endsFirstPerson(words) || len(r.g.ownersAnywhere(words, v)) > 0
}

// endsFirstPerson reads "…, I will" and "… – I'll".
func endsFirstPerson(s string) bool {
	s = strings.TrimRight(s, ".! ")
	for _, p := range []string{" I will", " I'll", " I’ll"} {
		if strings.HasSuffix(s, p) {
			return true
		}
	}
	return false
}

// rest is the words of a clause without its marker and what it covers.
func (m marker) rest(w *words) string {
	if m.b == m.a {
		return w.metadata().words(w.text)
	}
	meta := *w.metadata()
	meta.cuts = append(meta.cuts[:len(meta.cuts):len(meta.cuts)], cut{a: m.a, b: m.b})
	return meta.words(w.text)
}

// cutFrom is rest with the owner's name that the marker covered in front.
func (m marker) cutFrom(w *words) string {
	text := m.rest(w)
	return m.named(text)
}

// named puts the owner's name that the marker covered in front of words.
func (m marker) named(text string) string {
	switch {
	case m.name == "" || text == "":
		return text
	case strings.HasPrefix(m.name, "@"):
		return m.name + " " + text
	}
	return m.name + ": " + text
}

// add makes an action of a clause.
func (r *reading) add(w *words, m marker, sc scope, rule string, box Box) *Action {
	v := r.voice(sc)
	a := &Action{
		Text: m.cutFrom(w), State: w.state(box),
		Since: w.metadata().since, Due: w.metadata().due, DueSpoken: w.metadata().spoken, Done: w.metadata().done,
		Path: r.note.Path, Line: r.line(w.p.from(w.c.a)), Rule: rule,
		entry: r.note.date, index: len(r.actions),
	}
	var name clause
	a.Owners, name = r.owners(w, m, v, rule)
	if len(a.Owners) == 0 && len(sc.owners) > 0 {
		a.Owners, a.Inherited = sc.owners, true
	}
	a.key = sameWords(a.Text[r.g.ownerPrefix(a.Text, v):])
	a.source = r.carrySource(w, m, a.Text)
	a.place = r.placing(w, m, name, box)
	r.actions = append(r.actions, a)
	r.accept(w, a)
	return a
}

// owners finds whose action a clause is; name is where their names stand, if
// that is at the start, behind the marker or in it.
func (r *reading) owners(w *words, m marker, v voice, rule string) (owners []string, name clause) {
	if m.owners != nil {
		return m.owners, m.at
	}
	at := m.b + len(w.text[m.b:]) - len(strings.TrimLeft(w.text[m.b:], " "))
	text := w.text[at:]
	owners, _, form := r.g.leadingOwner(text, v)
	if form == ownerNone || form == ownerLoose && rule == RuleBold {
		owners = nil
	} else if _, n := r.g.nameList(text, v); !strings.HasPrefix(text, "I") || form != ownerWill {
		name = clause{at, at + n}
	}
	if owners == nil && endsFirstPerson(w.metadata().words(w.text)) {
		owners = []string{v.speaker}
	}
	if owners == nil {
		owners = r.g.ownersAnywhere(m.rest(w), v)
	}
	return owners, name
}

// clauses reads the actions of a paragraph.
func (r *reading) clauses(b *block, from int, sc scope) {
	if r.entry {
		r.clausesOf(b, from, sc, nil)
	}
}

// clausesOf reads the clauses of a block from an offset of its text on; it is
// the item whose first paragraph the block is, or nil.
func (r *reading) clausesOf(b *block, from int, sc scope, it *readItem) {
	p := b.prose
	for i, c := range p.clauses(from) {
		w := r.words(p, c)
		m, ok := marker{}, false
		if i > 0 || it == nil {
			m, ok = r.g.readMarker(w.text, r.voice(sc))
		}
		if ok {
			if !isPlaceholder(m.rest(w)) && !p.styled(c.a, styleCode) {
				r.add(w, m, sc, RuleMarker, NoBox)
			} else {
				r.refuse(w, "marker", "a placeholder")
			}
			continue
		}
		of := it
		if i > 0 || from > 0 && it != nil && it.action {
			of = nil
		}
		r.bold(p, c, sc, of)
	}
}

func (r *reading) words(p *prose, c clause) *words { return newWords(p, c, r.note.date) }
