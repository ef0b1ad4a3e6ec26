package cadence

import (
	"slices"

	"oneonone/internal/when"
	"oneonone/notes/page"
)

// Outcome is the outcome of a planned meeting.
type Outcome string

// The outcomes. A meeting that was moved took place, or will, on another day
// than was planned; it is not a skipped one.
const (
	NotYet  Outcome = ""
	Met     Outcome = "met"
	Moved   Outcome = "moved"
	Skipped Outcome = "skipped"
	Missed  Outcome = "missed"
)

// Kept reports whether there was a meeting, on the day planned or another.
func (o Outcome) Kept() bool { return o == Met || o == Moved }

// Planned is one planned meeting and what became of it.
type Planned struct {
	Day     when.Date // as planned
	Outcome Outcome
	// Held is the day it took place, or is to take place after a move; zero
	// when it was skipped or missed, or is still to come.
	Held   when.Date
	Reason string // why it was skipped
	// Extra says that nothing was planned: a meeting besides the regular ones.
	Extra bool

	// regular is the day the cadence gives, before leave put it off.
	regular when.Date
}

// Rhythm is how regularly two people meet: what was planned, what became of
// it, and when they meet next.
//
// What was planned is worked out from the person's present cadence; notes do not
// say what it was before.
type Rhythm struct {
	Slot when.Slot
	// Started is the first day they could have met; zero when unknown.
	Started when.Date
	Away    Leaves
	Today   when.Date
	// Meetings are those that took place, a day counted once.
	Meetings int
	Last     when.Date // the last that took place; zero when there was none
	// Next is the day the next one is due, or was: a day before today means overdue.
	// It is zero when nothing is planned.
	Next when.Date
	// Arranged says that there already is an entry for Next.
	Arranged bool
	Overdue  bool
	DaysLate int // days since Next, without those of leave
	// AwayUntil is the last day of the leave that today falls in.
	AwayUntil when.Date
	// Past are the planned meetings up to today and the extra ones, oldest
	// first. They do not include one of this week that has not happened yet, as the
	// week is not over, nor one moved to a day still to come.
	Past []Planned

	slots  []Planned // all slots, future ones up to the first open one
	anchor when.Date // the slot from which the next ones are counted
}

// New reads the rhythm of two people from their meetings, given in any
// order, as it is on a day.
func New(slot when.Slot, started when.Date, meetings []page.Meeting, away Leaves, today when.Date) *Rhythm {
	r := &Rhythm{Slot: slot, Started: started, Away: away, Today: today}
	for _, ev := range happenings(meetings) {
		r.place(ev)
	}
	r.settle()
	return r
}

// happening is a meeting held or skipped on a day, before it is known which slot
// it was for.
type happening struct {
	day    when.Date // of the entry
	from   when.Date // the day it was first planned for, when it was moved
	skip   bool
	reason string
}

// planned is the day in the plan that the happening stands for.
func (h happening) planned() when.Date {
	if !h.from.IsZero() {
		return h.from
	}
	return h.day
}

// happenings joins the entries of a day, a held meeting outweighing a skipped
// one, and orders them by the day they were planned for.
func happenings(meetings []page.Meeting) []happening {
	inOrder := func(a, b page.Meeting) int { return a.Ref.Date.Compare(b.Ref.Date) }
	if !slices.IsSortedFunc(meetings, inOrder) {
		meetings = slices.Clone(meetings)
		slices.SortStableFunc(meetings, inOrder)
	}
	all := make([]happening, 0, len(meetings))
	for _, m := range meetings {
		h := happening{day: m.Ref.Date, skip: m.Skipped, reason: m.Reason}
		if len(m.MovedFrom) > 0 {
			h.from = slices.MinFunc(m.MovedFrom, when.Date.Compare)
		}
		if n := len(all); n == 0 || all[n-1].day != h.day {
			all = append(all, h)
		} else if old := &all[n-1]; old.skip && !h.skip {
			*old = h
		} else if old.from.IsZero() && old.skip == h.skip {
			old.from = h.from
		}
	}
	slices.SortFunc(all, func(a, b happening) int {
		if c := a.planned().Compare(b.planned()); c != 0 {
			return c
		}
		return a.day.Compare(b.day)
	})
	return all
}

