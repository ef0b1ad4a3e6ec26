package advice

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"oneonone/notes"
)

// often is the most days between meetings with which somebody counts for the
// shape of the week.
const often = 14

// Choices are the options for the shape of the week, each with what speaks for
// it: together or apart, at the beginning or the end of the week, one after
// another or with a break.
func (t *Team) Choices() []notes.Advice {
	slots := slices.DeleteFunc(slices.Clone(t.slots), func(p *notes.Person) bool { return p.Cadence.Days() > often })
	var all []notes.Advice
	for _, choice := range []func([]*notes.Person) (what, why string){together, halves, breaks} {
		if what, why := choice(slots); what != "" {
			all = append(all, notes.Advice{What: what, Why: why})
		}
	}
	return all
}

// byDay groups people by day, in the order of their hours.
func byDay(slots []*notes.Person) map[time.Weekday][]*notes.Person {
	days := map[time.Weekday][]*notes.Person{}
	for _, p := range slots {
		day := notes.SlotOf(p).Day
		days[day] = append(days[day], p)
	}
	for _, people := range days {
		slices.SortStableFunc(people, func(a, b *notes.Person) int { return strings.Compare(a.Time, b.Time) })
	}
	return days
}

// together weighs batching against spreading.
func together(slots []*notes.Person) (what, why string) {
	days := byDay(slots)
	for d := range 7 {
		day := time.Weekday((d + 1) % 7)
		if people := days[day]; len(people) > fullDay {
			last := people[len(people)-1]
			return fmt.Sprintf("another day for %s, or for one of the other %d on %s", last.FirstName(), len(people)-1, day),
				"a few in a row keep other days whole; by the fourth, little is left of you"
		}
	}
	if len(slots) > fullDay && len(days) == len(slots) {
		return "two or three on one day, if you need whole days for work of your own",
			fmt.Sprintf("%d people on %d days: spread like this each meets you fresh, but no day is free of meetings", len(slots), len(days))
	}
	return "", ""
}

// halves weighs meeting early in the week, to plan it, against meeting late, to look back.
func halves(slots []*notes.Person) (what, why string) {
	early, late := 0, 0
	for _, p := range slots {
		switch notes.SlotOf(p).Day {
		case time.Monday, time.Tuesday:
			early++
		case time.Thursday, time.Friday:
			late++
		}
	}
	switch n := len(slots); {
	case n < 3:
	case early == n:
		return "a later day for those you look back with: what was learned, what comes next year", fmt.Sprintf("all %d are early in the week, which is good for setting off", n)
	case late == n:
		return "an earlier day for those you set off with: somebody new, or with much ahead", fmt.Sprintf("all %d are late in the week, which is good for looking back", n)
	}
	return "", ""
}

// breath is how many minutes between two meetings make a break.
const breath = 10

// breaks looks for three meetings in a row without a break.
func breaks(slots []*notes.Person) (what, why string) {
	days := byDay(slots)
	for d := range 7 {
		day := time.Weekday((d + 1) % 7)
		run := []*notes.Person{}
		for _, p := range days[day] {
			at, ok := minuteOf(p.Time)
			if !ok {
				continue
			}
			if n := len(run); n > 0 {
				if before, _ := minuteOf(run[n-1].Time); at-before-run[n-1].Minutes >= breath {
					run = run[:0]
				}
			}
			if run = append(run, p); len(run) == 3 {
				return fmt.Sprintf("a quarter of an hour between %s and %s on %s", run[1].FirstName(), run[2].FirstName(), day),
					"three in a row without a break: write down the second before you hear the third"
			}
		}
	}
	return "", ""
}
