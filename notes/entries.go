package notes

import (
	"errors"
	"fmt"
	"io/fs"
	"runtime"
	"slices"
	"sync"

	"oneonone/internal/merge"
	"oneonone/internal/rootfs"
	"oneonone/internal/when"
	"oneonone/notes/markdown"
	"oneonone/notes/page"
	"oneonone/notes/recall"
)

// Top is a person's top page, parsed with everybody's names; nil when there
// is none.
func (f *Folder) Top(handle string) *page.TopPage {
	t := f.tops[handle]
	if t != nil {
		f.meet(t.Path, t.Src)
	}
	return t
}

// EntriesOn lists a person's entries on some days, oldest first, for reading.
func (f *Folder) EntriesOn(handle string, on func(when.Date) bool) ([]page.EntryRef, error) {
	var before rootfs.Stamp
	if dir, ok := f.FS.(stamper); ok && f.book != nil {
		before, _ = dir.DirStamp("people/" + handle) // without one, no memory is trusted or kept
	}
	if refs, ok := f.book.Named(handle, before, on); ok {
		return refs, nil
	}
	refs, err := f.Entries(handle)
	if err == nil {
		f.book.SaveNames(refs, handle, before)
	}
	return slices.DeleteFunc(refs, func(r page.EntryRef) bool { return !on(r.Date) }), err
}

// Entries lists a person's entries, oldest first, without reading them.
func (f *Folder) Entries(handle string) ([]page.EntryRef, error) {
	if f.hand != nil && f.hand.person == handle {
		return slices.Clone(f.hand.Refs), nil
	}
	dir := "people/" + handle
	files, err := rootfs.Files(f.FS, dir) // check reports anything else with such a name
	if err != nil {
		if errors.Is(err, fs.ErrNotExist) {
			return nil, nil
		}
		return nil, fmt.Errorf("reading %s: %w", dir, err)
	}
	var refs []page.EntryRef
	for _, name := range files {
		if d, n, ok := page.ParseEntryName(name); ok {
			refs = append(refs, page.EntryRef{Path: dir + "/" + name, Person: handle, Date: d, N: n})
		}
	}
	slices.SortFunc(refs, page.EntryRef.Compare)
	return refs, nil
}

// Read parses one entry.
func (f *Folder) Read(ref page.EntryRef) (*page.Entry, error) {
	src, err := fs.ReadFile(f.FS, ref.Path)
	if err != nil {
		return nil, fmt.Errorf("reading %s: %w", ref.Path, err)
	}
	return f.entry(ref, src), nil
}

// entry is the entry of these bytes.
func (f *Folder) entry(ref page.EntryRef, src []byte) *page.Entry {
	e := f.grammar.Entry(ref, src)
	if len(e.Problems) > 0 {
		f.meet(ref.Path, src) // one of them may be a conflict
	}
	e.Aside = f.aside(ref.Person, ref.Path)
	return e
}

func (f *Folder) meet(path string, src []byte) {
	if p := merge.Conflict(path, src); p != nil && f.Met != nil {
		f.Met(*p)
	}
}

// ReadAll reads entries in parallel and returns them in the order asked for. What
// cannot be read is left out and reported.
func (f *Folder) ReadAll(refs []page.EntryRef) ([]*page.Entry, []markdown.Problem) {
	if entries, problems, ok := f.fromHand(refs); ok {
		return entries, problems
	}
	return f.ReadEach(refs, func(*page.Entry) {})
}

// AtHand has a person's entries listed and read as they were when their past was
// read, until done is called: preparing a meeting looks at them again and again. What
// was found in them is then remembered.
func (f *Folder) AtHand(p *Past) (done func()) {
	f.hand = p
	return func() {
		f.hand = nil
		p.facts.Save(len(p.Refs))
	}
}

// TextsAtHand are all of a person's entries as they are written, where they are at hand.
func (f *Folder) TextsAtHand(person string) ([]recall.Text, bool) {
	if f.hand == nil || f.hand.person != person || len(f.hand.texts) != len(f.hand.Refs) {
		return nil, false
	}
	return f.hand.texts, true
}

func (f *Folder) fromHand(refs []page.EntryRef) (entries []*page.Entry, problems []markdown.Problem, all bool) {
	for _, r := range refs {
		e := f.hand.of(r)
		if e == nil {
			return nil, nil, false
		}
		entries, problems = append(entries, e), append(problems, e.Problems...)
	}
	return entries, problems, len(refs) > 0
}

// ReadEach is ReadAll, but calls look for each entry in the goroutine that read
// it: an entry is parsed when something is asked of it, and that is most of the
// work.
func (f *Folder) ReadEach(refs []page.EntryRef, look func(*page.Entry)) ([]*page.Entry, []markdown.Problem) {
	entries, remembered, problems := f.load(refs, func(_ int, e *page.Entry) { look(e) })
	remembered.save()
	return entries, problems
}

// load is ReadEach for callers that ask for actions later, and then save what is
// to be remembered.
func (f *Folder) load(refs []page.EntryRef, look func(i int, e *page.Entry)) ([]*page.Entry, recollections, []markdown.Problem) {
	entries := make([]*page.Entry, len(refs))
	remembered := f.recollections(refs)
	problems := f.each(refs, remembered, func(i int, e *page.Entry) {
		look(i, e)
		entries[i] = e
	})
	return slices.DeleteFunc(entries, func(e *page.Entry) bool { return e == nil }), remembered, problems
}

// each reads entries in parallel, calls look for each, and keeps none.
func (f *Folder) each(refs []page.EntryRef, remembered recollections, look func(i int, e *page.Entry)) []markdown.Problem {
	found := make([][]markdown.Problem, len(refs))
	sideBySide(len(refs), func(i int) {
		e, err := f.Read(refs[i])
		if err != nil {
			found[i] = []markdown.Problem{{Path: refs[i].Path, What: "cannot be read: " + readFault(err)}}
			return
		}
		if r := remembered[e.Person]; r != nil {
			e.Remember(r.Actions)
		}
		look(i, e)
		found[i] = e.Problems
	})
	return slices.Concat(found...)
}

// sideBySide does n pieces of work in as many goroutines as are worthwhile.
func sideBySide(n int, work func(i int)) {
	workers := min(runtime.GOMAXPROCS(0), n/16+1)
	var group sync.WaitGroup
	for w := range workers {
		group.Go(func() {
			for i := w; i < n; i += workers {
				work(i)
			}
		})
	}
	group.Wait()
}
