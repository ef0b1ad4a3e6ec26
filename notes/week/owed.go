package week

import (
	"slices"

	"oneonone/notes"
	"oneonone/notes/markdown"
	"oneonone/notes/owed"
	"oneonone/notes/search"
)

// feedbackOwed is what was noted to be said to somebody and was not, however long
// ago.
func feedbackOwed(f *notes.Folder, private bool) (items []*Item, problems []markdown.Problem, err error) {
	debts, problems, err := owed.ToSay(f, search.In{People: f.Present(), Private: private})
	for _, d := range debts {
		items = append(items, &Item{Kind: Owed, Text: d.Text, People: []string{d.Person}, Since: d.Day, Times: 1, Private: d.Private,
			Lines: []Line{{d.Person, d.Path, d.Line, d.Text, d.Day}}})
	}
	return slices.DeleteFunc(items, func(it *Item) bool { p := f.Person(it.People[0]); return p == nil || !p.Archived.IsZero() }), problems, err
}
