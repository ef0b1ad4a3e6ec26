package week

import (
	"cmp"
	"slices"

	"oneonone/internal/when"
	"oneonone/notes"
	"oneonone/notes/markdown"
)

// Kind is what an item of a week is.
type Kind string

// The kinds. You is the keeper of the notes, they are everybody else.
const (
	YouClosed  Kind = "you-closed"
	TheyClosed Kind = "they-closed"
	Slipped    Kind = "slipped"
	Insight    Kind = "insight"
	Obstacle   Kind = "obstacle"
	Decision   Kind = "decision"
	Owed       Kind = "feedback-owed"
	NotMet     Kind = "not-met"
	NotNoted   Kind = "not-noted" // not mentioned in the notes of a longer period
)

// Kinds are all kinds, in the order of a page.
var Kinds = []Kind{YouClosed, TheyClosed, Slipped, Insight, Obstacle, Decision, Owed, NotMet, NotNoted}

// Line is a line of the notes that an item rests on.
type Line struct {
	Person string // whose notes it is in
	Path   string
	Line   int
	Text   string
	Day    when.Date
}

// Item is one thing that happened, or did not.
type Item struct {
	Kind   Kind
	Text   string
	People []string // handles of those it is about
	Mine   bool     // a promise that is the keeper's too
	// Since is the day it began: a promise was made, an obstacle was first noted,
	// somebody was last met; zero if unknown.
	Since   when.Date
	Due     when.Date // of a promise
	Done    when.Date // the day a promise was closed
	Dropped bool      // it was closed by being dropped
	Reason  string    // why a meeting did not take place
	About   string    // what an insight is about, see aboutOf
	Times   int       // how often: meetings that did not take place, lines otherwise
	Private bool      // it comes from a private note
	Owned   bool      // somebody has promised to do something about an obstacle
	Matters []Matter  // to whom an insight would matter, besides those it is from
	Lines   []Line    // newest first
}

// Week is what happened from one day to another, both included.
type Week struct {
	Since, Until when.Date
	Met          []string // handles of those who were met
	Items        []*Item  // by kind, the most pressing of a kind first
	People       []*notes.Person

	folder *notes.Folder
	of     map[string]*person
}

// Of returns the items of a kind.
func (w *Week) Of(k Kind) []*Item {
	var all []*Item
	for _, it := range w.Items {
		if it.Kind == k {
			all = append(all, it)
		}
	}
	return all
}

// Read looks back from today to a day. Somebody archived since then counts for
// what happened with them, but not for what is still to be done.
func Read(f *notes.Folder, since when.Date, private bool) (*Week, []markdown.Problem, error) {
	w := &Week{Since: since, Until: f.Today, folder: f, of: map[string]*person{}}
	w.People = slices.DeleteFunc(slices.Clone(f.People()), func(p *notes.Person) bool {
		return !p.Archived.IsZero() && p.Archived.Before(since)
	})
	all := make([]*person, len(w.People))
	for _, p := range w.People {
		f.Top(p.Handle) // loads the page now: the map that keeps it is not safe for concurrent writes
	}
	f.SideBySide(w.People, func(i int, p *notes.Person) { all[i] = readPerson(f, p, w, private) })
	var problems []markdown.Problem
	var lines []told
	for _, p := range all {
		w.of[p.who.Handle] = p
		problems = append(problems, p.problems...)
		lines = append(lines, p.lines...)
		w.Items = append(w.Items, p.promises()...)
		if p.met() {
			w.Met = append(w.Met, p.who.Handle)
		}
		if it := p.notMet(); it != nil {
			w.Items = append(w.Items, it)
		}
	}
	w.Items = append(w.Items, joined(lines)...)
	for _, find := range []func() ([]*Item, []markdown.Problem, error){
		func() ([]*Item, []markdown.Problem, error) { return w.owed(private) }, w.obstacles,
	} {
		items, faults, err := find()
		if err != nil {
			return nil, problems, err
		}
		w.Items, problems = append(w.Items, items...), append(problems, faults...)
	}
	w.matters(all)
	w.sort()
	return w, problems, nil
}

func (w *Week) within(d when.Date) bool { return !d.Before(w.Since) && !d.After(w.Until) }

// sort puts the most pressing of a kind first.
func (w *Week) sort() {
	slices.SortStableFunc(w.Items, func(a, b *Item) int {
		return cmp.Or(slices.Index(Kinds, a.Kind)-slices.Index(Kinds, b.Kind), w.pressing(a, b), slices.Compare(a.People, b.People), cmp.Compare(a.Text, b.Text))
	})
	inTurns(w.Items)
}

// pressing compares two items of a kind.
func (w *Week) pressing(a, b *Item) int {
	switch a.Kind {
	case YouClosed, TheyClosed:
		return cmp.Or(truth(a.Dropped)-truth(b.Dropped), b.Done.Compare(a.Done))
	case Slipped:
		return byUrgency(a, b)
	case Insight:
		return cmp.Or(len(b.Matters)-len(a.Matters), len(b.People)-len(a.People), newest(b).Compare(newest(a)))
	case Obstacle:
		return cmp.Or(len(b.People)-len(a.People), truth(a.Owned)-truth(b.Owned), a.Since.Compare(b.Since))
	case Decision:
		return cmp.Or(len(b.People)-len(a.People), newest(b).Compare(newest(a)))
	}
	return a.Since.Compare(b.Since)
}

func byUrgency(a, b *Item) int {
	return cmp.Or(truth(a.Due.IsZero())-truth(b.Due.IsZero()), a.Due.Compare(b.Due), a.Since.Compare(b.Since))
}

// truth sorts false before true.
func truth(b bool) int {
	if b {
		return 1
	}
	return 0
}

func newest(it *Item) when.Date {
	if len(it.Lines) == 0 {
		return when.Date{}
	}
	return it.Lines[0].Day
}

// inTurns orders notes so that people take turns, and one who says much does not
// hide those who say little.
func inTurns(items []*Item) {
	turn := map[*Item]int{}
	had := map[Kind]map[string]int{}
	for _, it := range items {
		if it.Kind != Insight && it.Kind != Obstacle && it.Kind != Decision || len(it.People) != 1 {
			continue
		}
		if had[it.Kind] == nil {
			had[it.Kind] = map[string]int{}
		}
		turn[it] = had[it.Kind][it.People[0]]
		had[it.Kind][it.People[0]]++
	}
	slices.SortStableFunc(items, func(a, b *Item) int {
		return cmp.Or(slices.Index(Kinds, a.Kind)-slices.Index(Kinds, b.Kind), turn[a]-turn[b])
	})
}
