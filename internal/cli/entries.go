package cli

import (
	"fmt"
	"slices"

	"oneonone/internal/lookup"
	"oneonone/internal/when"
	"oneonone/notes"
	"oneonone/notes/page"
)

// EntryOfDay is the entry to write on a day: the day's latest when it has one,
// unless another is wanted.
func (w *Workspace) EntryOfDay(handle string, day when.Date, another bool) (ref page.EntryRef, exists bool, err error) {
	refs, err := w.Entries(handle)
	if err != nil {
		return ref, false, err
	}
	n := 0
	for _, r := range refs {
		if r.Date == day {
			ref, n = r, r.N
		}
	}
	if n > 0 && !another {
		return ref, true, nil
	}
	return page.EntryRef{Path: page.EntryPath(handle, day, n+1), Person: handle, Date: day, N: n + 1}, false, nil
}

// EntriesOn returns the entries of a day; the error for a day without any names the nearest.
func (s *Session) EntriesOn(p *notes.Person, refs []page.EntryRef, word string) ([]page.EntryRef, error) {
	day, n, err := s.ParseEntryDay(word)
	if err != nil {
		return nil, err
	}
	var on []page.EntryRef
	var near page.EntryRef
	for _, r := range refs {
		if r.Date == day && (n == 0 || r.N == n) {
			on = append(on, r)
		}
		if near.Path == "" || Abs(r.Date.Sub(day)) < Abs(near.Date.Sub(day)) {
			near = r
		}
	}
	if len(on) > 0 {
		return on, nil
	}
	e := &lookup.NotFoundError{What: "entry of " + p.Handle + " on", Name: day.String(), Next: fmt.Sprintf("oneonone new %s --date %s", p.Handle, day)}
	if near.Path != "" {
		e.Near = []string{near.Date.String()}
	}
	return nil, e
}

// CurrentEntry is the entry that things are added to: the person's newest whose
// meeting was not skipped, else the newest.
func (w *Workspace) CurrentEntry(handle string) (page.EntryRef, error) {
	refs, err := w.Entries(handle)
	if err != nil {
		return page.EntryRef{}, err
	}
	if len(refs) == 0 {
		return page.EntryRef{}, Hinted(fmt.Errorf("%s has no entries yet", handle), "oneonone new %s writes one", handle)
	}
	return w.newestNotSkipped(refs), nil
}

// newestNotSkipped is the newest of refs whose meeting was not skipped, else the
// newest.
func (w *Workspace) newestNotSkipped(refs []page.EntryRef) page.EntryRef {
	for _, r := range slices.Backward(refs) {
		if e, err := w.Read(r); err != nil || !e.Meeting().Skipped {
			return r
		}
	}
	return refs[len(refs)-1]
}

// NextAgenda is the entry that topics are put on: today's or the next one ahead,
// leaving out those of skipped meetings.
func (w *Workspace) NextAgenda(handle string) (page.EntryRef, error) {
	refs, err := w.Entries(handle)
	if err != nil {
		return page.EntryRef{}, err
	}
	for _, r := range refs {
		if r.Date.Before(w.Today) {
			continue
		}
		if e, err := w.Read(r); err == nil && !e.Meeting().Skipped {
			return r, nil
		}
	}
	return page.EntryRef{}, Hinted(fmt.Errorf("%s has no entry for today or a day to come", handle),
		"oneonone new %s takes the oldest topics, or with --pick those you choose", handle)
}

// longAgo is how many days after a meeting its entry is closed to additions, if
// the next meeting has one.
const longAgo = 180

// EntryToAddTo is today's entry, else the latest before today; the next one ahead
// when there is none or it is from too long ago.
func (w *Workspace) EntryToAddTo(handle string) (page.EntryRef, error) {
	into, err := w.CurrentEntry(handle)
	if err != nil {
		return into, err
	}
	refs, err := w.Entries(handle)
	if err != nil {
		return into, err
	}
	ahead := slices.IndexFunc(refs, func(r page.EntryRef) bool { return r.Date.After(w.Today) })
	switch ahead {
	case -1:
		return w.newestNotSkipped(refs), nil
	case 0:
		return refs[0], nil
	}
	if latest := w.newestNotSkipped(refs[:ahead]); w.Today.Sub(latest.Date) <= longAgo {
		return latest, nil
	}
	return refs[ahead], nil
}

// PathsOf returns the files about a person, or of a person's entries on a day;
// with nobody named, the whole folder. A person's private notes are included on
// request.
func (s *Session) PathsOf(w *Workspace, args []string, private bool) ([]string, error) {
	if len(args) == 0 {
		return nil, nil
	}
	p, err := w.Find(args[0])
	if err != nil {
		return nil, err
	}
	if len(args) == 1 {
		paths := []string{"people/" + p.Handle}
		if private {
			paths = append(paths, page.PrivateDir+"/people/"+p.Handle)
		}
		return paths, nil
	}
	refs, err := w.Entries(p.Handle)
	if err != nil {
		return nil, err
	}
	on, err := s.EntriesOn(p, refs, args[1])
	if err != nil {
		return nil, err
	}
	var paths []string
	for _, r := range on {
		paths = append(paths, r.Path)
	}
	return paths, nil
}
