package when

import "time"

// Slot is when two people have agreed to meet: how often, and on which day of the
// week, if they have fixed one.
type Slot struct {
	Cadence Cadence
	Day     time.Weekday // when Fixed
	Fixed   bool
}

// Unit is what a cadence is counted in.
type Unit byte

// The units of a cadence.
const (
	NoUnit Unit = 0
	Days   Unit = 'd'
	Weeks  Unit = 'w'
	Months Unit = 'm'
)

// Interval is the cadence as a number of units: 2 Weeks, 10 Days. A quarter is
// 3 Months, a multiple of seven days is weeks. It is 0 NoUnit when c is not
// regular.
func (c Cadence) Interval() (n int, u Unit) {
	switch {
	case !c.Regular():
		return 0, NoUnit
	case c.unit == 'd' && c.n%7 == 0:
		return c.n / 7, Weeks
	}
	return c.n, Unit(c.unit)
}

// Next is the planned day after a meeting that was planned for, or held on,
// last; no date when the cadence is not regular.
//
// Weeks are counted from Monday, so that a meeting on Friday instead of
// Wednesday is followed by next week's Wednesday. Months keep the place of the
// weekday within the month, as calendars do: after the third Wednesday comes
// the third Wednesday; a fifth, which few months have, counts as the fourth.
// Without a fixed weekday
// the day moves on by the interval, and off a weekend to the Monday after. A
// weekday means nothing to a cadence counted in days.
func (s Slot) Next(last Date) Date {
	n, unit := s.Cadence.Interval()
	if last.IsZero() || unit == NoUnit {
		return Date{}
	}
	if unit == Days || !s.Fixed {
		return OffWeekend(s.Cadence.Next(last))
	}
	near := s.nearest(last)
	if unit == Weeks {
		return near.AddDays(7 * n)
	}
	first := Date{near.Year, near.Month, 1}.AddMonths(n)
	return NthWeekday(first.Year, first.Month, s.Day, min(WeekOfMonth(near), 4))
}

// First is the first day on or after d that suits the slot.
func (s Slot) First(d Date) Date {
	if _, unit := s.Cadence.Interval(); !s.Fixed || unit == Days {
		return OffWeekend(d)
	}
	return d.AddDays((int(s.Day) - int(d.Weekday()) + 7) % 7)
}

// nearest is the slot's weekday that d stands for: that of its own week for
// cadences in weeks, the closest one for longer ones.
func (s Slot) nearest(d Date) Date {
	if _, unit := s.Cadence.Interval(); unit == Weeks {
		return Monday(d).AddDays((int(s.Day) + 6) % 7)
	}
	ahead := (int(s.Day) - int(d.Weekday()) + 7) % 7
	if ahead > 3 {
		ahead -= 7
	}
	return d.AddDays(ahead)
}

// OffWeekend is d, or the Monday after when d is on a weekend.
func OffWeekend(d Date) Date {
	switch d.Weekday() {
	case time.Saturday:
		return d.AddDays(2)
	case time.Sunday:
		return d.AddDays(1)
	}
	return d
}

// Monday is the Monday of the week of d, which ends on Sunday (ISO 8601).
func Monday(d Date) Date { return monday(d) }

// WeekOfMonth counts which of its weekdays d is in its month, 1 to 5.
func WeekOfMonth(d Date) int { return (d.Day-1)/7 + 1 }

// NthWeekday is the nth weekday of a month, for an n of 1 to 4.
func NthWeekday(year int, month time.Month, day time.Weekday, n int) Date {
	first := Date{year, month, 1}
	return first.AddDays((int(day)-int(first.Weekday())+7)%7 + 7*(n-1))
}

// Near is the slot's own day that d stands for: d itself when no weekday is
// fixed.
func (s Slot) Near(d Date) Date {
	if _, unit := s.Cadence.Interval(); !s.Fixed || unit == Days || unit == NoUnit {
		return d
	}
	return s.nearest(d)
}
