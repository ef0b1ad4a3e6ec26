package promise

import (
	"slices"

	"oneonone/internal/when"
	"oneonone/notes/clause"
	"oneonone/notes/markdown"
	"oneonone/notes/page"
)

// Thread is one promise as it lives through several entries: all its lines
// are one thread (FORMAT.md, "Threads").
type Thread struct {
	ID     string // the full handle
	Person string
	Text   string   // of the newest line
	Owners []string // of the newest line
	State  clause.State
	// Since is the day it began, Due when it is due, Done when it was done or
	// dropped; each of the rest is from the newest line that says it.
	clause.Facts
	Lines []*page.Action // oldest first, at least one

	grammar *page.Grammar
	begun   []when.Date // the days a "since" may name
	last    *page.Entry // that holds its newest line
}

// Newest is the thread's newest line.
func (t *Thread) Newest() *page.Action { return t.Lines[len(t.Lines)-1] }

// HasWords reports whether one of the promise's lines has these words.
func (t *Thread) HasWords(key string) bool {
	return slices.ContainsFunc(t.Lines, func(a *page.Action) bool { return a.Key == key })
}

// Overdue reports whether an open promise is past its due date.
func (t *Thread) Overdue(today when.Date) bool {
	return t.State == clause.Open && !t.Due.IsZero() && t.Due.Before(today)
}

// AgeDays is how many days ago the promise was made; never less than 0.
func (t *Thread) AgeDays(today when.Date) int { return max(0, today.Sub(t.Since)) }

// Threads joins the actions of one person's entries, given in any order, into
// threads, in the order they began. Problems are lines that match no promise they
// claim to go back to, and ticks that a newer line contradicts.
func Threads(g *page.Grammar, entries []*page.Entry) ([]*Thread, []markdown.Problem) {
	entries = slices.Clone(entries)
	if len(entries) > 0 {
		g = g.Of(entries[0].Person)
	}
	slices.SortStableFunc(entries, func(a, b *page.Entry) int {
		if c := a.Date.Compare(b.Date); c != 0 {
			return c
		}
		return a.N - b.N
	})
	j := &joining{g: g, entries: entries, byWords: map[string][]*Thread{}, byDay: map[when.Date][]*Thread{}}
	for _, e := range entries {
		j.entry(e)
	}
	ids := map[string]int{}
	for _, t := range j.threads {
		t.ID = threadID(t, ids)
		t.last = nil // only joining needs it, and it keeps a whole entry alive
		if tick := t.contradicted(); tick != nil {
			j.problems = append(j.problems, markdown.Problem{Path: tick.Path, Line: tick.Line,
				What: "ticked without a date under a newer line that is open", Hint: "tick the newer line, or untick this one"})
		}
	}
	return j.threads, j.problems
}

// closedAfter reports whether the thread was closed with a date after d.
func (t *Thread) closedAfter(d when.Date) bool {
	for _, a := range t.Lines {
		if a.State != clause.Open && a.Done.After(d) {
			return true
		}
	}
	return false
}

// settle derives the thread's state from its lines.
func (t *Thread) settle() {
	newest := t.Newest()
	t.Text, t.Owners, t.Due = newest.Text, newest.Owners, newest.Due
	t.Renew(newest.Facts)
	// A promise written down again by hand keeps its due date; a carried line
	// without one has lost it on purpose.
	for i := len(t.Lines) - 2; i >= 0 && t.Due.IsZero() && t.Lines[i+1].Since.IsZero(); i-- {
		t.Due = t.Lines[i].Due
	}
	t.State, t.Done = clause.Open, when.Date{}
	var open when.Date // the newest of the later entries that shows it open
	for _, a := range slices.Backward(t.Lines) {
		if a.State == clause.Open {
			if a.Date().After(open) {
				open = a.Date()
			}
			continue
		}
		// An older entry does not show it reopened: it did not yet know what the closed
		// line says.
		if !a.Done.IsZero() && open.After(a.Done) {
			continue
		}
		t.State, t.Done = a.State, a.Done
		if t.Done.IsZero() {
			t.Done = a.Date()
		}
		return
	}
}

// contradicted is an undated tick with a newer open line, or nil.
func (t *Thread) contradicted() (oldest *page.Action) {
	var open []string // later notes that show it open, two at most
	for _, a := range slices.Backward(t.Lines) {
		switch {
		case a.State == clause.Open:
			if len(open) < 2 && !slices.Contains(open, a.Path) {
				open = append(open, a.Path)
			}
		case a.Done.IsZero() && slices.ContainsFunc(open, func(path string) bool { return path != a.Path }):
			oldest = a
		}
	}
	return oldest
}

// IsMine reports whether the promise is the keeper's: one without an owner is
// theirs to chase, except in a doc that two share (FORMAT.md, "Actions").
func (t *Thread) IsMine() bool {
	return slices.Contains(t.Owners, clause.Me) || len(t.Owners) == 0 && !t.grammar.Names().Shared()
}

// IsTheirs reports whether somebody other than the keeper owes it.
func (t *Thread) IsTheirs() bool {
	return slices.ContainsFunc(t.Owners, func(o string) bool { return o != clause.Me })
}

// oftenCarried is how many entries an open action has been carried into when
// it counts as slipping.
const oftenCarried = 3

// Slipping reports whether an open promise is late, or has been carried into
// three entries or more.
func (t *Thread) Slipping(today when.Date) bool {
	return t.State == clause.Open && (t.Overdue(today) || len(t.Lines) > oftenCarried)
}
