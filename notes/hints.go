package notes

import (
	"slices"
	"sync"

	"oneonone/notes/page"
)

// Hints are the lines of an entry that may be promises, but for those whose
// words an earlier entry of that person has hinted at or settled.
func (f *Folder) Hints(e *page.Entry) []page.Hint {
	if len(e.Hints()) == 0 {
		return nil
	}
	heard := page.Heard{}
	refs, err := f.Entries(e.Person)
	if err == nil { // else whoever lists the entries says so
		i := slices.IndexFunc(refs, func(r page.EntryRef) bool { return r.Path == e.Path })
		var hints HintBook
		entries, _ := f.ReadEach(refs[:max(0, i)], hints.Note)
		for _, old := range entries {
			heard.Fresh(hints.Of[old.Path], old.Actions())
		}
	}
	return heard.Fresh(e.Hints(), e.Actions())
}

// HintBook keeps the hints of entries that are read side by side.
type HintBook struct {
	mu sync.Mutex
	Of map[string][]page.Hint // by path
}

// Note writes down the hints of an entry, which may be forgotten then.
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