// mostSteps bounds a search for the next planned day: twenty years of weeks.
const mostSteps = 1040

// next is the planned meeting after a slot. One that falls in a leave does not
// take place; if the wait for the one after would be longer than two weeks, it is
// put off to the first day of the slot after the leave instead.
func (r *Rhythm) next(anchor when.Date) (p Planned, ok bool) {
	for range mostSteps {
		slot := r.Slot.Next(anchor)
		if slot.IsZero() || slot.Year > 9990 {
			return p, false
		}
		leave, away := r.Away.On(slot)
		if !away {
			return Planned{Day: slot, regular: slot}, true
		}
		back := r.Slot.First(leave.To.AddDays(1))
		if _, again := r.Away.On(back); !again && r.Slot.Cadence.Days() > 14 && back.Before(r.Slot.Next(slot)) {
			return Planned{Day: back, regular: slot}, true
		}
		anchor = slot
	}
	return p, false
}

// place finds the slot that a happening was for. The slots before it without a
// happening count as missed.
func (r *Rhythm) place(h happening) {
	p := Planned{Day: h.planned(), Outcome: h.outcome(), Reason: h.reason, regular: h.planned()}
	if !h.skip {
		p.Held = h.day
	}
	if p.Outcome.Kept() && !h.day.After(r.Today) {
		r.Meetings++
		if h.day.After(r.Last) {
			r.Last = h.day
		}
	}
	switch {
	case !r.Slot.Cadence.Regular():
		p.Extra = true
	case r.anchor.IsZero():
		r.anchor = r.Slot.Near(p.Day)
	case r.lostToLeave(p.Day):
		p.Extra = true
	case r.isExtra(p.Day):
		p.Extra = true
		if !r.Slot.Fixed {
			r.anchor = p.Day
		}
	default:
		r.reach(&p)
	}
	r.slots = append(r.slots, p)
}

func (h happening) outcome() Outcome {
	switch {
	case h.skip:
		return Skipped
	case !h.from.IsZero() && h.from != h.day:
		return Moved
	}
	return Met
}

// lostToLeave reports whether a day is a regular one that leave took out of the
// plan. A meeting held on it anyway, or moved from it, does not stand for another
// slot: the one before the leave takes place too.
func (r *Rhythm) lostToLeave(day when.Date) bool {
	if _, away := r.Away.On(day); !away || !r.Slot.Fixed {
		return false
	}
	before := r.anchor
	for range mostSteps {
		slot := r.Slot.Next(before)
		if slot == day {
			p, ok := r.next(before)
			return !ok || p.regular != day // else it was put off, and stands for that slot
		}
		if slot.IsZero() || slot.After(day) {
			return false
		}
		before = slot
	}
	return false
}

// isExtra reports whether a meeting is closer to the slot before it than to
// the one after, and so belongs to neither.
func (r *Rhythm) isExtra(day when.Date) bool {
	next, ok := r.next(r.anchor)
	return !ok || day.Before(next.Day) && day.Sub(r.anchor) < next.Day.Sub(day)
}

// reach moves the anchor to the slot that p stands for: the closest.
func (r *Rhythm) reach(p *Planned) {
	for {
		slot, ok := r.next(r.anchor)
		if !ok {
			p.Extra = true
			return
		}
		after, more := r.next(slot.regular)
		if !more || p.Day.Sub(slot.Day) <= after.Day.Sub(p.Day) {
			r.anchor = slot.regular
			if r.Slot.Fixed {
				p.Day, p.regular = slot.Day, slot.regular
			} else {
				r.anchor = p.Day
			}
			return
		}
		r.plan(slot)
		r.anchor = slot.regular
	}
}
