package lookup

import (
	"slices"
	"strings"
)

// Index finds which of many subjects a text is about without looking at each: notes
// may have thousands of obstacles or wishes.
type Index struct {
	subjects []Subject
	// every has the subjects by each of their words, rare by their rarest word.
	every, rare map[string][]int
}

// few is up to how many subjects it is quicker to try each than to split a text into
// words.
const few = 24

// IndexOf indexes the subjects of texts by their positions among them.
func IndexOf(texts []string) *Index {
	x := &Index{every: map[string][]int{}, rare: map[string][]int{}}
	for i, text := range texts {
		s := SubjectOf(text)
		x.subjects = append(x.subjects, s)
		for _, w := range s.withFront() {
			x.every[w] = append(x.every[w], i)
		}
	}
	for i, s := range x.subjects {
		if w := x.rarest(s); w != "" {
			x.rare[w] = append(x.rare[w], i)
		}
	}
	return x
}

// withFront are the subject's words and the verb in front.
func (s Subject) withFront() []string {
	if s.front == "" {
		return s.words
	}
	return append(slices.Clone(s.words), s.front)
}

// Len is how many subjects there are.
func (x *Index) Len() int { return len(x.subjects) }

// rarest is the word of a subject that the fewest subjects in the index have.
func (x *Index) rarest(s Subject) string {
	if len(s.Words()) == 0 {
		return ""
	}
	return slices.MinFunc(s.Words(), func(a, b string) int { return len(x.every[a]) - len(x.every[b]) })
}

// mostNamed is how many subjects a text can name. One that names more singles out
// none: with three thousand goals about a migration, "migration: cut over" is about
// none of them.
const mostNamed = 100

// In returns the subjects that a text names, in order.
func (x *Index) In(text string) []int {
	var t those
	if len(x.subjects) <= few {
		for i, s := range x.subjects {
			t.add(i, s.In(text))
		}
		return t.list()
	}
	telling := func(s Subject, also func(w string) bool) bool {
		return slices.ContainsFunc(s.telling, func(w string) bool { return also(w) && mayHold(text, w) })
	}
	words := map[string]bool{}
	for _, w := range Words(text) {
		words[w] = true
	}
	for w := range words {
		for _, i := range x.rare[w] {
			s := x.subjects[i]
			t.add(i, s.whole(words) && telling(s, func(string) bool { return true }))
			if t.all() {
				return nil
			}
		}
	}
	label, _, ok := strings.Cut(text, ":") // "migration: cut over" names a subject by one of its words
	if !ok || len(label) > maxLabel {
		return t.list()
	}
	named := SubjectOf(label)
	for _, i := range x.every[x.rarest(named)] {
		s := x.subjects[i]
		t.add(i, named.partOf(s) && telling(s, func(w string) bool { return slices.Contains(named.words, w) }))
		if t.all() {
			return nil
		}
	}
	return t.list()
}

// Meeting returns the subjects that are part of another, or that it is part of.
func (x *Index) Meeting(of Subject) []int {
	var t those
	lists := [][]int{x.every[x.rarest(of)]}
	for _, w := range of.withFront() {
		lists = append(lists, x.rare[w])
	}
	for _, list := range lists {
		for _, i := range list {
			if t.add(i, x.subjects[i].Meets(of)); t.all() {
				return nil
			}
		}
	}
	return t.list()
}

// those are the subjects found.
type those []int

func (t *those) add(i int, fits bool) {
	if fits {
		*t = append(*t, i)
	}
}

// all reports whether too many were found to mean any of them.
func (t *those) all() bool { return len(*t) > mostNamed && len(t.list()) > mostNamed }

func (t *those) list() []int {
	slices.Sort(*t)
	*t = slices.Compact(*t)
	return *t
}
