package page

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"oneonone/internal/when"
	"oneonone/notes/clause"
	"oneonone/notes/markdown"
)

// bold reads the bold clauses of a clause. it is the item that begins with
// the clause, or nil.
func (r *reading) bold(p *markdown.Prose, c markdown.Span, sc scope, it *readItem) {
	runs := p.BoldRuns(c)
	done := c.From // what is before belongs to an earlier clause
	for i, run := range runs {
		if run.From < done {
			continue
		}
		limit := c.To
		if i+1 < len(runs) {
			limit = runs[i+1].From
		}
		bc := &boldClause{r: r, p: p, whole: c, run: run, limit: limit, sc: sc, it: it}
		if reason := bc.judge(done); reason != "" {
			bc.refuse(reason)
			continue
		}
		w := bc.w
		r.add(w, bc.m, sc, RuleBold, markdown.NoBox)
		if it != nil && w.Clause.From <= c.From && w.Clause.To >= c.To {
			it.action = true
		}
		done = w.Clause.To
	}
}

const midSentence = "emphasis inside a sentence"

// boldClause is a bold run being judged.
type boldClause struct {
	r     *reading
	p     *markdown.Prose
	whole markdown.Span // the clause it stands in
	run   markdown.Span
	limit int // where the next run begins
	sc    scope
	it    *readItem

	w *clause.Words // the run with its owner in front and its metadata behind
	m clause.Marker
}

func (bc *boldClause) refuse(reason string) {
	if bc.r.mode != readExplain {
		return
	}
	if bc.w == nil {
		bc.w = bc.r.words(bc.p, bc.run)
	}
	bc.r.refuse(bc.w, "bold", reason)
}

// judge says why the run is not an action; "" says that it is one. Text before
// done belongs to an earlier action.
func (bc *boldClause) judge(done int) string {
	g, v := bc.r.g, bc.r.voice(bc.sc)
	start, afterColon, ok := bc.lead(done, v)
	if !ok && bc.r.mode != readExplain {
		return midSentence // only explain wants a better reason
	}
	run := string(bc.p.Text[bc.run.From:bc.run.To])
	if clause.IsPlaceholder(run) {
		return "a placeholder"
	}
	if reason, isName := bc.nameAlone(run, done, v); isName {
		return reason
	}
	if !ok {
		return midSentence
	}
	tail, how := bc.r.g.Tail(string(bc.p.Text[bc.run.To:bc.limit]), bc.r.note.date, v)
	if how == clause.TailColon || strings.HasSuffix(run, ":") || strings.HasSuffix(run, "：") || g.StartsWithLabel(run) {
		return "a label"
	}
	if how == clause.TailWords && !bc.goesOn(run, string(bc.p.Text[bc.run.To+tail:bc.limit]), start) {
		return midSentence
	}
	bc.w = bc.r.words(bc.p, bc.p.Trim(start, bc.run.To+tail))
	bc.m, _ = g.ReadMarker(bc.w.Text, v)
	if clause.IsPlaceholder(bc.m.Rest(bc.w)) {
		return "a placeholder"
	}
	sure := bc.m.To > 0 || bc.r.owned(bc.w, v, false) || bc.w.Metadata().Promises()
	switch {
	case clause.IsQuestion(run) || strings.HasPrefix(string(bc.p.Text[bc.run.To:bc.limit]), "?"):
		return "a question"
	case clause.IsQuotation(run):
		return "a quotation"
	case afterColon && !sure:
		return "after a colon or comma, without owner or due date"
	case how == clause.TailComma && !sure:
		return midSentence
	}
	return bc.unsure(run, sure, how)
}

// unsure says why a clause that stands alone is still not a promise.
func (bc *boldClause) unsure(run string, sure bool, how clause.TailEnd) string {
	g := bc.r.g
	owners, size, form := g.LeadingOwner(run, bc.r.voice(bc.sc))
	rest := strings.TrimSpace(run[size:])
	if owners == nil || form == clause.OwnerLoose {
		rest = run
	}
	if form == clause.OwnerWill && bc.r.g.WillState(run) {
		return "a statement"
	}
	spoken := bc.m.To == 0 && bc.w.Metadata().DueSpoken && !bc.r.owned(bc.w, bc.r.voice(bc.sc), false)
	if spoken && bc.r.g.States(run) {
		return "a statement"
	}
	if sure {
		return ""
	}
	verb := g.StartsWithVerb(rest)
	n, unspaced := clause.CountWords(run)
	switch {
	case bc.it != nil && bc.it.Nested && !verb:
		return inDisguise
	case bc.wholeTopic():
		return "the topic or goal itself"
	case bc.sc.section != nil && bc.sc.section.Kind.isTagKind():
		return "a " + string(bc.sc.section.Kind) + " by its section"
	case form == clause.OwnerNone && bc.aboutPerson(run):
		return "about a person"
	case n == 1 && unspaced == 0, clause.IsCompound(rest):
		return "too short to be a promise"
	case verb, bc.r.g.ofStranger(run):
		return ""
	case unspaced > 0 && unspaced < 5 && n <= 2 || unspaced == 0 && n <= 2:
		return "too short to be a promise"
	case bc.r.isDateOrName(run):
		return "a date or a name"
	case how == clause.TailDash:
		return "a label"
	case bc.r.g.States(run):
		return "a statement"
	}
	return "no promise: it names no owner, no due date and no verb in front"
}

