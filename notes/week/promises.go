package week

import (
	"slices"

	"oneonone/internal/when"
	"oneonone/notes/clause"
	"oneonone/notes/page"
	"oneonone/notes/promise"
)

// promises returns those that were closed, and those that slipped: they fell due
// and are not done, or slipped before and were carried into an entry of those
// days.
func (p *person) promises() (items []*Item) {
	for _, t := range p.closed {
		if !p.week.within(t.Done) {
			continue
		}
		it := p.item(TheyClosed, t)
		if it.Mine {
			it.Kind = YouClosed
		}
		it.Done, it.Dropped = t.Done, t.State == clause.Dropped
		if a := p.closing(t); a != nil {
			it.Text = promise.Words(p.folder.Grammar(), a)
			it.Lines = []Line{{p.who.Handle, a.Path, a.Line, a.Text, t.Done}}
		}
		items = append(items, it)
	}
	for _, t := range p.open {
		if p.slipped(t) {
			it := p.item(Slipped, t)
			it.Text = t.Words()
			for _, a := range slices.Backward(t.Lines) {
				it.Lines = append(it.Lines, Line{p.who.Handle, a.Path, a.Line, a.Text, a.Date()})
			}
			it.Times = len(it.Lines)
			items = append(items, it)
		}
	}
	return items
}

func (p *person) slipped(t *promise.Thread) bool {
	if !p.who.Archived.IsZero() || !t.Slipping(p.week.Until) {
		return false
	}
	return !t.Due.IsZero() && p.week.within(t.Due) || p.week.within(t.Newest().Date())
}

func (p *person) item(kind Kind, t *promise.Thread) *Item {
	return &Item{Kind: kind, Text: t.Text, People: []string{p.who.Handle}, Mine: t.IsMine(), Since: t.Since, Due: t.Due, Times: 1}
}

// closing finds the line on which a promise was closed, as the memory does not keep
// lines: it is in an entry since the promise was made, most often in one of the
// last. nil if none has its words any more.
func (p *person) closing(t *promise.Thread) *page.Action {
	for _, ref := range slices.Backward(p.refs) {
		if ref.Date.Before(t.Since) {
			break
		}
		if e := p.entry(ref); e != nil {
			for _, a := range e.Actions() {
				if a.State == t.State && a.Text == t.Text && (a.Done.IsZero() || a.Done == t.Done) {
					return a
				}
			}
		}
	}
	return nil
}

// notMet reports a person who was due to be met in those days, or before, and was not.
func (p *person) notMet() *Item {
	if !p.who.Archived.IsZero() || p.met() || !p.rhythm.AwayUntil.IsZero() {
		return nil
	}
	it := &Item{Kind: NotMet, People: []string{p.who.Handle}, Since: p.rhythm.Last}
	var day when.Date // the day of the last meeting that did not take place
	for _, m := range p.rhythm.Past {
		if !m.Extra && !m.Outcome.Kept() && p.week.within(m.Day) {
			it.Times, it.Text, it.Reason, day = it.Times+1, string(m.Outcome), m.Reason, m.Day
		}
	}
	if it.Times == 0 && !p.rhythm.Overdue {
		return nil
	}
	it.Due = day
	if it.Times == 0 {
		it.Times, it.Text, it.Due = 1, "due", p.rhythm.Next
	}
	for _, m := range p.meetings {
		if m.Skipped && p.week.within(m.Ref.Date) {
			it.Lines = append(it.Lines, Line{p.who.Handle, m.Ref.Path, 1, m.Reason, m.Ref.Date})
		}
	}
	slices.Reverse(it.Lines)
	return it
}
