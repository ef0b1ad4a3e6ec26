package notes

import (
	"fmt"
	"strings"

	"oneonone/internal/edit"
	"oneonone/internal/lookup"
	"oneonone/notes/page"
)

// AddToAgenda plans topics onto the agenda of an entry. Those already there,
// covered or not, or waiting in the hopper are not added: known lists them. The
// change is nil when nothing is left to add.
func (f *Folder) AddToAgenda(into page.EntryRef, texts []string) (change *page.Change, known []string, err error) {
	e, err := f.Read(into)
	if err != nil {
		return nil, nil, err
	}
	there := map[string]bool{}
	for _, t := range e.Topics() {
		there[lookup.Fold(t.Text)] = true
	}
	if top := f.Top(into.Person); top != nil {
		for _, t := range top.Hopper() {
			there[lookup.Fold(t.Text)] = true
		}
	}
	var items strings.Builder
	for _, text := range texts {
		if there[lookup.Fold(text)] {
			known = append(known, text)
			continue
		}
		there[lookup.Fold(text)] = true
		items.WriteString("- [ ] " + text + "\n")
	}
	if items.Len() == 0 {
		return nil, known, nil
	}
	in := addToAgenda(e, items.String())
	b := edit.NewBuffer(e.Src)
	b.Insert(in.At, in.Text)
	src, err := b.Bytes()
	if err != nil {
		return nil, nil, fmt.Errorf("adding topics to %s: %w", into.Path, err)
	}
	return &page.Change{Path: into.Path, Old: e.Src, New: src}, known, nil
}
