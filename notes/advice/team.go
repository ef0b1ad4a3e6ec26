package advice

import (
	"cmp"
	"slices"
	"time"

	"oneonone/notes"
)

// fullDay is how many people a day has room for: by the fourth, nobody listens
// well.
const fullDay = 3

// Team is what advice needs to know beyond one person. A day it suggests counts
// as taken from then on.
type Team struct {
	Reports int // how many people report to the keeper
	// Load is how many minutes of meetings a week fall on each day, for people with
	// a fixed day.
	Load map[time.Weekday]float64
	// Minutes is the total for the week, Loose the part without a fixed day.
	Minutes, Loose float64

	zone  *time.Location // of the slots
	slots []*notes.Person
	on    map[time.Weekday]int // how many people meet on a day, or were advised to
	sent  map[time.Weekday]float64
}

// NewTeam adds up the weeks of the people who are present, whose slots are in a
// time zone.
func NewTeam(people []*notes.Person, zone *time.Location) *Team {
	t := &Team{Load: map[time.Weekday]float64{}, on: map[time.Weekday]int{}, sent: map[time.Weekday]float64{}, zone: zone}
	for _, p := range people {
		if p.Role == "report" {
			t.Reports++
		}
		week := weekOf(p)
		t.Minutes += week
		switch slot := notes.SlotOf(p); {
		case week == 0:
		case slot.Fixed:
			t.slots = append(t.slots, p)
			t.Load[slot.Day] += week
			t.on[slot.Day]++
		default:
			t.Loose += week
		}
	}
	return t
}

// weekOf is how many minutes a week you meet somebody, 0 without a cadence.
func weekOf(p *notes.Person) float64 {
	days := p.Cadence.Days()
	if days == 0 {
		return 0
	}
	return float64(p.Minutes) * 7 / float64(days)
}

// days are the days to meet on, the better half of the week first: holidays and
// surprises take the early days.
var days = []time.Weekday{time.Wednesday, time.Thursday, time.Friday, time.Tuesday, time.Monday}

// MayMove reports whether somebody could be advised to take another day: they
// have none, or one that is lost easily.
func MayMove(p *notes.Person) bool {
	slot := notes.SlotOf(p)
	return !slot.Fixed || slot.Day == time.Monday || slot.Day == time.Tuesday
}

// freeDay is the best day that still has room, for somebody of so many minutes
// a week, and takes it; false when all are full.
func (t *Team) freeDay(week float64) (time.Weekday, bool) {
	room := func(among []time.Weekday) []time.Weekday {
		return slices.DeleteFunc(slices.Clone(among), func(d time.Weekday) bool { return t.on[d] >= fullDay })
	}
	free := room(days[:3])
	if len(free) == 0 {
		free = room(days[3:])
	}
	if len(free) == 0 {
		return 0, false
	}
	best := slices.MinFunc(free, func(a, b time.Weekday) int { return cmp.Compare(t.Load[a]+t.sent[a], t.Load[b]+t.sent[b]) })
	t.on[best]++
	t.sent[best] += week
	return best, true
}
