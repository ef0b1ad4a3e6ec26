package notes

import (
	"slices"
	"sync"

	"oneonone/notes/page"
)

// Hints returns the lines of an entry that may be promises, except those whose
// words an earlier entry of that person has had as a hint or settled.
func (f *Folder) Hints(e *page.Entry) []page.Hint {
	if len(e.Hints()) == 0 {
		return nil
	}
	heard := page.Heard{}
	refs, err := f.Entries(e.Person)
	if err == nil { // else listing the entries reports it
		i := slices.IndexFunc(refs, func(r page.EntryRef) bool { return r.Path == e.Path })
		var hints HintBook
		entries, _ := f.ReadEach(refs[:max(0, i)], hints.Note)
		for _, old := range entries {
			heard.Fresh(hints.Of[old.Path], old.Actions())
		}
	}
	return heard.Fresh(e.Hints(), e.Actions())
}

// HintBook collects the hints of entries read in parallel.
type HintBook struct {
	mu sync.Mutex
	Of map[string][]page.Hint // by path
}

// Note records the hints of an entry, which can then be dropped.
func (b *HintBook) Note(e *page.Entry) {
	hints := e.Hints()
	e.Forget()
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.Of == nil {
		b.Of = map[string][]page.Hint{}
	}
	b.Of[e.Path] = hints
}
