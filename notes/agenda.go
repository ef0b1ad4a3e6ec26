package notes

import (
	"fmt"
	"slices"
	"strings"

	"oneonone/internal/edit"
)

// AddToAgenda plans topics onto the agenda of an entry. Those that stand there
// already, covered or not, or wait in the hopper are not added: known lists
// them. The change is nil when nothing is left to add.
func (f *Folder) AddToAgenda(into EntryRef, texts []string) (change *Change, known []string, err error) {
	e, err := f.Read(into)
	if err != nil {
		return nil, nil, err
	}
	there := map[string]bool{}
	for _, t := range e.Topics() {
		there[Fold(t.Text)] = true
	}
	if top := f.Top(into.Person); top != nil {
		for _, t := range top.Hopper() {
			there[Fold(t.Text)] = true
		}
	}
	var items strings.Builder
	for _, text := range texts {
		if there[Fold(text)] {
			known = append(known, text)
			continue
		}
		there[Fold(text)] = true
		items.WriteString("- [ ] " + text + "\n")
	}
	if items.Len() == 0 {
		return nil, known, nil
	}
	var before *Section
	if i := slices.IndexFunc(e.Sections(), func(s *Section) bool { return s.Kind == SectionGoals || s.Kind == SectionNotes }); i >= 0 {
		before = e.Sections()[i]
	}
	in := addItem(e.Src, e.Section(SectionTopics), "Topics", items.String(), before)
	b := edit.NewBuffer(e.Src)
	b.Insert(in.at, in.text)
	src, err := b.Bytes()
	if err != nil {
		return nil, nil, fmt.Errorf("adding topics to %s: %w", into.Path, err)
	}
	return &Change{Path: into.Path, Old: e.Src, New: src}, known, nil
}
