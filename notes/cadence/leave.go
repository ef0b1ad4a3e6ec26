package cadence

import (
	"fmt"
	"slices"
	"strings"

	"gopkg.in/yaml.v3"

	"oneonone/internal/when"
)

// Leave is a time without meetings: a holiday, parental leave, a shutdown.
// Both days are included.
type Leave struct {
	From, To when.Date
}

// String is the leave as it is written: 2026-12-20..2027-01-05, or one day.
func (l Leave) String() string {
	if l.From == l.To {
		return l.From.String()
	}
	return l.From.String() + ".." + l.To.String()
}

// longLeave is the shortest leave, in days, before which people hand over their work
// and after which they get a meeting of its own.
const longLeave = 28

// Days is how long the leave is, in days.
func (l Leave) Days() int { return l.To.Sub(l.From) + 1 }

// Long reports whether it is a long leave, and not just a break.
func (l Leave) Long() bool { return l.Days() >= longLeave }

// Leaves are times without meetings in order; none touches another.
type Leaves []Leave

// String is the leaves as people write them, separated by commas.
func (ls Leaves) String() string {
	words := make([]string, len(ls))
	for i, l := range ls {
		words[i] = l.String()
	}
	return strings.Join(words, ", ")
}

// NewLeaves sorts leaves and joins those that overlap or adjoin.
func NewLeaves(all ...Leave) Leaves {
	all = slices.Clone(all)
	slices.SortFunc(all, func(a, b Leave) int { return a.From.Compare(b.From) })
	var out Leaves
	for _, l := range all {
		if n := len(out); n > 0 && !l.From.After(out[n-1].To.AddDays(1)) {
			if l.To.After(out[n-1].To) {
				out[n-1].To = l.To
			}
			continue
		}
		out = append(out, l)
	}
	return out
}

// On returns the leave that a day falls in.
func (ls Leaves) On(d when.Date) (Leave, bool) {
	for _, l := range ls {
		if !d.Before(l.From) && !d.After(l.To) {
			return l, true
		}
	}
	return Leave{}, false
}

// DaysWithin counts the days of leave after from and before to, exclusive.
func (ls Leaves) DaysWithin(from, to when.Date) int {
	days := 0
	for _, l := range ls {
		first, last := l.From, l.To
		if !first.After(from) {
			first = from.AddDays(1)
		}
		if !last.Before(to) {
			last = to.AddDays(-1)
		}
		days += max(0, last.Sub(first)+1)
	}
	return days
}

// ParseLeave reads 2026-12-20..2027-01-05, or a single day.
func ParseLeave(s string) (Leave, error) {
	first, last, isRange := strings.Cut(s, "..")
	if !isRange {
		last = first
	}
	from, err := when.ParseISO(strings.TrimSpace(first))
	to, err2 := when.ParseISO(strings.TrimSpace(last))
	switch {
	case err != nil || err2 != nil:
		return Leave{}, fmt.Errorf("invalid leave %q: write it as 2026-12-20..2027-01-05, or as one day", s)
	case to.Before(from):
		return Leave{}, fmt.Errorf("the leave %s ends before it begins", s)
	}
	return Leave{from, to}, nil
}

// LeaveFrom reads a leave as typed: "9 nov..13 nov", "20 dec to 5 jan", "9 nov - 13 nov",
// "mon..fri", "next friday". The last day is the first of its kind from the first one on.
func LeaveFrom(s string, today when.Date) (Leave, error) {
	if l, err := ParseLeave(s); err == nil {
		return l, nil
	}
	var first, last string
	isRange := false
	for _, between := range []string{"..", " to ", " - ", " – "} {
		if first, last, isRange = strings.Cut(s, between); isRange {
			break
		}
	}
	from, err := when.Parse(strings.TrimSpace(first), today)
	to := from
	if end, noPeriod := when.Parse("end of "+first, today); noPeriod == nil && !isRange {
		to = end // "next week" means all of it
	}
	if err == nil && isRange {
		if to, err = when.ParseISO(strings.TrimSpace(last)); err != nil {
			to, err = when.ParseFrom(strings.TrimSpace(last), from, when.Future)
		}
	}
	switch {
	case err != nil:
		return Leave{}, fmt.Errorf("invalid leave %q: write it as 2026-12-20..2027-01-05, \"9 nov..13 nov\" or one day", s)
	case to.Before(from):
		return Leave{}, fmt.Errorf("the leave %s ends before it begins", Leave{from, to})
	}
	return Leave{from, to}, nil
}

// LeaveWords is the away key as written: a list, or a single leave.
type LeaveWords []string

// UnmarshalYAML takes a list of scalars or a scalar.
func (w *LeaveWords) UnmarshalYAML(n *yaml.Node) error {
	switch n.Kind {
	case yaml.ScalarNode:
		for part := range strings.SplitSeq(n.Value, ",") {
			if part = strings.TrimSpace(part); part != "" {
				*w = append(*w, part)
			}
		}
		return nil
	case yaml.SequenceNode:
		for _, c := range n.Content {
			*w = append(*w, c.Value)
		}
		return nil
	}
	return fmt.Errorf("line %d: away is a list of leaves such as [2026-12-20..2027-01-05]", n.Line)
}

// Leaves reads what can be read; the first fault is returned with it.
func (w LeaveWords) Leaves() (Leaves, error) {
	var all []Leave
	var fault error
	for _, s := range w {
		l, err := ParseLeave(s)
		if err != nil {
			if fault == nil {
				fault = err
			}
			continue
		}
		all = append(all, l)
	}
	return NewLeaves(all...), fault
}
