package notes

import (
	"slices"

	"oneonone/internal/when"
	"oneonone/notes/cadence"
	"oneonone/notes/page"
)

// Rhythm is how regularly the folder's owner meets a person.
type Rhythm struct {
	*cadence.Rhythm
	Person *Person
}

// NewRhythm reads the rhythm with a person from the meetings with them, given in
// any order, as of a day.
func NewRhythm(p *Person, meetings []page.Meeting, away cadence.Leaves, today when.Date) *Rhythm {
	return &Rhythm{cadence.New(SlotOf(p), p.Started, meetings, away, today), p}
}

// SlotOf is when two people have agreed to meet.
func SlotOf(p *Person) when.Slot {
	s := when.Slot{Cadence: p.Cadence}
	if day, err := when.ParseWeekday(p.Day); p.Day != "" && err == nil {
		s.Day, s.Fixed = day, true
	}
	return s
}

// LeaveOf is when there are no meetings with a person: their own leave and
// the folder's.
func (f *Folder) LeaveOf(p *Person) cadence.Leaves {
	return cadence.NewLeaves(slices.Concat(p.Away, f.Settings.Away)...)
}
