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

// ownerPrefix is the length of a leading "@alice" or "Alice:" of an action's
// text, which does not count when words are compared.
func (g *Grammar) ownerPrefix(text string, v voice) int {
	if owners, size, form := g.leadingOwner(text, v); owners != nil && (form == ownerColon || form == ownerAt) {
		return size
	}
	return 0
}

// placing finds the parts of an action in the source.
func (r *reading) placing(w *words, m marker, name clause, box Box) placing {
	pl := placing{box: -1, paren: -1}
	src := r.doc.src
	pl.start, pl.end = w.span(src)
	_, pl.meta = w.p.outerTrimmed(src, w.c)
	if box != NoBox {
		if b, _, plain := w.p.box(); b == box && plain {
			pl.box = w.p.from(0)
		}
	}
	at := func(i int) int { return w.p.source(w.c.a + i) }
	for _, c := range w.metadata().cuts {
		if c.key != "(" {
			pl.signs = append(pl.signs, sourceCut{at(c.a), w.p.sourceEnd(w.c.a + c.b), c.key})
			continue
		}
		// With several, the last one is the program's.
		pl.paren, pl.parenEnd, pl.parts = at(c.a), w.p.sourceEnd(w.c.a+c.b), nil
		for _, part := range c.parts {
			pl.parts = append(pl.parts, sourceCut{at(part.a), w.p.sourceEnd(w.c.a + part.b), part.key})
		}
	}
	if w.struck() {
		pl.strikes = w.p.strikes(src, w.c)
	}
	skip := m.b
	for skip < len(w.text) && w.text[skip] == ' ' {
		skip++
	}
	pl.words = at(skip)
	if name.b > name.a {
		pl.name = sourceCut{a: at(name.a), b: w.p.sourceEnd(w.c.a + name.b)}
	}
	return pl
}

// strikes finds the delimiters that strike a clause through: they lie in the
// gaps between what renders.
func (p *prose) strikes(src []byte, c clause) []sourceCut {
	var all []sourceCut
	a, b := c.a, c.b
	for a > 0 && p.styled(a-1, styleStruck) {
		a--
	}
	for b < len(p.text) && p.styled(b, styleStruck) {
		b++
	}
	for i := a; i <= b; i++ {
		from, to := p.start, p.end
		if i > 0 {
			from = p.to(i - 1)
		}
		if i < len(p.text) {
			to = p.from(i)
		}
		for from < to {
			gap := string(src[from:to])
			if strings.HasPrefix(gap, "](") {
				from += strings.LastIndexByte(gap, ')') + 1
				if !strings.Contains(gap, ")") {
					break
				}
				continue
			}
			size := 1
			for _, d := range []string{"~~", "~", "<s>", "</s>", "<del>", "</del>", "<strike>", "</strike>"} {
				if strings.HasPrefix(gap, d) {
					size = len(d)
					all = append(all, sourceCut{a: from, b: from + size})
					break
				}
			}
			from += size
		}
	}
	return all
}

// source is where byte i of the text comes from.
func (p *prose) source(i int) int {
	if i < len(p.text) {
		return p.from(i)
	}
	return p.end
}

// sourceEnd is the source offset behind the byte before i.
func (p *prose) sourceEnd(i int) int {
	if i > 0 && i <= len(p.text) {
		return p.to(i - 1)
	}
	return p.start
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
