package week

import (
	"slices"

	"oneonone/notes"
	"oneonone/notes/markdown"
	"oneonone/notes/page"
	"oneonone/notes/recall"
	"oneonone/notes/review"
)

// person is what is read of one person.
type person struct {
	week     *Week
	folder   *notes.Folder
	who      *notes.Person
	refs     []page.EntryRef
	entries  map[page.EntryRef]*page.Entry // that were read
	listed   *recall.Promises
	rhythm   *notes.Rhythm
	lines    []told
	problems []markdown.Problem
}

// readPerson reads what a week asks of a person: promises and meetings, which are
// remembered, and the notes of those days.
func readPerson(f *notes.Folder, who *notes.Person, w *Week, private bool) *person {
	p := &person{week: w, folder: f, who: who, entries: map[page.EntryRef]*page.Entry{}, listed: f.Promises(who.Handle)}
	p.problems = p.listed.Problems
	p.rhythm = notes.NewRhythm(who, p.listed.Meetings(), f.LeaveOf(who), w.Until)
	for _, m := range p.listed.Meetings() {
		p.refs = append(p.refs, m.Ref)
		if w.within(m.Ref.Date) {
			if e := p.entry(m.Ref); e != nil {
				p.note(&e.Note)
			}
		}
	}
	if top := f.Top(who.Handle); top != nil {
		p.note(&top.Note)
	}
	if private {
		all, problems := review.PrivateNotes(f, who.Handle, w.Since)
		for _, n := range all {
			p.note(n)
		}
		p.problems = append(p.problems, problems...)
	}
	return p
}

// entry reads an entry, once; nil where it is gone.
func (p *person) entry(ref page.EntryRef) *page.Entry {
	if e, read := p.entries[ref]; read {
		return e
	}
	e, err := p.folder.Read(ref)
	if err != nil {
		e = nil // it was there a moment ago
	}
	p.entries[ref] = e
	return e
}

func (p *person) met() bool {
	return slices.ContainsFunc(p.listed.Meetings(), func(m page.Meeting) bool { return m.Took(p.week.Until) && p.week.within(m.Ref.Date) })
}
