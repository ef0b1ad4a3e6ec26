package themes

import (
	"maps"
	"slices"
	"strings"

	"oneonone/notes"
)

// fewest is how many people must have written a word before others are told.
const fewest = 3

// plainForm is a word or phrase as several people wrote it, without anything that
// tells who.
type plainForm struct {
	text string // as most people wrote it, in lower case
	said int    // by how many

	notes, people int // how many have it in any form
}

func (p plainForm) ofEnough() bool { return p.said >= fewest && p.people >= fewest }

// Plain is a theme as others may be told of it.
type Plain struct {
	Words         string
	Notes, People int
}

// Untold are themes that others must not be told of, by reason.
type Untold struct{ LikeNames, OfFewer []string }

// Plain returns what was heard in words that may be told to others: ordinary
// words that three people wrote in the same form. If a phrase must not be told,
// its word may remain.
func (h *Heard) Plain(f *notes.Folder) (told []Plain, left Untold, err error) {
	var all []string
	for _, r := range h.Rising {
		for _, p := range r.plain {
			if p.ofEnough() {
				all = append(all, strings.Fields(p.text)...)
			}
		}
	}
	ordinary, err := Ordinary(f, all)
	for _, r := range h.Rising {
		isTold := func(p plainForm) bool {
			return p.ofEnough() && !slices.ContainsFunc(strings.Fields(p.text), func(w string) bool { return !ordinary[w] })
		}
		switch i := slices.IndexFunc(r.plain, isTold); {
		case i >= 0:
			told = append(told, Plain{r.plain[i].text, r.plain[i].notes, r.plain[i].people})
		case slices.ContainsFunc(r.plain, plainForm.ofEnough):
			left.LikeNames = append(left.LikeNames, r.Name)
		default:
			left.OfFewer = append(left.OfFewer, r.Name)
		}
	}
	return told, left, err
}

// forms returns how a word or phrase is mostly written, and the form that may be
// told to others.
func forms(key string, at []place) (name string, plain plainForm) {
	stems := strings.Fields(key)
	times, people := map[string]int{}, map[string]map[string]bool{}
	for _, p := range at {
		for i := range p.words {
			if i+len(stems) > len(p.words) || !same(p.words[i:i+len(stems)], stems) {
				continue
			}
			said := p.words[i : i+len(stems)]
			form := make([]string, len(said))
			for j, w := range said {
				if form[j] = w.Written; w.Starts && !allCapitals(w.Written) {
					form[j] = strings.ToLower(w.Written)
				}
			}
			text := strings.Join(form, " ")
			times[text]++
			lower := strings.ToLower(text)
			if people[lower] == nil {
				people[lower] = map[string]bool{}
			}
			people[lower][p.Person] = true
		}
	}
	if len(times) == 0 {
		return key, plainForm{}
	}
	name = sortedKeys(times, func(x, y string) int { return times[y] - times[x] })[0]
	for _, text := range slices.Sorted(maps.Keys(people)) {
		if n := len(people[text]); n > plain.said {
			plain.text, plain.said = text, n
		}
	}
	return name, plain
}

func same(said []Word, stems []string) bool {
	for i, w := range said {
		if w.Stem != stems[i] || i > 0 && !w.Next {
			return false
		}
	}
	return true
}
