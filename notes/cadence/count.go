package cadence

import (
	"slices"

	"oneonone/internal/when"
)

// Tally counts what became of the meetings in a period. Planned is the sum of
// Met, Moved, Skipped and Missed; extra meetings were not planned.
type Tally struct {
	Planned, Met, Moved, Skipped, Missed, Extra int
}

// Kept counts the planned meetings that took place, on whatever day.
func (t Tally) Kept() int { return t.Met + t.Moved }

// Percent is how many of a hundred planned meetings took place; -1 when
// nothing was planned.
func (t Tally) Percent() int {
	if t.Planned == 0 {
		return -1
	}
	return (200*t.Kept() + t.Planned) / (2 * t.Planned)
}

// Tally counts from since, inclusive.
func (r *Rhythm) Tally(since when.Date) Tally {
	var t Tally
	for _, p := range r.Past {
		if p.Day.Before(since) {
			continue
		}
		if p.Extra {
			if p.Outcome.Kept() {
				t.Extra++
			}
			continue
		}
		t.Planned++
		switch p.Outcome {
		case Met:
			t.Met++
		case Moved:
			t.Moved++
		case Skipped:
			t.Skipped++
		case Missed:
			t.Missed++
		}
	}
	return t
}

// weight says which of two outcomes of one week is shown.
var weight = map[Outcome]int{Missed: 1, Skipped: 2, Moved: 3, Met: 4}

// Weeks are the last n weeks, oldest first, the last one being today's: the
// outcome of the meeting planned for each. NotYet is a week with nothing planned,
// or nothing known yet.
func (r *Rhythm) Weeks(n int) []Outcome {
	weeks := make([]Outcome, n)
	first := when.Monday(r.Today).AddDays(-7 * (n - 1))
	for _, p := range r.Past {
		i := when.Monday(p.Day).Sub(first) / 7
		if !p.Day.Before(first) && i < n && weight[p.Outcome] > weight[weeks[i]] {
			weeks[i] = p.Outcome
		}
	}
	return weeks
}

// WeeksSince is the Monday on which the last n weeks begin.
func WeeksSince(today when.Date, n int) when.Date {
	return when.Monday(today).AddDays(-7 * (n - 1))
}

// Streaks are runs of planned meetings that were kept, in meetings.
type Streaks struct {
	Current, Longest int
	// Broken are the planned meetings since the last one that was kept, when
	// there are any: then Current is 0.
	Broken []Planned
}

// Streaks counts the runs.
func (r *Rhythm) Streaks() Streaks {
	var s Streaks
	past := slices.DeleteFunc(slices.Clone(r.Past), func(p Planned) bool { return p.Extra })
	for _, p := range past {
		if p.Outcome.Kept() {
			s.Current++
			s.Longest = max(s.Longest, s.Current)
			s.Broken = nil
			continue
		}
		s.Current = 0
		s.Broken = append(s.Broken, p)
	}
	return s
}

// InARowWith counts the planned meetings in a row, up to and including one on
// day, that were skipped or missed. The day may be in the future.
func (r *Rhythm) InARowWith(day when.Date) int {
	n := 0
	for _, p := range r.slots {
		switch {
		case p.Day.After(day) || p.Extra:
		case p.Outcome.Kept():
			n = 0
		case p.Outcome == Skipped || p.Outcome == NotYet && p.Day.Before(r.Today):
			n++
		}
	}
	return n
}
