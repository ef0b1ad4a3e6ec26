package promise

import (
	"fmt"
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
	Since  when.Date      // the day it began
	Due    when.Date      // zero when none is known
	Done   when.Date      // the day it was done or dropped; zero while open
	Lines  []*page.Action // oldest first, at least one

	grammar *page.Grammar
	begun   []when.Date // the days a "since" may name
	last    *page.Entry // that holds its newest line
}

// Newest is the thread's newest line.
func (t *Thread) Newest() *page.Action { return t.Lines[len(t.Lines)-1] }

// Overdue reports whether an open promise is past its due date.
func (t *Thread) Overdue(today when.Date) bool {
	return t.State == clause.Open && !t.Due.IsZero() && t.Due.Before(today)
}

// AgeDays is how many days ago the promise was made; never less than 0.
func (t *Thread) AgeDays(today when.Date) int { return max(0, today.Sub(t.Since)) }

// Threads joins the actions of one person's entries, handed over in any
// order, to threads, in the order they began. Problems are lines that fit no
// promise they claim to go back to, and ticks that a newer line contradicts.
func Threads(g *page.Grammar, entries []*page.Entry) ([]*Thread, []markdown.Problem) {
	entries = slices.Clone(entries)
	slices.SortStableFunc(entries, func(a, b *page.Entry) int {
		if c := a.Date.Compare(b.Date); c != 0 {
			return c
		}
		return a.N - b.N
	})
	j := &joining{g: g, byWords: map[string][]*Thread{}, byDay: map[when.Date][]*Thread{}}
	for _, e := range entries {
		j.entry(e)
	}
	ids := map[string]int{}
	for _, t := range j.threads {
		t.ID = threadID(t, ids)
		t.last = nil // only the joining needs it, and it holds a whole entry
		if tick := t.contradicted(); tick != nil {
			j.problems = append(j.problems, markdown.Problem{Path: tick.Path, Line: tick.Line,
				What: "ticked without a date under a newer line that is open", Hint: "tick the newer line, or untick this one"})
		}
	}
	return j.threads, j.problems
}

// joining places the lines of one entry after the other.
type joining struct {
	g        *page.Grammar
	threads  []*Thread
	problems []markdown.Problem
	byWords  map[string][]*Thread
	byDay    map[when.Date][]*Thread

	e     *page.Entry
	lines []*page.Action // of the entry, nil once placed
}

// entry places the lines of an entry: each rule is tried on all lines not yet
// placed before the next rule is.
func (j *joining) entry(e *page.Entry) {
	j.e, j.lines = e, slices.Clone(e.Actions())
	if len(j.lines) == 0 {
		return
	}
	j.sameWordsSince(true)
	j.sameWordsSince(false)
	j.sameWordsStillOpen()
	j.rewordedSince()
	for i, a := range j.lines {
		if a != nil && !j.typedAgain(i) {
			j.begin(i)
		}
	}
}

// typedAgain is rule 4: the same words and owners as a line of this entry that
// was carried, or with no mark on one of the two, are that promise written twice.
func (j *joining) typedAgain(i int) bool {
	a := j.lines[i]
	if !a.Since.IsZero() {
		return false
	}
	for _, t := range j.byWords[a.Key] {
		if newest := t.Newest(); !j.free(t) && clause.EqualOwners(t.Owners, a.Owners) &&
			(!newest.Since.IsZero() || newest.Rule == page.RulePlain || a.Rule == page.RulePlain) {
			j.place(i, t)
			return true
		}
	}
	return false
}

// sameWordsSince is rule 1.
func (j *joining) sameWordsSince(sameOwners bool) {
	for i, a := range j.lines {
		if a == nil || a.Since.IsZero() {
			continue
		}
		for _, t := range j.byWords[a.Key] {
			if j.free(t) && slices.Contains(t.begun, a.Since) && (!sameOwners || clause.EqualOwners(t.Owners, a.Owners)) {
				j.place(i, t)
				break
			}
		}
	}
}

// sameWordsStillOpen is rule 2.
func (j *joining) sameWordsStillOpen() {
	for i, a := range j.lines {
		if a == nil || !a.Since.IsZero() {
			continue
		}
		for _, t := range j.byWords[a.Key] {
			if j.free(t) && clause.EqualOwners(t.Owners, a.Owners) && (t.State == clause.Open || t.closedAfter(j.e.Date)) {
				j.place(i, t)
				break
			}
		}
	}
}

// closedAfter reports whether the thread was closed with a date behind d.
func (t *Thread) closedAfter(d when.Date) bool {
	for _, a := range t.Lines {
		if a.State != clause.Open && a.Done.After(d) {
			return true
		}
	}
	return false
}

