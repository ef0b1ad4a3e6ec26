package lookup

import (
	"slices"
	"strings"
)

// Index finds which of many subjects a text is about without a look at each: a note
// may have thousands of obstacles or wishes.
type Index struct {
	subjects []Subject
	// every has the subjects by each of their words, rare by the one that the
	// fewest of them have.
	every, rare map[string][]int
}

// few is how many subjects are looked at one by one more quickly.
const few = 4

// IndexOf are the subjects of some texts, by their places among them.
func IndexOf(texts []string) *Index {
	x := &Index{every: map[string][]int{}, rare: map[string][]int{}}
	for i, text := range texts {
		s := SubjectOf(text)
		x.subjects = append(x.subjects, s)
		for _, w := range s.Words() {
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

// Len is how many subjects there are.
func (x *Index) Len() int { return len(x.subjects) }

// rarest is the word of a subject that the fewest of the index have.
func (x *Index) rarest(s Subject) string {
	if len(s.Words()) == 0 {
		return ""
	}
	return slices.MinFunc(s.Words(), func(a, b string) int { return len(x.every[a]) - len(x.every[b]) })
}

// In are the subjects that a text names, in their order.
func (x *Index) In(text string) (found []int) {
	if len(x.subjects) <= few {
		for i, s := range x.subjects {
			if s.In(text) {
				found = append(found, i)
			}
		}
		return found
	}
	var may []int
	for _, w := range Words(text) {
		may = append(may, x.rare[w]...)
	}
	if label, _, ok := strings.Cut(text, ":"); ok { // "migration: cut over" names one by a word of it
		for _, w := range Words(label) {
			may = append(may, x.every[w]...)
		}
	}
	return x.those(may, func(s Subject) bool { return s.In(text) })
}

// Meeting are the subjects that are part of another one, or that it is part of.
func (x *Index) Meeting(of Subject) []int {
	var may []int
	for _, w := range of.Words() {
		may = append(may, x.rare[w]...)
	}
	if w := x.rarest(of); w != "" {
		may = append(may, x.every[w]...)
	}
	return x.those(may, func(s Subject) bool { return s.Meets(of) })
}

// those are the subjects among some that fit, each once.
func (x *Index) those(may []int, fits func(Subject) bool) []int {
	slices.Sort(may)
	return slices.DeleteFunc(slices.Compact(may), func(i int) bool { return !fits(x.subjects[i]) })
}
