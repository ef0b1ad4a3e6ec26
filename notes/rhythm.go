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

// Rhythm returns the rhythm of your meetings: it reads a person's entries, unless
// none has changed since they were last read.
func (f *Folder) Rhythm(p *Person, today when.Date) (*Rhythm, error) {
	if told, _, ok := f.remembered(p.Handle); ok {
		return NewRhythm(p, told.Meetings(), f.LeaveOf(p), today), nil
	}
	meetings, err := f.MeetingsOf(p.Handle)
	if err != nil {
		return nil, err
	}
	return NewRhythm(p, meetings, f.LeaveOf(p), today), nil
}

// MeetingsOf reads the front matter of a person's entries.
func (f *Folder) MeetingsOf(handle string) ([]page.Meeting, error) {
	refs, err := f.Entries(handle)
	if err != nil {
		return nil, err
	}
	entries, _ := f.ReadAll(refs)
	return page.Meetings(entries), nil
}

// LastMet is the last day up to today on which one of these meetings took place;
// zero when none did. Only the newest entries are read.
func (f *Folder) LastMet(refs []page.EntryRef, today when.Date) when.Date {
	for _, ref := range slices.Backward(refs) {
		if ref.Date.After(today) {
			continue
		}
		if e, err := f.Read(ref); err == nil && e.Meeting().Took(today) {
			return ref.Date
		}
	}
	return when.Date{}
}

// RecentAgendas reads how the agendas of the last n meetings went, oldest
// first; skipped and future ones do not count.
func (f *Folder) RecentAgendas(handle string, n int, today when.Date) ([]page.Agenda, error) {
	refs, err := f.Entries(handle)
	if err != nil {
		return nil, err
	}
	var agendas []page.Agenda
	for _, ref := range slices.Backward(refs) {
		if len(agendas) == n {
			break
		}
		if ref.Date.After(today) {
			continue
		}
		e, err := f.Read(ref)
		if err != nil || e.Meeting().Skipped || ref.Date == today && e.Agenda().Empty {
			continue // today's may not have happened yet
		}
		agendas = append(agendas, e.Agenda())
	}
	slices.Reverse(agendas)
	return agendas, nil
}
