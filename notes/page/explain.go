package page

import "oneonone/notes/clause"

// Verdict says why a checkbox, a marker, an item of an actions section or a
// bold span is an action, or why not.
type Verdict struct {
	Path     string
	Line     int    // from 1
	What     string // "box", "marker", "item" or "bold"
	Text     string // the words judged
	Accepted bool
	// Rule is the rule that accepted the words, or the reason they were
	// refused, to be read behind "because it is".
	Rule   string
	Action *Action // when accepted
}

// Explain judges every checkbox, marker and bold span of the entry, in their
// order.
func (e *Entry) Explain() []Verdict {
	return e.grammar.read(&e.Note, readExplain).verdicts
}

func (r *reading) accept(w *clause.Words, a *Action) {
	if r.mode != readExplain {
		return
	}
	what := a.Rule
	if what == RuleSection {
		what = "item"
	}
	r.verdicts = append(r.verdicts, Verdict{Path: a.Path, Line: a.Line, What: what,
		Text: a.Text, Accepted: true, Rule: a.Rule, Action: a})
}

func (r *reading) refuse(w *clause.Words, what, reason string) {
	if r.mode != readExplain {
		return
	}
	line := r.line(w.Prose.SourceAt(w.Clause.From))
	r.verdicts = append(r.verdicts, Verdict{Path: r.note.Path, Line: line, What: what,
		Text: w.Metadata().Words(w.Text), Rule: reason})
}
