package week

import (
	"slices"

	"oneonone/internal/when"
	"oneonone/notes/markdown"
	"oneonone/notes/recall"
	"oneonone/notes/themes"
)

// weeksBack is how many weeks back an obstacle is followed to where it first came up.
const weeksBack = 26

// horizon is the first day that is looked at, except for what is still open.
func (w *Week) horizon() when.Date {
	if first := w.Until.AddDays(-7 * weeksBack); first.Before(w.Since) {
		return first
	}
	return w.Since
}

// obstacles returns those that came up in these days, each with all that was said
// about it before. Private notes are left out.
func (w *Week) obstacles() (items []*Item, problems []markdown.Problem, err error) {
	all, problems, err := themes.ObstaclesAmong(w.folder, themes.Window{Since: w.horizon(), Until: w.Until}, func(handle string) (themes.Listed, []*recall.Brief) {
		p := w.of[handle]
		return themes.Listed{Open: p.open, Closed: p.closed}, p.briefs
	})
	for _, o := range all {
		it := &Item{Kind: Obstacle, People: o.People, Since: o.Since, Times: len(o.Lines), Owned: o.Standing() != themes.Unowned}
		for _, l := range slices.Backward(o.Lines) {
			it.Lines = append(it.Lines, Line{l.Person, l.Path, l.Line, l.Text, l.Day})
		}
		if w.within(newest(it)) {
			it.Text = untagged(it.Lines[0].Text)
			items = append(items, it)
		}
	}
	return items, problems, err
}
