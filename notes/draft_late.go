package notes

import (
	"fmt"
	"slices"
	"strings"

	"oneonone/notes/page"
	"oneonone/notes/promise"
)

// PlanFollowUps plans to add what was promised since to an entry that was
// prepared ahead and that nobody has written in yet; nil when nothing is missing.
func (f *Folder) PlanFollowUps(ref page.EntryRef) (change *page.Change, added int, err error) {
	e, err := f.Read(ref)
	if err != nil || e.Meeting().Skipped || !e.Agenda().Empty {
		return nil, 0, err
	}
	d, err := f.DraftEntry(ref.Person, ref.Date, ref.N)
	if err != nil {
		return nil, 0, err
	}
	missing := slices.DeleteFunc(d.FollowUps, func(t *promise.Thread) bool {
		return slices.ContainsFunc(e.Actions(), func(a *page.Action) bool { return t.HasWords(a.Key) })
	})
	if len(missing) == 0 {
		return nil, 0, nil
	}
	var items strings.Builder
	for _, item := range f.carriedItems(missing, d.Earlier) {
		items.WriteString(item + "\n")
	}
	src, err := e.WithLastTime(items.String())
	if err != nil {
		return nil, 0, fmt.Errorf("adding what was promised to %s: %w", ref.Path, err)
	}
	return &page.Change{Path: ref.Path, Old: e.Src, New: src}, len(missing), nil
}
