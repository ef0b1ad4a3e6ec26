package page

import (
	"slices"

	"oneonone/notes/clause"
)

// Verdict says why a checkbox, a marker, an item of an actions section or a
// bold span is an action, or why not, or why a line is hinted at.
type Verdict struct {
	Path     string
	Line     int    // from 1
	What     string // "box", "marker", "item", "bold" or "hint"
	Text     string // the words judged
	Accepted bool
	// Rule is the rule that accepted the words, or the reason they were
	// refused, to be read behind "because it is".
	Rule   string
	Action *Action // when accepted
}

// Explain judges every checkbox, marker and bold span of the entry, and names
// the lines that are hinted at, in their order.
func (e *Entry) Explain() []Verdict {
	r := e.grammar.read(&e.Note, readExplain)
	all := r.verdicts
	for _, h := range r.hinted() {
		if !h.Waved {
			all = append(all, Verdict{Path: h.Path, Line: h.Line, What: Hinted, Text: h.Text, Rule: h.Why})
		}
	}
	slices.SortStableFunc(all, func(a, b Verdict) int { return a.Line - b.Line })
	return all
}

// Hinted is what a verdict is about that is a hint, for Verdict.What.
const Hinted = "hint"

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
		Text: w.Plain(), Rule: reason})
}
