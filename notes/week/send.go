package week

import (
	"maps"
	"slices"
	"strings"

	"oneonone/notes/themes"
)

// fewest is how many people must have a part in what is told to others: a number or a
// word from fewer tells who it was.
const fewest = 3

// Sendable is what of a week may be told to others: counts and single words in which
// at least three people have a part. No line is quoted, since a sentence without a
// name still tells who said it, and nothing private is in it.
type Sendable struct {
	Counts []Count
	Heard  []Heard
	// Left says how much was left out, by kind; LikeNames are words left out because
	// they may be names.
	Left      []Count
	LikeNames []string
}

// Count is how many items of a kind there are, and with how many people.
type Count struct {
	Kind
	Items, People int
}

// Heard is the words in items of a kind that at least three people used, the most
// widely used first.
type Heard struct {
	Kind
	Words []Word
}

// Word is a word as people wrote it, in lower case.
type Word struct {
	Text   string
	People int
}

// ToSend returns what may be told.
func (w *Week) ToSend() (*Sendable, error) {
	s := &Sendable{}
	stems := themes.NewStems(w.folder)
	for _, kind := range Kinds {
		items := slices.DeleteFunc(w.Of(kind), func(it *Item) bool { return it.Private })
		if len(items) == 0 {
			continue
		}
		c := Count{kind, len(items), peopleOf(items)}
		switch kind {
		case YouClosed, TheyClosed, Slipped:
			if c.People >= fewest {
				s.Counts = append(s.Counts, c)
				continue
			}
		case Insight, Obstacle, Decision:
			words, names, err := w.heard(stems, items)
			if err != nil {
				return nil, err
			}
			s.LikeNames = append(s.LikeNames, names...)
			if len(words) > 0 {
				s.Heard = append(s.Heard, Heard{kind, words})
				c.Items = len(slices.DeleteFunc(items, func(it *Item) bool { return w.isHeard(stems, it, words) }))
			}
		}
		if c.Items > 0 {
			s.Left = append(s.Left, c)
		}
	}
	return s, nil
}

// IsZero reports whether there is nothing to tell.
func (s *Sendable) IsZero() bool { return len(s.Counts)+len(s.Heard) == 0 }

func peopleOf(items []*Item) int {
	people := map[string]bool{}
	for _, it := range items {
		for _, p := range it.People {
			people[p] = true
		}
	}
	return len(people)
}

// heard returns the ordinary words that enough people wrote in the same form in the
// lines of these days, and those that may be names; words that say nothing are left
// out.
func (w *Week) heard(stems *themes.Stems, items []*Item) (words []Word, names []string, err error) {
	people := map[string]map[string]bool{}
	for _, it := range items {
		for _, l := range it.Lines {
			if !w.within(l.Day) {
				continue
			}
			said, _ := stems.Of(untagged(l.Text), -1) // without a language if it cannot be told
			for i := range said {
				text := strings.ToLower(said[i].Written)
				if people[text] == nil {
					people[text] = map[string]bool{}
				}
				people[text][l.Person] = true
			}
		}
	}
	maps.DeleteFunc(people, func(_ string, by map[string]bool) bool { return len(by) < fewest })
	ordinary, err := themes.Ordinary(w.folder, slices.Collect(maps.Keys(people)))
	for _, text := range slices.Sorted(maps.Keys(people)) {
		if ordinary[text] {
			words = append(words, Word{text, len(people[text])})
		} else {
			names = append(names, text)
		}
	}
	slices.SortStableFunc(words, func(a, b Word) int { return b.People - a.People })
	return words, names, err
}

// isHeard reports whether an item has one of the words that may be told.
func (w *Week) isHeard(stems *themes.Stems, it *Item, told []Word) bool {
	return slices.ContainsFunc(it.Lines, func(l Line) bool {
		said, _ := stems.Of(untagged(l.Text), -1)
		return w.within(l.Day) && slices.ContainsFunc(said, func(word themes.Word) bool {
			return slices.ContainsFunc(told, func(t Word) bool { return t.Text == strings.ToLower(word.Written) })
		})
	})
}
