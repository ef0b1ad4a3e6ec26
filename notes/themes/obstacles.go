package themes

import (
	"cmp"
	"slices"
	"strings"

	"oneonone/internal/lookup"
	"oneonone/internal/when"
	"oneonone/notes"
	"oneonone/notes/clause"
	"oneonone/notes/markdown"
	"oneonone/notes/page"
	"oneonone/notes/promise"
	"oneonone/notes/recall"
)

// Obstacle is a recurring complaint, and what is being done about it.
type Obstacle struct {
	Theme
	Open []*promise.Thread // promises about it, the oldest first
	Done []*promise.Thread // kept since it first came up, the last first
}

// Standing is how pressing an obstacle is, the most pressing first.
type Standing int

// An obstacle without an owner heats up slowly; one with an owner may be moving.
const (
	Unowned Standing = iota
	Owned
	Moving
)

// Standing is how pressing the obstacle is. One that something was done about is
// moving, unless it has come up twice since and nothing more is promised.
func (o *Obstacle) Standing() Standing {
	since := 0
	for _, l := range o.Lines {
		if len(o.Done) > 0 && l.Day.After(o.Done[0].Done) {
			since++
		}
	}
	switch {
	case len(o.Done) > 0 && (len(o.Open) > 0 || since < 2):
		return Moving
	case len(o.Open) > 0:
		return Owned
	}
	return Unowned
}

// Obstacles returns everybody's complaints in a window, most pressing first, those
// nobody owns before all others. Besides what was said, topics put back time and
// again count.
func Obstacles(f *notes.Folder, w Window) ([]Obstacle, []markdown.Problem, error) {
	return ObstaclesAmong(f, w, func(person string) (Listed, []*recall.Brief) {
		briefs, told := f.BriefsAndPromises(person)
		return Listed{told.Open, told.Closed()}, briefs
	})
}

// Listed is a person's promises.
type Listed struct{ Open, Closed []*promise.Thread }

// ObstaclesAmong is Obstacles for callers that have already listed the promises.
func ObstaclesAmong(f *notes.Folder, w Window, listed func(person string) (Listed, []*recall.Brief)) ([]Obstacle, []markdown.Problem, error) {
	lines, problems, err := Lines(f, w, page.SectionObstacle)
	if err != nil {
		return nil, problems, err
	}
	kept, _, err := ReadKept(f)
	if err != nil {
		return nil, problems, err
	}
	people := f.Present()
	told, topics := make([]Listed, len(people)), make([][]Line, len(people))
	f.SideBySide(people, func(i int, p *notes.Person) {
		var briefs []*recall.Brief
		told[i], briefs = listed(p.Handle)
		topics[i] = putBack(briefs, w, f.Today)
	})
	lines = slices.Concat(append(topics, lines)...)
	slices.SortStableFunc(lines, compare)
	a := arrange(f, lines, kept)
	all := make([]Obstacle, len(a.all))
	for i, t := range a.all {
		all[i].Theme = t
	}
	for _, p := range told {
		a.promises(all, p)
	}
	slices.SortStableFunc(all, func(a, b Obstacle) int {
		return cmp.Or(int(a.Standing()-b.Standing()), len(b.People)-len(a.People), b.Notes-a.Notes, a.Since.Compare(b.Since), strings.Compare(a.Name, b.Name))
	})
	return all, problems, nil
}

// promises gives obstacles the promises about them: by their words, or made next
// to the complaint.
func (a *arranged) promises(all []Obstacle, p Listed) {
	if len(all) == 0 {
		return
	}
	first := slices.MinFunc(all, func(a, b Obstacle) int { return a.Since.Compare(b.Since) }).Since
	for _, t := range p.Open {
		if o := a.obstacle(all, t); o != nil {
			o.Open = append(o.Open, t)
			slices.SortStableFunc(o.Open, func(a, b *promise.Thread) int { return a.Since.Compare(b.Since) })
		}
	}
	for _, t := range p.Closed {
		if t.State != clause.Done || t.Done.Before(first) {
			continue
		}
		if o := a.obstacle(all, t); o != nil && !t.Done.Before(o.Since) {
			o.Done = append(o.Done, t)
			slices.SortStableFunc(o.Done, func(a, b *promise.Thread) int { return b.Done.Compare(a.Done) })
		}
	}
}

func (a *arranged) obstacle(all []Obstacle, t *promise.Thread) *Obstacle {
	for i := range all {
		for _, l := range all[i].Lines {
			if slices.ContainsFunc(t.Lines, func(b *page.Action) bool { return b.Path == l.Path && l.Line <= b.Line && b.Line <= l.last }) {
				return &all[i]
			}
		}
	}
	theme := a.about(t.Text)
	for i := range all {
		if theme != nil && all[i].ID == theme.ID {
			return &all[i]
		}
	}
	return nil
}

// putBack returns a person's topics that were put back too often, a line for each
// meeting that did not get to them.
func putBack(briefs []*recall.Brief, w Window, today when.Date) []Line {
	by := map[string][]Line{}
	for _, b := range briefs {
		ref := b.Meeting.Ref
		if b.Meeting.Skipped || !w.has(ref.Date) || !ref.Date.Before(today) {
			continue
		}
		for _, t := range b.Waiting {
			key := lookup.Fold(t.Text)
			by[key] = append(by[key], Line{Person: ref.Person, Kind: page.SectionTopics, Text: t.Text, Day: ref.Date, Path: ref.Path, Line: t.Line})
		}
	}
	var all []Line
	for _, lines := range by {
		if len(lines) >= notes.OftenPutBack {
			all = append(all, lines...)
		}
	}
	slices.SortFunc(all, compare)
	return all
}

// Newest is the newest obstacle in the last half year of a person's notes, and
// how many others have it; nil for none.
func Newest(f *notes.Folder, person string) (*notes.SharedObstacle, []markdown.Problem, error) {
	w := Window{Since: f.Today.AddDays(-7 * 26)}
	theirs, problems, err := linesOf(f, []*notes.Person{f.Person(person)}, w, page.SectionObstacle)
	if err != nil || len(theirs) == 0 {
		return nil, problems, err
	}
	kept, _, err := ReadKept(f)
	if err != nil {
		return nil, problems, err
	}
	newest := theirs[len(theirs)-1]
	lines, problems, err := Lines(f, w, page.SectionObstacle)
	for _, t := range arrange(f, lines, kept).all {
		if slices.Contains(t.Lines, newest) {
			return &notes.SharedObstacle{Text: newest.Text, Since: t.Since, People: len(t.People), Notes: t.Notes}, problems, err
		}
	}
	return &notes.SharedObstacle{Text: newest.Text, Since: newest.Day, People: 1, Notes: 1}, problems, err
}
