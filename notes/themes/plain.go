package themes

import (
	"maps"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"oneonone/notes/words"
)

// fewest is how many people must have written words for them to be told to others.
const fewest = 3

// plainForm is a word or phrase as several people wrote it, and nothing that tells
// who.
type plainForm struct {
	text string // as the most people wrote it, in lower case
	said int    // by how many
	// common says that it is no name: somebody wrote it with a small letter, or
	// behind an article.
	common bool

	notes, people int // that have it in any form
}

func (p plainForm) ok() bool { return p.said >= fewest && p.common }

// Plain is a theme as others may hear of it.
type Plain struct {
	Words         string
	Notes, People int
}

// Plain is the theme in words that may be told to others: that three people wrote
// as they stand, and that are no name. why says what is wrong where there are none.
func (r *Rising) Plain() (p Plain, why string) {
	switch {
	case r.plain.said < fewest || r.plain.people < fewest:
		return p, "in the words of fewer than three people"
	case !r.plain.common:
		return p, "like a name"
	}
	return Plain{r.plain.text, r.plain.notes, r.plain.people}, ""
}

// forms are how a word or phrase is written: as it is most, and what of it may be
// told to others.
func forms(key string, at []place) (name string, plain plainForm) {
	stems := strings.Fields(key)
	times, people, common := map[string]int{}, map[string]map[string]bool{}, make([]bool, len(stems))
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
				common[j] = common[j] || w.IsCommon(p.lang)
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
	plain.common = !slices.Contains(common, false)
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

var articles = words.Set("article")

// IsCommon reports whether a word as it is written in a line of a language is no name.
func (w *Word) IsCommon(lang language) bool {
	first, _ := utf8.DecodeRuneInString(w.Written)
	switch {
	case !unicode.IsUpper(first):
		return true
	case lang == inGerman:
		return articles()[w.before]
	}
	return allCapitals(strings.TrimSuffix(w.Written, "s")) && !w.initials
}
