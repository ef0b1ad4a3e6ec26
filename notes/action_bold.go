package notes

import (
	"strings"
	"unicode"

	"oneonone/internal/when"
)

// bold reads the bold clauses of a clause. it is the item that begins with
// the clause, or nil.
func (r *reading) bold(p *prose, c clause, sc scope, it *readItem) {
	runs := p.boldRuns(c)
	done := c.a // what is before belongs to an earlier clause
	for i, run := range runs {
		if run.a < done {
			continue
		}
		limit := c.b
		if i+1 < len(runs) {
			limit = runs[i+1].a
		}
		bc := &boldClause{r: r, p: p, whole: c, run: run, limit: limit, sc: sc, it: it}
		reason := bc.judge(done)
		w := bc.w
		if w == nil {
			w = r.words(p, run)
		}
		if reason != "" {
			r.refuse(w, "bold", reason)
			continue
		}
		r.add(w, bc.m, sc, RuleBold, NoBox)
		if it != nil && w.c.a <= c.a && w.c.b >= c.b {
			it.action = true
		}
		done = w.c.b
	}
}

// boldClause is a bold run while it is judged.
type boldClause struct {
	r     *reading
	p     *prose
	whole clause // the clause it stands in
	run   clause
	limit int // where the next run begins
	sc    scope
	it    *readItem

	w *words // the run with its owner in front and its metadata behind
	m marker
}

// judge says why the run is no action, or "". Text before done belongs to an
// earlier action.
func (bc *boldClause) judge(done int) string {
	g, v := bc.r.g, bc.r.voice(bc.sc)
	run := string(bc.p.text[bc.run.a:bc.run.b])
	if isPlaceholder(run) {
		return "a placeholder"
	}
	if reason, isName := bc.nameAlone(run, done, v); isName {
		return reason
	}
	start, afterColon, ok := bc.lead(done, v)
	if !ok {
		return "emphasis inside a sentence"
	}
	tail, how := bc.r.g.tail(string(bc.p.text[bc.run.b:bc.limit]), bc.r.note.date, v)
	if how == tailColon || strings.HasSuffix(run, ":") || strings.HasSuffix(run, "：") || g.startsWithLabel(run) {
		return "a label"
	}
	if how == tailWords && !bc.goesOn(run, string(bc.p.text[bc.run.b+tail:bc.limit]), start) {
		return "emphasis inside a sentence"
	}
	bc.w = bc.r.words(bc.p, bc.p.trim(start, bc.run.b+tail))
	bc.m, _ = g.readMarker(bc.w.text, v)
	if isPlaceholder(bc.m.rest(bc.w)) {
		return "a placeholder"
	}
	sure := bc.m.b > 0 || bc.r.owned(bc.w, v, false) || !bc.w.metadata().due.IsZero()
	switch {
	case isQuestion(run) || strings.HasPrefix(string(bc.p.text[bc.run.b:bc.limit]), "?"):
		return "a question"
	case isQuotation(run):
		return "a quotation"
	case afterColon && !sure:
		return "after a colon, without owner or due date"
	case how == tailComma && !sure:
		return "emphasis inside a sentence"
	}
	return bc.unsure(run, sure, how)
}

// unsure says why a clause that stands for itself still is no promise.
func (bc *boldClause) unsure(run string, sure bool, how tailEnd) string {
	g := bc.r.g
	owners, size, form := g.leadingOwner(run, bc.r.voice(bc.sc))
	rest := strings.TrimSpace(run[size:])
	if owners == nil || form == ownerLoose {
		rest = run
	}
	if form == ownerWill && willState(run) {
		return "a statement"
	}
	spoken := bc.m.b == 0 && bc.w.metadata().spoken && !bc.r.owned(bc.w, bc.r.voice(bc.sc), false)
	if spoken && states(run) {
		return "a statement"
	}
	if sure {
		return ""
	}
	verb := g.startsWithVerb(rest)
	n, unspaced := countWords(run)
	switch {
	case bc.it != nil && bc.it.Nested && !verb:
		return inDisguise
	case bc.wholeTopic():
		return "the topic or goal itself"
	case bc.sc.section != nil && bc.sc.section.Kind.isTagKind():
		return "a " + string(bc.sc.section.Kind) + " by its section"
	case form == ownerNone && bc.aboutPerson(run):
		return "about a person"
	case n == 1 && unspaced == 0, isCompound(rest):
		return "too short to be a promise"
	case verb:
		return ""
	case unspaced > 0 && unspaced < 5 && n <= 2 || unspaced == 0 && n <= 2:
		return "too short to be a promise"
	case bc.isDateOrName(run):
		return "a date or a name"
	case how == tailDash:
		return "a label"
	case states(run):
		return "a statement"
	}
	return ""
}

// goesOn reports whether a promise only goes on behind its bold part, with a
// condition: "**Alice to escalate** if nothing comes".
func (bc *boldClause) goesOn(run, rest string, start int) bool {
	words := firstWords(rest, 1)
	if len(words) == 0 {
		return false
	}
	switch words[0] {
	case "if", "once", "when", "after", "before", "until", "unless", "as":
		w := bc.r.words(bc.p, bc.p.trim(start, bc.run.b))
		return bc.r.owned(w, bc.r.voice(bc.sc), false) || bc.r.g.startsWithVerb(run)
	}
	return false
}

