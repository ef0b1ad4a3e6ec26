package cadence

import (
	"slices"

	"oneonone/internal/when"
)

// settle says what was missed and when the next meeting is due.
func (r *Rhythm) settle() {
	if leave, away := r.Away.On(r.Today); away {
		r.AwayUntil = leave.To
	}
	r.extend(slices.MaxFunc([]when.Date{r.Today, r.Started}, when.Date.Compare))
	r.findNext()
	week := when.Monday(r.Today)
	for _, p := range r.slots {
		if p.Outcome == NotYet && p.Day.Before(week) {
			p.Outcome = Missed
		}
		if p.Outcome != NotYet && !p.Day.After(r.Today) && !p.Held.After(r.Today) {
			r.Past = append(r.Past, p)
		}
	}
}

// extend plans slots until there is an open one on or after a day.
func (r *Rhythm) extend(until when.Date) {
	if r.anchor.IsZero() || !r.Slot.Cadence.Regular() {
		return
	}
	for range mostSteps {
		p, ok := r.next(r.anchor)
		if !ok {
			return
		}
		r.plan(p)
		r.anchor = p.regular
		if !p.Day.Before(until) {
			return
		}
	}
}

// plan adds a slot without an entry. Before the first day there are none: there,
// only an entry shows that people met.
func (r *Rhythm) plan(p Planned) {
	if !p.Day.Before(r.Started) {
		r.slots = append(r.slots, p)
	}
}

// findNext weighs what is open against what is arranged.
func (r *Rhythm) findNext() {
	late, open, arranged := r.openSlots()
	switch {
	case !arranged.IsZero() && (open.IsZero() || !open.Before(arranged)):
		r.Next, r.Arranged = arranged, true
	case !late.IsZero() && r.AwayUntil.IsZero():
		r.Next, r.Overdue = late, true
		r.DaysLate = r.Today.Sub(late) - r.Away.DaysWithin(late, r.Today)
	case !late.IsZero():
		r.Next = r.Slot.First(r.AwayUntil.AddDays(1))
	default:
		r.Next = open
	}
}

// openSlots returns the first slot since the last meeting that has passed without
// an entry, the first open one from today on, and the first future day with an
// entry.
func (r *Rhythm) openSlots() (late, open, arranged when.Date) {
	if r.Slot.Cadence.Regular() && r.anchor.IsZero() {
		return late, r.firstEver(), arranged
	}
	for _, p := range r.slots {
		switch {
		case p.Held.After(r.Today):
			if arranged.IsZero() || p.Held.Before(arranged) {
				arranged = p.Held
			}
		case p.Outcome != NotYet && !p.Day.After(r.Today):
			late = when.Date{} // whatever was before has been dealt with
		case p.Outcome == NotYet && p.Day.Before(r.Today) && late.IsZero():
			late = p.Day
		case p.Outcome == NotYet && !p.Day.Before(r.Today) && open.IsZero():
			open = p.Day
		}
	}
	return late, open, arranged
}

// firstEver is when two people who have never met will meet: on the first day, if
// that is still to come, else on the slot's next day.
func (r *Rhythm) firstEver() when.Date {
	d := r.Today
	if r.Started.After(d) {
		d = r.Started
	}
	d = r.Slot.First(d)
	if leave, away := r.Away.On(d); away {
		d = r.Slot.First(leave.To.AddDays(1))
	}
	return d
}

// Upcoming returns the planned meetings from today until a day, with what entries
// already say about them: arranged, moved or skipped. For someone never met they
// begin at Next.
func (r *Rhythm) Upcoming(until when.Date) []Planned {
	all := *r
	all.slots = slices.Clone(r.slots)
	if all.anchor.IsZero() && !r.Next.IsZero() {
		all.anchor = r.Next
		all.slots = append(all.slots, Planned{Day: r.Next, regular: r.Next})
	}
	if all.anchor.Before(until) {
		all.extend(until)
	}
	return slices.DeleteFunc(all.slots, func(p Planned) bool {
		return p.Day.Before(r.Today) && !p.Held.After(r.Today) || p.Day.After(until) || p.Outcome == Met && !p.Held.After(r.Today)
	})
}

// Coming is the next planned meeting from today on, regardless of any late one;
// zero when nothing is planned.
func (r *Rhythm) Coming() when.Date {
	if !r.Overdue {
		return r.Next
	}
	for _, p := range r.Upcoming(r.Today.AddMonths(12)) {
		if day := p.day(); !day.Before(r.Today) && p.Outcome != Skipped {
			return day
		}
	}
	return when.Date{}
}

// SkippedBefore is the last skipped meeting from today on that is before a day;
// zero when there is none.
func (r *Rhythm) SkippedBefore(day when.Date) (last when.Date) {
	for _, p := range r.Upcoming(day) {
		if p.Outcome == Skipped && !p.Day.Before(r.Today) && p.Day.Before(day) {
			last = p.Day
		}
	}
	return last
}

// IsPlanned reports whether there is a meeting on a day, or could have been: one
// that was planned or held. Without a fixed day it may be any day of a week whose
// meeting has not happened.
func (r *Rhythm) IsPlanned(day when.Date) bool {
	week := when.Monday(day)
	on := func(p Planned) bool {
		open := p.Outcome == NotYet || p.Outcome == Missed
		return p.Day == day || p.Held == day || !r.Slot.Fixed && open && when.Monday(p.Day) == week
	}
	return r.Next == day || slices.ContainsFunc(r.slots, on) || slices.ContainsFunc(r.Upcoming(week.AddDays(6)), on)
}