// rewordedSince is rule 3.
func (j *joining) rewordedSince() {
	type pair struct {
		line    int
		thread  *Thread
		owners  bool
		overlap float64
	}
	var pairs []pair
	for i, a := range j.lines {
		if a == nil || a.Since.IsZero() {
			continue
		}
		for _, t := range j.byDay[a.Since] {
			if !j.free(t) {
				continue
			}
			if o := overlap(t.Newest().Key, a.Key); o >= 0.5 {
				pairs = append(pairs, pair{i, t, clause.EqualOwners(t.Owners, a.Owners), o})
			}
		}
	}
	slices.SortStableFunc(pairs, func(a, b pair) int {
		switch {
		case a.owners != b.owners:
			if a.owners {
				return -1
			}
			return 1
		case a.overlap > b.overlap:
			return -1
		case a.overlap < b.overlap:
			return 1
		}
		return 0
	})
	for _, p := range pairs {
		if j.lines[p.line] != nil && j.free(p.thread) {
			j.place(p.line, p.thread)
		}
	}
	j.lastOfDay()
}

// lastOfDay joins the last line that goes back to a day with the last open
// promise of that day, when one of each is left.
func (j *joining) lastOfDay() {
	left := map[when.Date][]int{}
	var days []when.Date
	for i, a := range j.lines {
		if a != nil && !a.Since.IsZero() {
			if left[a.Since] == nil {
				days = append(days, a.Since)
			}
			left[a.Since] = append(left[a.Since], i)
		}
	}
	for _, d := range days {
		var open []*Thread
		for _, t := range j.byDay[d] {
			if j.free(t) && t.State == clause.Open {
				open = append(open, t)
			}
		}
		if len(left[d]) == 1 && len(open) == 1 {
			j.place(left[d][0], open[0])
		}
	}
}

// begin is rule 5.
func (j *joining) begin(i int) {
	a := j.lines[i]
	t := &Thread{Person: j.e.Person, grammar: j.g, Since: a.Since, begun: []when.Date{a.Since}}
	if a.Since.IsZero() {
		t.Since = j.e.Date
		t.begun = append([]when.Date{j.e.Date}, j.e.MovedFrom...)
	} else if a.Since.Before(j.e.Date) {
		j.problems = append(j.problems, markdown.Problem{Path: a.Path, Line: a.Line,
			What: fmt.Sprintf("no promise of %s fits these words; a new one begins here", a.Since),
			Hint: "correct the date behind \"since\", or leave it"})
	}
	for _, d := range t.begun {
		j.byDay[d] = append(j.byDay[d], t)
	}
	j.threads = append(j.threads, t)
	j.place(i, t)
}

// free reports whether the thread has no line in this entry yet.
func (j *joining) free(t *Thread) bool { return t.last != j.e }

func (j *joining) place(i int, t *Thread) {
	a := j.lines[i]
	j.lines[i] = nil
	if !slices.ContainsFunc(t.Lines, func(l *page.Action) bool { return l.Key == a.Key }) {
		j.byWords[a.Key] = append(j.byWords[a.Key], t)
	}
	t.Lines, t.last = append(t.Lines, a), j.e
	t.settle()
}

// settle derives the thread's state from its lines.
func (t *Thread) settle() {
	newest := t.Newest()
	t.Text, t.Owners, t.Due = newest.Text, newest.Owners, newest.Due
	// A promise written down again by hand keeps its due date; a carried line
	// without one has lost it on purpose.
	for i := len(t.Lines) - 2; i >= 0 && t.Due.IsZero() && t.Lines[i+1].Since.IsZero(); i-- {
		t.Due = t.Lines[i].Due
	}
	t.State, t.Done = clause.Open, when.Date{}
	for i, a := range slices.Backward(t.Lines) {
		if a.State == clause.Open || t.reopened(i) {
			continue
		}
		t.State, t.Done = a.State, a.Done
		if t.Done.IsZero() {
			t.Done = a.Date()
		}
		return
	}
}

// reopened reports whether a closed line's date is older than a newer entry
// that shows the promise open. An older entry does not count: it did not know
// yet of what the closed line says.
func (t *Thread) reopened(line int) bool {
	closed := t.Lines[line]
	if closed.Done.IsZero() {
		return false
	}
	return slices.ContainsFunc(t.Lines[line+1:], func(l *page.Action) bool { return l.State == clause.Open && l.Date().After(closed.Done) })
}

// contradicted is an undated tick under a newer open line, or nil.
func (t *Thread) contradicted() *page.Action {
	for i, a := range t.Lines {
		if a.State == clause.Open || !a.Done.IsZero() {
			continue
		}
		if slices.ContainsFunc(t.Lines[i+1:], func(l *page.Action) bool { return l.State == clause.Open && l.Path != a.Path }) {
			return a
		}
	}
	return nil
}

// IsMine reports whether the promise is the keeper's: one without owner is
// theirs to chase (FORMAT.md, "Actions").
func (t *Thread) IsMine() bool { return len(t.Owners) == 0 || slices.Contains(t.Owners, clause.Me) }

// IsTheirs reports whether somebody else than the keeper owes it.
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