// ofStranger reports whether words promise in a name that nobody in the folder
// has: "Dana to send it", "Alcie: send it".
func (g *Grammar) ofStranger(run string) bool {
	word := leadingWord(run)
	if word == "" || g.States(run) {
		return false
	}
	rest := run[len(word):]
	return g.StartsWithVerb(rest[clause.LeadingColon(rest):]) || g.Plain(run, clause.Voice{}, false) != clause.NoPromise
}

// goesOn reports whether what follows the bold part is only the promise's
// condition: "**Alice to escalate** if nothing comes".
func (bc *boldClause) goesOn(run, rest string, start int) bool {
	words := clause.FirstWords(rest, 1)
	if len(words) == 0 {
		return false
	}
	switch words[0] {
	case "if", "once", "when", "after", "before", "until", "unless", "as":
		w := bc.r.words(bc.p, bc.p.Trim(start, bc.run.To))
		return bc.r.owned(w, bc.r.voice(bc.sc), false) || bc.r.g.StartsWithVerb(run)
	}
	return false
}

func (bc *boldClause) wholeTopic() bool {
	s := bc.sc.section
	if s == nil || !bc.sc.top || bc.it == nil || !(s.Kind.IsTopics() || s.Kind == SectionGoals) {
		return false
	}
	return bc.w.Clause.From <= bc.whole.From && bc.w.Clause.To >= bc.whole.To
}

// aboutPerson reports whether a run begins with a name that is not its owner:
// "Bob as interim lead".
func (bc *boldClause) aboutPerson(run string) bool {
	_, n := bc.r.g.NameList(run, bc.r.voice(bc.sc))
	return n > 0 && n < len(run) && run[n] == ' '
}

func (r *reading) isDateOrName(run string) bool {
	if _, ok := r.g.OnlyNames(run, r.note.person); ok {
		return true
	}
	_, err := when.ParseFrom(strings.Trim(run, " .:,"), r.note.date, when.Nearest)
	return err == nil
}

// nameAlone judges a run that is nothing but an owner: "**Alice** to send the
// plan" is a promise of hers, "**Alice:** going well" is what she said.
func (bc *boldClause) nameAlone(run string, done int, v clause.Voice) (reason string, isName bool) {
	if _, n := bc.r.g.NameList(run, v); n == 0 || strings.Trim(run[n:], ":： ") != "" {
		return "", false
	}
	start, _, ok := bc.lead(done, clause.Voice{})
	if !ok {
		return midSentence, true
	}
	end := bc.whole.To
	if i := strings.Index(string(bc.p.Text[bc.run.To:end]), ";"); i >= 0 {
		end = bc.run.To + i
	}
	bc.w = bc.r.words(bc.p, bc.p.Trim(start, end))
	text := bc.w.Text
	_, size, form := bc.r.g.LeadingOwner(text, v)
	rest := strings.TrimSpace(text[min(size, len(text)):])
	switch {
	case clause.IsQuestion(text):
		return "a question", true
	case form == clause.OwnerTo || form == clause.OwnerWill && !bc.r.g.WillState(text):
		return "", true
	case form == clause.OwnerColon && bc.r.g.StartsWithVerb(rest) && !bc.r.g.States(rest):
		return "", true
	case form == clause.OwnerAt && bc.r.g.StartsWithVerb(rest):
		return "", true
	}
	bc.w = nil
	return "a name", true
}

// lead looks at what comes before the run: nothing, the end of another clause, or
// an owner. start is where the run's clause begins.
func (bc *boldClause) lead(done int, v clause.Voice) (start int, afterColon, ok bool) {
	before := string(bc.p.Text[done:bc.run.From])
	cut := clauseStart(before)
	sub := before[cut:]
	trimmed := strings.TrimSpace(sub)
	if strings.IndexFunc(trimmed, isWordRune) < 0 {
		switch {
		case strings.HasSuffix(trimmed, ":"), strings.HasSuffix(trimmed, "："):
			return bc.run.From, true, true
		case trimmed == "" || done+cut == bc.whole.From || cut > 0 || done > bc.whole.From:
			return bc.run.From, false, !strings.HasSuffix(before, "(") && !strings.HasSuffix(before, "“") && !strings.HasSuffix(before, "\"")
		}
	}
	if bc.r.g.OnlyOwner(strings.TrimLeft(sub, " "), v) {
		return done + cut + len(sub) - len(strings.TrimLeft(sub, " ")), false, true
	}
	if strings.HasSuffix(trimmed, ":") || strings.HasSuffix(trimmed, "：") {
		return bc.run.From, true, true
	}
	// "Blocked by infra, **Alice to ping infra**".
	return bc.run.From, true, strings.HasSuffix(trimmed, ",")
}

func isWordRune(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }

// clauseStart is the offset behind the last sign that ends a clause.
func clauseStart(s string) int {
	if s == "" {
		return 0
	}
	start := 0
	for i, r := range s {
		switch {
		case r == '>' && strings.HasSuffix(s[:i], "-"), r == ' ' && strings.HasSuffix(s[:i], " -"):
			start = i + 1
		case r == ';', r >= utf8.RuneSelf && strings.ContainsRune("–—→！。；", r):
			start = i + utf8.RuneLen(r)
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