func (bc *boldClause) wholeTopic() bool {
	s := bc.sc.section
	if s == nil || !bc.sc.top || bc.it == nil || !(s.Kind.isTopics() || s.Kind == SectionGoals) {
		return false
	}
	return bc.w.c.a <= bc.whole.a && bc.w.c.b >= bc.whole.b
}

// aboutPerson reports whether a run begins with a name that is not its owner:
// "Bob as interim lead".
func (bc *boldClause) aboutPerson(run string) bool {
	_, n := bc.r.g.nameList(run, bc.r.voice(bc.sc))
	return n > 0 && n < len(run) && run[n] == ' '
}

func (bc *boldClause) isDateOrName(run string) bool {
	if _, ok := bc.r.g.onlyNames(run, bc.r.note.person); ok {
		return true
	}
	_, err := when.ParseFrom(strings.Trim(run, " .:,"), bc.r.note.date, when.Nearest)
	return err == nil
}

// nameAlone judges a run that is nothing but an owner: "**Alice** to send the
// plan" is a promise of hers, "**Alice:** going well" is what she said.
func (bc *boldClause) nameAlone(run string, done int, v voice) (reason string, isName bool) {
	if _, n := bc.r.g.nameList(run, v); n == 0 || strings.Trim(run[n:], ":： ") != "" {
		return "", false
	}
	start, _, ok := bc.lead(done, voice{})
	if !ok {
		return "emphasis inside a sentence", true
	}
	end := bc.whole.b
	if i := strings.Index(string(bc.p.text[bc.run.b:end]), ";"); i >= 0 {
		end = bc.run.b + i
	}
	bc.w = bc.r.words(bc.p, bc.p.trim(start, end))
	text := bc.w.text
	_, size, form := bc.r.g.leadingOwner(text, v)
	rest := strings.TrimSpace(text[min(size, len(text)):])
	switch {
	case isQuestion(text):
		return "a question", true
	case form == ownerTo || form == ownerWill && !willState(text):
		return "", true
	case form == ownerColon && bc.r.g.startsWithVerb(rest) && !states(rest):
		return "", true
	case form == ownerAt && bc.r.g.startsWithVerb(rest):
		return "", true
	}
	bc.w = nil
	return "a name", true
}

// lead looks at what stands before the run: nothing, the end of another
// clause, or an owner. start is where the run's clause begins.
func (bc *boldClause) lead(done int, v voice) (start int, afterColon, ok bool) {
	before := string(bc.p.text[done:bc.run.a])
	cut := clauseStart(before)
	sub := before[cut:]
	trimmed := strings.TrimSpace(sub)
	if strings.IndexFunc(trimmed, isWordRune) < 0 {
		switch {
		case strings.HasSuffix(trimmed, ":"), strings.HasSuffix(trimmed, "："):
			return bc.run.a, true, true
		case trimmed == "" || done+cut == bc.whole.a || cut > 0 || done > bc.whole.a:
			return bc.run.a, false, !strings.HasSuffix(before, "(") && !strings.HasSuffix(before, "“") && !strings.HasSuffix(before, "\"")
		}
	}
	if bc.isOwnerLead(strings.TrimLeft(sub, " "), v) {
		return done + cut + len(sub) - len(strings.TrimLeft(sub, " ")), false, true
	}
	if strings.HasSuffix(trimmed, ":") || strings.HasSuffix(trimmed, "：") {
		return bc.run.a, true, true
	}
	return 0, false, false
}

func isWordRune(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }

// isOwnerLead reports whether the words before a run are its owner: "Alice:",
// "@alice", "Alice to", "I will", or a marker.
func (bc *boldClause) isOwnerLead(sub string, v voice) bool {
	if sub == "" || v == (voice{}) {
		return false
	}
	text := sub + "x y"
	g := bc.r.g
	if m, ok := g.readMarker(text, v); ok && m.b >= len(strings.TrimRight(sub, " ")) {
		return true
	}
	owners, size, form := g.leadingOwner(text, v)
	if owners == nil {
		return false
	}
	rest := strings.TrimSpace(sub[min(size, len(sub)):])
	switch form {
	case ownerColon, ownerAt:
		return rest == ""
	case ownerTo:
		return rest == "to"
	case ownerWill:
		return rest == "will" || rest == "I will" || rest == "I'll" || rest == "I’ll"
	}
	return false
}

// clauseStart is the offset behind the last sign that ends a clause.
func clauseStart(s string) int {
	if s == "" {
		return 0
	}
	start := 0
	for _, sep := range []string{";", "–", "—", "→", "->", " - ", "！", "。", "；"} {
		if i := strings.LastIndex(s, sep); i >= 0 {
			start = max(start, i+len(sep))
		}
	}
	for i := len(s) - 1; i >= start; i-- {
		if strings.IndexByte(".!?…", s[i]) >= 0 && (i+1 == len(s) || s[i+1] == ' ' || s[i+1] == ')') {
			return max(start, i+1)
		}
	}
	if i := strings.LastIndex(s, "… "); i >= 0 {
		start = max(start, i+len("… "))
	}
	return start
}
