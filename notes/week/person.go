package week

import (
	"errors"
	"io/fs"
	"slices"

	"oneonone/notes"
	"oneonone/notes/markdown"
	"oneonone/notes/page"
	"oneonone/notes/recall"
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
	p.rhythm = notes.NewRhythm(who, p.listed.Meetings, f.LeaveOf(who), w.Until)
	for _, m := range p.listed.Meetings {
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
		p.privately()
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

// privately reads the keeper's own notes of those days.
func (p *person) privately() {
	dir := page.PrivateDir + "/people/" + p.who.Handle
	files, err := fs.ReadDir(p.folder.FS, dir)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		p.problems = append(p.problems, markdown.AsProblem(dir, err))
	}
	for _, file := range files {
		info := page.ParsePath(dir + "/" + file.Name())
		top := info.Kind == page.KindTopPage
		if !file.Type().IsRegular() || !top && (info.Kind != page.KindEntry || !p.week.within(info.Date)) {
			continue
		}
		path := dir + "/" + file.Name()
		src, err := fs.ReadFile(p.folder.FS, path)
		switch {
		case err != nil:
			p.problems = append(p.problems, markdown.AsProblem(path, err))
		case top:
			p.note(&p.folder.Grammar().ParseTopPage(path, src).Note)
		default:
			p.note(&p.folder.Grammar().ParseEntry(path, src).Note)
		}
	}
}

func (p *person) met() bool {
	return slices.ContainsFunc(p.listed.Meetings, func(m page.Meeting) bool { return m.Took(p.week.Until) && p.week.within(m.Ref.Date) })
}
