package week

import (
	"slices"

	"oneonone/notes/markdown"
	"oneonone/notes/owed"
	"oneonone/notes/page"
	"oneonone/notes/search"
)

// owed returns the feedback noted but not yet given, however old; it reads the
// entries in which some was noted.
func (w *Week) owed(private bool) (items []*Item, problems []markdown.Problem, err error) {
	in := search.In{People: w.folder.Present(), Private: private, Only: func(info page.PathInfo) bool {
		return info.Private || info.Kind == page.KindTopPage || w.of[info.Person].feedback[info.Date]
	}}
	debts, problems, err := owed.ToSay(w.folder, in)
	for _, d := range debts {
		items = append(items, &Item{Kind: Owed, Text: untagged(d.Text), People: []string{d.Person}, Since: d.Day, Times: 1, Private: d.Private,
			Lines: []Line{{d.Person, d.Path, d.Line, d.Text, d.Day}}})
	}
	return slices.DeleteFunc(items, func(it *Item) bool {
		p := w.folder.Person(it.People[0])
		return p == nil || !p.Archived.IsZero()
	}), problems, err
}
