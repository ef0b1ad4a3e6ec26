package cadence

import (
	"slices"

	"oneonone/internal/when"
)

// Series is what a calendar needs to know about the meetings to come.
type Series struct {
	// First is the day the regular meetings begin, from today on; zero when a
	// calendar cannot repeat them: there is no fixed weekday, or the cadence
	// is counted in days.
	First when.Date
	// Exceptions are the regular days that differ, in order.
	Exceptions []Exception
	// Singles are days besides the regular ones.
	Singles []when.Date
}

// Exception is a regular day whose meeting does not take place, or not then.
type Exception struct {
	Day   when.Date
	Moved when.Date // where it went; zero when it does not take place
}

// Series plans from today until a day. Regular meetings go on after it, but leave
// that begins later is not considered.
func (r *Rhythm) Series(until when.Date) Series {
	var s Series
	all := r.Upcoming(until)
	if _, unit := r.Slot.Cadence.Interval(); !r.Slot.Fixed || unit != when.Weeks && unit != when.Months {
		for _, p := range all {
			if day := p.day(); p.Outcome != Skipped && !day.Before(r.Today) {
				s.Singles = append(s.Singles, day)
			}
		}
		return s
	}
	planned := map[when.Date]Planned{}
	for _, p := range all {
		switch {
		case p.Extra || p.regular.Before(r.Today):
			if p.Outcome != Skipped && !p.day().Before(r.Today) {
				s.Singles = append(s.Singles, p.day())
			}
		default:
			if _, twice := planned[p.regular]; twice {
				s.Singles = append(s.Singles, p.day())
				continue
			}
			planned[p.regular] = p
			if s.First.IsZero() || p.regular.Before(s.First) {
				s.First = p.regular
			}
		}
	}
	if !s.First.IsZero() && when.WeekOfMonth(s.First) > 4 && r.isMonthly() {
		// No monthly rule covers a fifth weekday; the series begins after it.
		p := planned[s.First]
		if p.Outcome != Skipped {
			s.Singles = append(s.Singles, p.day())
		}
		s.First = r.Slot.Next(s.First)
	}
	s.once(s.except(r.Slot, planned, until))
	// Some calendars mishandle a series with its first day excluded.
	for len(s.Exceptions) > 0 && s.Exceptions[0].Day == s.First && s.Exceptions[0].Moved.IsZero() {
		s.First, s.Exceptions = r.Slot.Next(s.First), s.Exceptions[1:]
	}
	slices.SortFunc(s.Singles, when.Date.Compare)
	return s
}

func (r *Rhythm) isMonthly() bool {
	_, unit := r.Slot.Cadence.Interval()
	return unit == when.Months
}

// except walks the regular days and records those that differ; it returns the
// others.
func (s *Series) except(slot when.Slot, planned map[when.Date]Planned, until when.Date) map[when.Date]bool {
	regular := map[when.Date]bool{}
	if s.First.IsZero() {
		return regular
	}
	for d := s.First; !d.After(until); d = slot.Next(d) {
		p, ok := planned[d]
		switch {
		case !ok || p.Outcome == Skipped:
			s.Exceptions = append(s.Exceptions, Exception{Day: d})
		case p.day() != d:
			s.Exceptions = append(s.Exceptions, Exception{Day: d, Moved: p.day()})
		default:
			regular[d] = true
		}
	}
	return regular
}

// once keeps one meeting a day: one moved onto a day that already has one is the
// same meeting.
func (s *Series) once(taken map[when.Date]bool) {
	for i, x := range s.Exceptions {
		if taken[x.Moved] {
			s.Exceptions[i].Moved = when.Date{}
		} else if !x.Moved.IsZero() {
			taken[x.Moved] = true
		}
	}
	s.Singles = slices.DeleteFunc(s.Singles, func(d when.Date) bool {
		again := taken[d]
		taken[d] = true
		return again
	})
}

// day is when a planned meeting takes place.
func (p Planned) day() when.Date {
	if !p.Held.IsZero() {
		return p.Held
	}
	return p.Day
}
