package page

import (
	"strings"

	"oneonone/notes/clause"
	"oneonone/notes/markdown"
)

// The rules by which words are an action, for Action.Rule.
const (
	RuleBox     = "box"
	RuleMarker  = "marker"
	RuleSection = "section"
	RuleBold    = "bold"
	RuleNoted   = "noted" // a box under Notes that says since when: of between two meetings
)

// itemActions reads the actions of a list item. It returns the scope of what
// is nested under it.
func (r *reading) itemActions(b *markdown.Block, it *readItem, w *clause.Words, sc scope) scope {
	below := sc.below()
	if _, _, question := asked(w.Text); question {
		r.refuse(w, "item", "a question")
		below.asked = true
		return below
	}
	if sc.asked && isAnswer(w.Text) {
		r.refuse(w, "item", "the answer to a question")
		return below
	}
	v := r.voice(sc)
	m, marked := r.g.ReadMarker(w.Text, v)
	if !marked {
		marked = r.markedAtEnd(w, v)
	}
	rest := ""
	if marked || it.Box != markdown.NoBox {
		rest = m.Rest(w)
	}
	from := w.Clause.From // where further clauses are looked for
	begins := it
	switch {
	case r.isToward(w.Text, sc.section):
		r.refuse(w, "item", "feedback")
		from, begins = w.Clause.To, nil
	case it.Box != markdown.NoBox:
		if it.action = r.boxed(it, w, m, marked, rest, sc); it.action {
			from = w.Clause.To
		}
	case marked:
		from = w.Clause.To
		if it.action = !clause.IsPlaceholder(rest) && !w.Prose.Styled(w.Clause.From, markdown.Code); it.action {
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
			from = w.Clause.To
			r.add(w, clause.Marker{}, sc, RuleSection, it.Box)
		} else {
			r.refuse(w, "item", reason)
		}
	}
	r.clausesOf(b.First, from, sc, begins)
	for c := b.First.Next; c != nil; c = c.Next {
		if c.Kind == markdown.Paragraph && c.Prose != nil {
			r.clausesOf(c, 0, sc, nil)
		}
	}
	return below
}

// markedAtEnd reads "All: read the paper TODO": a marker in capitals behind
// words that name their owner. Without an owner the word is part of them.
func (r *reading) markedAtEnd(w *clause.Words, v clause.Voice) bool {
	if !strings.Contains(w.Text, " TODO") && !strings.Contains(w.Text, " ACTION") {
		return false
	}
	end := w.Written().WordsEnd(w.Text)
	for _, m := range []string{" TODO", " ACTION"} {
		if !strings.HasSuffix(w.Text[:end], m) {
			continue
		}
		if _, _, form := r.g.LeadingOwner(w.Text, v); form == clause.OwnerNone || form == clause.OwnerLoose {
			return false
		}
		w.Written().Cuts = append(w.Written().Cuts, clause.Cut{From: end - len(m), To: end, Key: "marker"})
		return true
	}
	return false
}

func (r *reading) voice(sc scope) clause.Voice {
	return clause.Voice{Person: r.g.Voice(r.note.person).Person, Speaker: sc.speaker}
}

// boxed judges an item with a box.
func (r *reading) boxed(it *readItem, w *clause.Words, m clause.Marker, marked bool, rest string, sc scope) bool {
	if clause.IsPlaceholder(rest) {
		r.refuse(w, "box", "a placeholder")
		return false
	}
	if sc.section != nil && sc.top && (sc.section.Kind.IsTopics() || sc.section.Kind == SectionGoals) {
		if first := r.firstLine(w); !marked && (!r.owned(first, r.voice(sc), true) && !first.Metadata().Promises() || clause.IsQuestion(first.Plain()) && (first.Metadata().Due.IsZero() || first.Metadata().DueSpoken)) {
			r.refuse(w, "box", "a "+strings.TrimSuffix(string(sc.section.Kind), "s")+" of the section")
			return false
		}
	}
	rule := RuleBox
	if sc.top && sc.section != nil && sc.section.Kind == SectionNotes && !w.Metadata().Since.IsZero() {
		rule = RuleNoted
	}
	r.add(w, m, sc, rule, it.Box)
	return true
}

// firstLine is a clause without the lines below it that are not indented: a
// sentence typed right under a topic is no part of it, though Markdown joins it.
func (r *reading) firstLine(w *clause.Words) *clause.Words {
	p, c := w.Prose, w.Clause
	for i := range p.Breaks(c) {
		if i+1 < c.To && markdown.StartOfLine(r.doc.Src, p.From(i+1)) == p.From(i+1) {
			return r.words(p, p.Trim(c.From, i))
		}
	}
	return w
}

const inDisguise = "a heading in disguise: items are nested under it"

// notInSection says why an item of an actions section is not one, or "".
func (r *reading) notInSection(it *readItem, w *clause.Words, v clause.Voice) string {
	switch {
	case clause.IsPlaceholder(it.Text):
		return "a placeholder"
	case clause.IsQuestion(it.Text):
		return "a question"
	case r.g.IsLabelled(w), !it.Nested && clause.EndsInColon(it.Text):
		return "a label"
	case r.isDateOrName(it.Text):
		return "a date or a name"
	case onlyLink(it.Text):
		return "a link"
	case it.Nested && r.heads(it, w, v) && !r.onlyReplies(it):
		return inDisguise
	}
	return ""
}

// heads reports whether an item above others is their heading: it names no
// owner, no due date and no verb in front. One word, or two with capitals, are a name.
func (r *reading) heads(it *readItem, w *clause.Words, v clause.Voice) bool {
	if r.owned(w, v, true) || w.Metadata().Promises() {
		return false
	}
	words := strings.Fields(it.Text)
	title := len(words) == 1 || len(words) == 2 && strings.ToLower(words[1][:1]) != words[1][:1]
	return title || !r.g.StartsWithVerb(it.Text)
}

