package page

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"oneonone/notes/clause"
	"oneonone/notes/markdown"
)

// prose reads the actions of a paragraph outside lists, from an offset of its
// text on.
func (r *reading) prose(b *markdown.Block, from int) {
	if !r.entry {
		return
	}
	sc := r.scope()
	if !r.directHeading() {
		sc.direct = false
	}
	r.proseIn(b, from, sc)
}

// directHeading reports whether the nearest heading begins an actions section:
// a paragraph right below it is an action. Below a label, only the label's own
// paragraph is.
func (r *reading) directHeading() bool {
	return r.label == nil && len(r.headings) > 0 && r.headings[len(r.headings)-1].section.Kind == SectionActions
}

func (r *reading) proseIn(b *markdown.Block, from int, sc scope) {
	p := b.Prose
	clauses := r.clausesIn(p, from)
	if sc.direct {
		clauses = r.orderLines(p, clauses)
	}
	for _, c := range clauses {
		before := len(r.actions)
		r.clausesBetween(p, c, sc)
		if sc.direct && len(r.actions) == before {
			w := r.words(p, c)
			if r.prosePromises(w, sc) {
				r.add(w, clause.Marker{}, sc, RuleSection, markdown.NoBox)
			}
		}
	}
}

// orderLines parts clauses where a line begins with a capital and an everyday
// verb: one order a line.
func (r *reading) orderLines(p *markdown.Prose, clauses []markdown.Span) []markdown.Span {
	var all []markdown.Span
	for _, c := range clauses {
		at := c.From
		for i := range p.Breaks(c) {
			line := strings.TrimLeft(string(p.Text[i+1:min(c.To, i+maxLead)]), " ")
			if first, _ := utf8.DecodeRuneInString(line); unicode.IsUpper(first) && r.g.StartsWithVerb(line) {
				all, at = append(all, p.Trim(at, i)), i+1
			}
		}
		all = append(all, p.Trim(at, c.To))
	}
	return all
}

// prosePromises reports whether a paragraph of an actions section is one: what
// reports, asks, labels or points elsewhere is not.
func (r *reading) prosePromises(w *clause.Words, sc scope) bool {
	text := w.Plain()
	return !clause.EndsInColon(text) && !r.g.States(text) && !r.waved(w.Prose, w.Clause) &&
		!w.Prose.All(w.Clause, markdown.Bold) && r.notInSection(&readItem{Item: Item{Text: text}}, w, r.voice(sc)) == ""
}

// labelled reads a paragraph whose first line is a section's word and whose
// further lines are what it heads: "Action items:" above one thought a line.
func (r *reading) labelled(b *markdown.Block) bool {
	p := b.Prose
	if p.Plain() {
		return false
	}
	end := p.LineEnd()
	first := p.Trim(0, end)
	if end == len(p.Text) || first.To-first.From > clause.MaxLabel || first.From == first.To {
		return false
	}
	text := string(p.Text[first.From:first.To])
	if !clause.EndsInColon(text) && !p.All(first, markdown.Bold) {
		return false
	}
	t := r.g.readTitle(text, r.note.person)
	if t.kind != SectionActions || !r.isLabel(t, text) {
		return false
	}
	r.endLabel(markdown.StartOfLine(r.doc.Src, b.Start))
	r.label = &openLabel{section: r.begin(t.kind, text, LabelLevel, b), owners: t.owner}
	if r.entry {
		r.proseIn(b, end+1, r.scope())
	}
	return true
}

// The words that say the state of an org heading, and the kinds of words that
// stand beside an action and say its state, for placing.
const (
	orgTodo, orgDone    = "TODO", "DONE"
	orgState, cellState = "org", "cell"
)

// orgTask reads a heading of Emacs' Org mode that is a task: "** TODO send the plan".
func (r *reading) orgTask(b *markdown.Block, text string) bool {
	if r.doc.Src[b.Start] != '*' || !r.entry {
		return false
	}
	for _, word := range [...]string{orgTodo, orgDone} {
		if !strings.HasPrefix(text, word+" ") {
			continue
		}
		w := r.words(b.Prose, b.Prose.Trim(0, len(b.Prose.Text)))
		m := clause.Marker{To: len(word + " ")}
		if clause.IsPlaceholder(m.Rest(w)) {
			return false
		}
		w.Written().Ticked = w.Written().Ticked || word == orgDone
		a := r.add(w, m, r.scope(), RuleMarker, markdown.NoBox)
		at := w.Prose.SourceAt(w.Clause.From)
		a.Place.stateWord = sourceCut{at, at + len(word), orgState}
		return true
	}
	return false
}

// clausesIn are the clauses of a block, starting at an offset of its text. People
// type one thought a line, so a line that begins with an owner or a marker begins
// a clause, although Markdown joins it to the line above.
func (r *reading) clausesIn(p *markdown.Prose, from int) []markdown.Span {
	all := p.Clauses(from)
	if p.Plain() {
		return all
	}
	var parted []markdown.Span
	for _, c := range all {
		at := c.From
		for i := range p.Breaks(c) {
			if r.anew(p, at, i, c.To) {
				parted, at = append(parted, p.Trim(at, i)), i+1
			}
		}
		parted = append(parted, p.Trim(at, c.To))
	}
	return parted
}

// anew reports whether the line behind the break at i is a clause of its own.
func (r *reading) anew(p *markdown.Prose, from, i, to int) bool {
	text := strings.TrimLeft(string(p.Text[i+1:min(to, i+1+maxLead)]), " ")
	before := p.Text[from:i]
	if text == "" || r.g.Joins(string(before[max(0, len(before)-maxLead):])) {
		return false
	}
	if _, ok := r.g.ReadMarker(text, r.g.Voice(r.note.person)); ok {
		return true
	}
	owners, _, form := r.g.LeadingOwner(text, r.g.Voice(r.note.person))
	switch form {
	case clause.OwnerTo, clause.OwnerWill, clause.OwnerColon, clause.OwnerAt:
		return owners != nil
	}
	return false
}

// maxLead is how many bytes of a clause are looked at to tell how it begins, and
// whether it continues the one before.
const maxLead = 120
