package notes

import (
	"io/fs"
	"runtime"
	"slices"

	"golang.org/x/sync/errgroup"

	"oneonone/internal/rootfs"
	"oneonone/notes/markdown"
	"oneonone/notes/page"
	"oneonone/notes/recall"
)

// SideBySide calls do for each of people, in as many goroutines as are
// worthwhile.
func (f *Folder) SideBySide(people []*Person, do func(i int, p *Person)) {
	var group errgroup.Group
	group.SetLimit(runtime.GOMAXPROCS(0))
	for i, p := range people {
		group.Go(func() error {
			do(i, p)
			return nil
		})
	}
	_ = group.Wait() // no error is returned
}

// remembering is where to keep what listings tell about a person: nowhere when it
// is little, or when private notes are part of it, which must not be kept in the
// others' repository.
func (f *Folder) remembering(person string, refs []page.EntryRef) *recall.Book {
	if f.private[person] || len(refs) <= recall.WorthSaving {
		return nil
	}
	return f.book
}

// known asks the book of a person whose entries have not changed since they were
// last read, opening none. now is their stamp, for remembering what is read if
// they have.
func known[T any](f *Folder, person string, ask func(*recall.Book, rootfs.Stamp) (T, bool)) (told T, now rootfs.Stamp, ok bool) {
	if f.book == nil || f.private[person] {
		return told, now, false
	}
	now = f.stamp(person)
	told, ok = ask(f.book, now)
	return told, now, ok
}

// remembered returns a person's promises if none of the entries has changed since
// they were last read; now is their stamp.
func (f *Folder) remembered(person string) (told *recall.Promises, now rootfs.Stamp, ok bool) {
	return known(f, person, func(b *recall.Book, now rootfs.Stamp) (*recall.Promises, bool) {
		return b.Promises(f.grammar, person, now)
	})
}

// Promises returns what listings need of a person's entries as a whole.
func (f *Folder) Promises(person string) *recall.Promises {
	told, now, ok := f.remembered(person)
	if !ok {
		_, told = f.readListed(person, now, false)
	}
	return told
}

// Briefs returns what listings need of each of a person's entries, oldest first.
func (f *Folder) Briefs(person string) ([]*recall.Brief, []markdown.Problem) {
	briefs, now, ok := f.knownBriefs(person)
	if ok {
		return briefs, nil
	}
	briefs, told := f.readListed(person, now, true)
	return briefs, told.Problems
}

// BriefsAndPromises returns both, from one reading.
func (f *Folder) BriefsAndPromises(person string) ([]*recall.Brief, *recall.Promises) {
	briefs, now, ok := f.knownBriefs(person)
	if ok {
		if told, ok := f.book.Promises(f.grammar, person, now); ok {
			return briefs, told
		}
	}
	return f.readListed(person, now, true)
}

func (f *Folder) knownBriefs(person string) ([]*recall.Brief, rootfs.Stamp, bool) {
	return known(f, person, func(b *recall.Book, now rootfs.Stamp) ([]*recall.Brief, bool) { return b.Briefs(person, now) })
}

// readListed reads a person's entries for listings, and keeps the result under
// the stamp they had before.
func (f *Folder) readListed(person string, before rootfs.Stamp, withBriefs bool) ([]*recall.Brief, *recall.Promises) {
	f.one.Lock() // reading is itself parallel, and takes memory
	defer f.one.Unlock()
	refs, err := f.Entries(person)
	if err != nil {
		return nil, recall.Sorted(nil, []markdown.Problem{markdown.AsProblem("people/"+person, err)})
	}
	book := f.remembering(person, refs)
	kept := book.Readings(person, recall.BriefPart)
	briefs, keys, meetings := make([]*recall.Brief, len(refs)), make([]recall.Key, len(refs)), make([]page.Meeting, len(refs))
	var agendas []recall.Agenda
	if len(refs) > recall.WorthSaving {
		agendas = make([]recall.Agenda, min(len(refs), recall.AgendasKept))
	}
	entries, remembered, problems := f.load(refs, func(i int, e *page.Entry) {
		if withBriefs {
			keys[i] = recall.KeyOf(e.Path, e.Src)
			briefs[i] = kept.Brief(keys[i], e)
		}
		meetings[i] = e.Meeting()
		if back := len(refs) - 1 - i; back < len(agendas) {
			agendas[back] = recall.AgendaOf(e)
		}
		e.Forget()
	})
	remembered.save()
	if len(problems) > 0 {
		agendas = nil // an unreadable entry has none
	}
	switch {
	case withBriefs && len(problems) == 0:
		kept.SaveBriefs(keys, before)
	case withBriefs:
		kept.Save() // a fault in an entry has to be reported each time
	}
	meetings = slices.DeleteFunc(meetings, func(m page.Meeting) bool { return m.Ref.Path == "" })
	told := recall.PromisesOf(f.grammar, entries, meetings, agendas, problems)
	book.SavePromises(told, person, before)
	return slices.DeleteFunc(briefs, func(b *recall.Brief) bool { return b == nil }), told
}

// Texts reads all of a person's entries as written, oldest first, and reports what
// could not be read. The texts must not be modified, nor kept after read returns.
// Private notes are not included.
func (f *Folder) Texts(person string, read func([]recall.Text)) []markdown.Problem {
	var before rootfs.Stamp
	if f.book != nil {
		if before = f.stamp(person); f.book.Texts(person, before, read) {
			return nil
		}
	}
	refs, err := f.Entries(person)
	if err != nil {
		read(nil)
		return []markdown.Problem{markdown.AsProblem("people/"+person, err)}
	}
	all, problems := f.textsOf(refs)
	if len(problems) == 0 && len(refs) > recall.WorthSaving {
		f.book.SaveTexts(all, person, before)
	}
	read(all)
	return problems
}

// textsOf reads entries in parallel.
func (f *Folder) textsOf(refs []page.EntryRef) ([]recall.Text, []markdown.Problem) {
	all, faults := make([]recall.Text, len(refs)), make([]error, len(refs))
	sideBySide(len(refs), func(i int) {
		all[i].Ref = refs[i]
		all[i].Src, faults[i] = fs.ReadFile(f.FS, refs[i].Path)
	})
	var problems []markdown.Problem
	read := all[:0]
	for i, err := range faults {
		if err != nil {
			problems = append(problems, markdown.Problem{Path: refs[i].Path, What: "cannot be read: " + err.Error()})
			continue
		}
		read = append(read, all[i])
	}
	return read, problems
}