// onlyLink reports whether words are an address, with or without a label in
// front: "Slides: https://…".
func onlyLink(s string) bool {
	i := strings.Index(s, "://")
	if i < 0 {
		return false
	}
	scheme := strings.LastIndexAny(s[:i], " (<:") + 1
	label := strings.TrimRight(s[:scheme], " (<")
	return !strings.ContainsAny(s[i:], " ") && (label == "" || clause.EndsInColon(label))
}

// owned reports whether a clause names its owner itself.
func (r *reading) owned(w *clause.Words, v clause.Voice, loose bool) bool {
	_, _, form := r.g.LeadingOwner(w.Text, v)
	if form != clause.OwnerNone && (loose || form != clause.OwnerLoose) {
		return true
	}
	words := w.Plain()
	return EndsFirstPerson(words) || len(r.g.OwnersAnywhere(words, v)) > 0
}

// EndsFirstPerson reads "…, I will" and "… – I'll".
func EndsFirstPerson(s string) bool {
	s = strings.TrimRight(s, ".! ")
	for _, p := range []string{" I will", " I'll", " I’ll"} {
		if strings.HasSuffix(s, p) {
			return true
		}
	}
	return false
}

// ownerWithin reads "The slides – Alice will send them": an owner at the start
// of a further sentence.
func (r *reading) ownerWithin(text string, v clause.Voice) []string {
	if !r.g.mayPromise(text, v) {
		return nil
	}
	for i, s := range sentences(text) {
		if i == 0 {
			continue
		}
		switch owners, _, form := r.g.LeadingOwner(text[s.From:s.To], v); form {
		case clause.OwnerTo, clause.OwnerWill:
			return owners
		}
	}
	return nil
}

// add makes an action of a clause.
func (r *reading) add(w *clause.Words, m clause.Marker, sc scope, rule string, box markdown.Box) *Action {
	v := r.voice(sc)
	a := &Action{
		Text: m.Text(w), State: w.State(box),
		Facts:  w.Metadata().Facts,
		Person: r.note.person, Path: r.note.Path, Line: r.line(w.Prose.From(w.Clause.From)), Rule: rule,
		entry: r.note.date, index: len(r.actions),
	}
	var name markdown.Span
	a.Owners, name = r.owners(w, m, v, rule)
	if len(a.Owners) == 0 && len(sc.owners) > 0 {
		a.Owners, a.Inherited = sc.owners, true
	}
	a.Owners = clause.Known(a.Owners)
	a.Key = clause.SameWords(a.Text[r.g.OwnerPrefix(a.Text, v):])
	a.Source = r.carrySource(w, m, a.Text)
	a.Place = r.placing(w, m, name, box)
	r.actions = append(r.actions, a)
	r.accept(w, a)
	return a
}

// owners finds whose action a clause is; name is where their names stand, if
// that is at the start, behind the marker or in it.
func (r *reading) owners(w *clause.Words, m clause.Marker, v clause.Voice, rule string) (owners []string, name markdown.Span) {
	if m.Owners != nil {
		return m.Owners, m.At
	}
	text := clause.TrimTaskTag(w.Text[m.To:])
	at := len(w.Text) - len(text)
	owners, _, form := r.g.LeadingOwner(text, v)
	if form == clause.OwnerNone || form == clause.OwnerLoose && rule == RuleBold {
		owners = nil
	} else if _, n := r.g.NameList(text, v); !strings.HasPrefix(text, "I") || form != clause.OwnerWill {
		name = markdown.Span{From: at, To: at + n}
	}
	if owners == nil && EndsFirstPerson(w.Plain()) {
		owners = []string{v.Speaker}
	}
	if owners == nil {
		owners = r.g.OwnerLabel(text, v)
	}
	if owners == nil {
		owners = r.g.OwnersAnywhere(m.Rest(w), v)
	}
	if owners == nil && rule != RuleBold {
		owners = r.ownerWithin(text, v)
	}
	return owners, name
}

// clausesOf reads the clauses of a block from an offset of its text on; it is
// the item whose first paragraph the block is, or nil.
func (r *reading) clausesOf(b *markdown.Block, from int, sc scope, it *readItem) {
	for i, c := range r.clausesIn(b.Prose, from) {
		switch {
		case it != nil && i == 0 && !(from > 0 && it.action):
			r.unmarked(r.words(b.Prose, c), sc, it)
		case it != nil && i == 0:
			r.unmarked(r.words(b.Prose, c), sc, nil)
		default:
			r.clausesBetween(b.Prose, c, sc)
		}
	}
}

// clausesBetween reads a clause that begins no item.
func (r *reading) clausesBetween(p *markdown.Prose, c markdown.Span, sc scope) {
	w := r.words(p, c)
	m, ok := r.g.ReadMarker(w.Text, r.voice(sc))
	switch {
	case !ok:
		r.unmarked(w, sc, nil)
	case clause.IsPlaceholder(m.Rest(w)) || p.Styled(c.From, markdown.Code):
		r.refuse(w, "marker", "a placeholder")
	default:
		r.add(w, m, sc, RuleMarker, markdown.NoBox)
	}
}

// unmarked reads the bold and the plain promises of a clause; it is the item
// that begins with the clause, or nil.
func (r *reading) unmarked(w *clause.Words, sc scope, it *readItem) {
	before := len(r.actions)
	if !w.Prose.Plain() {
		r.bold(w.Prose, w.Clause, sc, it)
	}
	r.plain(w, sc, before, it)
}

func (r *reading) words(p *markdown.Prose, c markdown.Span) *clause.Words {
	return r.g.Words(p, c, r.note.date)
}
