package week

import (
	"slices"
	"strings"

	"oneonone/internal/when"
	"oneonone/notes"
	"oneonone/notes/markdown"
	"oneonone/notes/page"
	"oneonone/notes/promise"
	"oneonone/notes/recall"
	"oneonone/notes/review"
)

// person is what is read about one person.
type person struct {
	week     *Week
	folder   *notes.Folder
	who      *notes.Person
	refs     []page.EntryRef
	entries  map[page.EntryRef]*page.Entry // those that were read
	briefs   []*recall.Brief               // since the horizon
	meetings []page.Meeting
	open     []*promise.Thread
	closed   []*promise.Thread  // since the horizon
	feedback map[when.Date]bool // days on which some was noted
	rhythm   *notes.Rhythm
	lines    []told
	problems []markdown.Problem
}

// readPerson reads what a week needs about a person: promises and meetings, which
// are remembered, and the notes of those days.
func readPerson(f *notes.Folder, who *notes.Person, w *Week, private bool) *person {
	p := &person{week: w, folder: f, who: who, entries: map[page.EntryRef]*page.Entry{}, feedback: map[when.Date]bool{}}
	p.list()
	p.rhythm = notes.NewRhythm(who, p.meetings, f.LeaveOf(who), w.Until)
	for _, m := range p.meetings {
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

// list gets what listings know, and of ten years of it keeps what is needed.
func (p *person) list() {
	briefs, listed := p.folder.BriefsAndPromises(p.who.Handle)
	for _, b := range briefs {
		day := b.Meeting.Ref.Date
		if slices.ContainsFunc(b.Tags, func(tag string) bool { return strings.EqualFold(tag, string(page.SectionFeedback)) }) {
			p.feedback[day] = true
		}
		if !day.Before(p.week.horizon()) {
			p.briefs = append(p.briefs, b)
		}
	}
	p.problems, p.meetings, p.open = listed.Problems, listed.Meetings(), listed.Open
	for _, t := range listed.Closed() {
		if !t.Done.Before(p.week.horizon()) {
			p.closed = append(p.closed, t)
		}
	}
}

// entry reads an entry, once; nil if it is gone.
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
	return slices.ContainsFunc(p.meetings, func(m page.Meeting) bool { return m.Took(p.week.Until) && p.week.within(m.Ref.Date) })
}
