package notes

import (
	"runtime"
	"slices"

	"golang.org/x/sync/errgroup"

	"oneonone/internal/rootfs"
	"oneonone/notes/markdown"
	"oneonone/notes/page"
	"oneonone/notes/recall"
)

// SideBySide does something for each of several people, in as many goroutines as
// are worth it.
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

// remembering is where what listings tell of a person is kept: nowhere when it is
// little, or when private notes have a part in it, which is not to lie in the
// repository of the others.
func (f *Folder) remembering(person string, refs []page.EntryRef) *recall.Book {
	if f.private[person] || len(refs) <= recall.WorthSaving {
		return nil
	}
	return f.book
}

// known asks the book of a person whose entries have not changed since they were
// read last, and opens none. now is their stamp, for what is read otherwise.
func known[T any](f *Folder, person string, ask func(*recall.Book, rootfs.Stamp) (T, bool)) (told T, now rootfs.Stamp, ok bool) {
	if f.book == nil || f.private[person] {
		return told, now, false
	}
	now = f.stamp(person)
	told, ok = ask(f.book, now)
	return told, now, ok
}

// remembered are a person's promises where none of the entries has changed since
// they were read last.
func (f *Folder) remembered(person string) (*recall.Promises, bool) {
	p, _, ok := known(f, person, func(b *recall.Book, now rootfs.Stamp) (*recall.Promises, bool) {
		return b.Promises(f.grammar, person, now)
	})
	return p, ok
}

// Promises are what listings ask of a person's entries together.
func (f *Folder) Promises(person string) *recall.Promises {
	p, now, ok := known(f, person, func(b *recall.Book, now rootfs.Stamp) (*recall.Promises, bool) {
		return b.Promises(f.grammar, person, now)
	})
	if ok {
		return p
	}
	refs, err := f.Entries(person)
	if err != nil {
		return &recall.Promises{Problems: []markdown.Problem{markdown.AsProblem("people/"+person, err)}}
	}
	meetings := make([]page.Meeting, len(refs))
	entries, remembered, problems := f.load(refs, func(i int, e *page.Entry) {
		meetings[i] = e.Meeting()
		e.Forget()
	})
	remembered.save()
	meetings = slices.DeleteFunc(meetings, func(m page.Meeting) bool { return m.Ref.Path == "" })
	p = recall.PromisesOf(f.grammar, entries, meetings, problems)
	f.remembering(person, refs).SavePromises(p, person, now)
	return p
}

// Briefs are what listings tell of each of a person's entries, oldest first.
func (f *Folder) Briefs(person string) ([]*recall.Brief, []markdown.Problem) {
	briefs, now, ok := known(f, person, func(b *recall.Book, now rootfs.Stamp) ([]*recall.Brief, bool) {
		return b.Briefs(person, now)
	})
	if ok {
		return briefs, nil
	}
	refs, err := f.Entries(person)
	if err != nil {
		return nil, []markdown.Problem{markdown.AsProblem("people/"+person, err)}
	}
	kept := f.remembering(person, refs).Readings(person, recall.BriefPart)
	briefs, keys := make([]*recall.Brief, len(refs)), make([]recall.Key, len(refs))
	remembered := f.recollections(refs)
	problems := f.each(refs, remembered, func(i int, e *page.Entry) {
		keys[i] = recall.KeyOf(e.Path, e.Src)
		briefs[i] = kept.Brief(keys[i], e)
	})
	remembered.save()
	if len(problems) == 0 {
		kept.SaveBriefs(keys, now)
	} else {
		kept.Save() // what is wrong with an entry is to be said each time
	}
	return slices.DeleteFunc(briefs, func(b *recall.Brief) bool { return b == nil }), problems
}
