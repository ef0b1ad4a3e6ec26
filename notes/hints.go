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
		var hints hintBook
		entries, _ := f.readAll(refs[:max(0, i)], hints.note)
		for _, old := range entries {
			heard.Fresh(hints.of[old.Path], old.Actions())
		}
	}
	return heard.Fresh(e.Hints(), e.Actions())
}

// hintBook keeps the hints of entries that are read side by side.
type hintBook struct {
	mu sync.Mutex
	of map[string][]page.Hint // by path
}

// note writes down the hints of an entry, which may be forgotten then.
func (b *hintBook) note(e *page.Entry) {
	hints := e.Hints()
	e.Forget()
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.of == nil {
		b.of = map[string][]page.Hint{}
	}
	b.of[e.Path] = hints
}
