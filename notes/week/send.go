package week

import (
	"cmp"
	"slices"
	"strings"

	"oneonone/notes/themes"
)

// fewest is how many people must have a part in what is told to others: a number or a
// word of fewer tells who it was.
const fewest = 3

// Sendable is what of a week may be told to others: counts and single words in which
// at least three people have a part. No line is quoted, for a sentence without a name
// still tells who said it, and nothing private is in it.
type Sendable struct {
	Counts []Count
	Heard  []Heard
	// Left are the kinds of which something was left out, and how much.
	Left []Count
}

// Count is how many items of a kind there are, and with how many people.
type Count struct {
	Kind
	Items, People int
}

// Heard are the words of a kind that at least three people used, those of the most
// people first.
type Heard struct {
	Kind
	Words []Word
}

// Word is a word as people wrote it, in lower case.
type Word struct {
	Text   string
	People int
}

// ToSend gives what may be told.
func (w *Week) ToSend() *Sendable {
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
			if words := w.heard(stems, items); len(words) > 0 {
				s.Heard = append(s.Heard, Heard{kind, words})
				c.Items = len(slices.DeleteFunc(items, func(it *Item) bool { return w.isHeard(stems, it, words) }))
			}
		}
		if c.Items > 0 {
			s.Left = append(s.Left, c)
		}
	}
	return s
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

// heard are the words that enough people wrote as they stand in the lines of these
// days. What people are called, what looks like a name, and what says nothing is none
// of them.
func (w *Week) heard(stems *themes.Stems, items []*Item) (words []Word) {
	people, common := map[string]map[string]bool{}, map[string]bool{}
	for _, it := range items {
		for _, l := range it.Lines {
			if !w.within(l.Day) {
				continue
			}
			said, lang := stems.Of(untagged(l.Text), -1) // in no language, where it does not tell
			for i := range said {
				text := strings.ToLower(said[i].Written)
				if people[text] == nil {
					people[text] = map[string]bool{}
				}
				people[text][l.Person] = true
				common[text] = common[text] || said[i].IsCommon(lang)
			}
		}
	}
	for text, by := range people {
		if len(by) >= fewest && common[text] {
			words = append(words, Word{text, len(by)})
		}
	}
	slices.SortFunc(words, func(a, b Word) int { return cmp.Or(b.People-a.People, strings.Compare(a.Text, b.Text)) })
	return words
}

// isHeard reports whether one of the words that may be told is of an item.
func (w *Week) isHeard(stems *themes.Stems, it *Item, told []Word) bool {
	return slices.ContainsFunc(it.Lines, func(l Line) bool {
		said, _ := stems.Of(untagged(l.Text), -1)
		return w.within(l.Day) && slices.ContainsFunc(said, func(word themes.Word) bool {
			return slices.ContainsFunc(told, func(t Word) bool { return t.Text == strings.ToLower(word.Written) })
		})
	})
}
