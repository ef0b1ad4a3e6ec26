package themes

import (
	"cmp"
	"slices"
	"strings"
	"unicode"

	"oneonone/internal/when"
	"oneonone/notes"
	"oneonone/notes/promise"
)

// Theme is what several lines are about.
type Theme struct {
	ID     string // by its oldest line
	Name   string
	Lines  []Line   // the oldest first
	People []string // whose notes they are in, by handle
	Notes  int      // how many notes have a line of it
	Since  when.Date
	// Recurs says that it came up again: in a third note, or in words that are
	// alike in more than one.
	Recurs bool
}

// arranged are lines by their themes.
type arranged struct {
	all   []Theme
	bags  *bags
	group *grouping
	kept  []keptBag
	of    map[int]int // the theme of a group
	ofBy  map[int]int // the theme of a kept one
}

// keptBag is a kept theme as it is compared.
type keptBag struct {
	Kept
	phrases []bag
}

func (k *keptBag) has(b bag) bool {
	return slices.ContainsFunc(k.phrases, func(p bag) bool {
		return !slices.ContainsFunc(p, func(stem int32) bool { return !slices.Contains(b, stem) })
	})
}

// arrange sorts lines, the oldest first, into themes: by hand first, then by what
// they share.
func arrange(f *notes.Folder, lines []Line, kept []Kept) *arranged {
	a := &arranged{bags: &bags{NewStems(f), map[string]int32{}}, of: map[int]int{}, ofBy: map[int]int{}}
	langs := a.bags.stems.tellAll(lines)
	found, said := make([]bag, len(lines)), make([][]Word, len(lines))
	for i, l := range lines {
		found[i], said[i] = a.bags.of(l.Text, langs[i])
	}
	a.group, a.kept = nil, a.bags.kept(kept)
	var in []int
	a.group, in = group(found)
	by := a.byHand(found, in)
	var members [][]int
	for i := range lines {
		at, groups := a.ofBy, by[i]
		if groups < 0 {
			if at, groups = a.of, in[i]; groups < 0 {
				continue
			}
		}
		t, had := at[groups]
		if !had {
			t = len(members)
			at[groups], members = t, append(members, nil)
		}
		members[t] = append(members[t], i)
	}
	names := map[int]string{}
	for k, t := range a.ofBy {
		names[t] = a.kept[k].Name
	}
	for t, m := range members {
		a.all = append(a.all, themeOf(lines, m, cmp.Or(names[t], a.name(said, found, m)), found))
	}
	return a
}

// byHand tells, for each line, which kept theme it is of, -1 for none. A group of
// which half is goes there as a whole.
func (a *arranged) byHand(found []bag, in []int) []int {
	by := make([]int, len(found))
	size, votes := map[int]int{}, map[[2]int]int{}
	for i, b := range found {
		by[i] = slices.IndexFunc(a.kept, func(k keptBag) bool { return k.has(b) })
		size[in[i]]++
		if by[i] >= 0 {
			votes[[2]int{in[i], by[i]}]++
		}
	}
	for i, g := range in {
		for k := range a.kept {
			if by[i] < 0 && g >= 0 && 2*votes[[2]int{g, k}] >= size[g] {
				by[i] = k
			}
		}
	}
	return by
}

// kept are themes named by hand as they are compared.
func (b *bags) kept(all []Kept) []keptBag {
	var out []keptBag
	for _, k := range all {
		kb := keptBag{Kept: k}
		for _, phrase := range append([]string{k.Name}, k.Phrases...) {
			var p bag
			for _, w := range b.stems.Words(phrase) {
				p = append(p, b.number(w.Stem))
			}
			if len(p) > 0 {
				kb.phrases = append(kb.phrases, p)
			}
		}
		out = append(out, kb)
	}
	return out
}

// about is the theme that some words are about, nil when none.
func (a *arranged) about(text string) *Theme {
	b, _ := a.bags.of(text, unknown)
	for k := range a.kept {
		if t, ok := a.ofBy[k]; ok && a.kept[k].has(b) {
			return &a.all[t]
		}
	}
	if t, ok := a.of[a.group.near(b)]; ok {
		return &a.all[t]
	}
	return nil
}

func themeOf(lines []Line, members []int, name string, found []bag) Theme {
	t := Theme{Name: name}
	notes := map[string]bool{}
	for _, i := range members {
		l := lines[i]
		t.Lines = append(t.Lines, l)
		notes[l.Path] = true
		if !slices.Contains(t.People, l.Person) {
			t.People = append(t.People, l.Person)
		}
	}
	slices.Sort(t.People)
	first := t.Lines[0]
	t.Notes, t.Since = len(notes), first.Day
	t.ID = promise.Handle(strings.Join([]string{"theme", first.Person, first.Day.String(), first.Text}, "\x00"))
	t.Recurs = t.Notes > 2 || t.Notes == 2 && alike(found, members)
	return t
}

// alike reports whether two lines share more than a word.
func alike(found []bag, members []int) bool {
	for n, i := range members {
		for _, j := range members[:n] {
			shared := 0
			for _, stem := range found[i] {
				if slices.Contains(found[j], stem) {
					shared++
				}
			}
			if shared > 1 {
				return true
			}
		}
	}
	return false
}

// name names a theme by the words that most of its lines have, as they are
// written: a phrase where one is common, else a word, or two where none is in most.
func (a *arranged) name(said [][]Word, found []bag, members []int) string {
	words, phrases := map[string]int{}, map[string]int{}
	for _, i := range members {
		once := map[string]bool{}
		count := func(in map[string]int, key string) {
			if !once[key] {
				once[key] = true
				in[key]++
			}
		}
		for j, w := range said[i] {
			count(words, w.Stem)
			if w.Next {
				count(phrases, said[i][j-1].Stem+" "+w.Stem)
			}
		}
	}
	weigh := func(stem string) float64 { return a.group.weight[a.bags.numbers[stem]] * float64(words[stem]) }
	stems := sortedKeys(words, func(x, y string) int { return cmp.Or(cmp.Compare(weigh(y), weigh(x)), words[y]-words[x]) })
	if len(stems) == 0 {
		return ""
	}
	first := stems[0]
	for _, p := range sortedKeys(phrases, func(x, y string) int { return phrases[y] - phrases[x] }) {
		one, two, _ := strings.Cut(p, " ")
		if (one == first || two == first) && phrases[p] > 1 && 2*phrases[p] >= words[first] {
			return written(said, members, one) + " " + written(said, members, two)
		}
	}
	name := written(said, members, first)
	if len(stems) > 1 && 2*words[first] < len(members)+1 && words[stems[1]] > 1 {
		name += ", " + written(said, members, stems[1])
	}
	return name
}

// sortedKeys are the keys of a map in an order, and those that are equal by
// themselves.
func sortedKeys(m map[string]int, order func(x, y string) int) []string {
	keys := make([]string, 0, len(m))
	for k := range m {
		keys = append(keys, k)
	}
	slices.SortFunc(keys, func(x, y string) int { return cmp.Or(order(x, y), strings.Compare(x, y)) })
	return keys
}

// written is how a stem is written the most, with a capital only where it always is.
func written(said [][]Word, members []int, stem string) string {
	forms := map[string]int{}
	for _, i := range members {
		for _, w := range said[i] {
			if w.Stem == stem {
				forms[w.Written]++
			}
		}
	}
	for _, form := range sortedKeys(forms, func(x, y string) int { return 0 }) {
		if lower := strings.ToLower(form); lower != form && forms[lower] > 0 && !allCapitals(form) {
			forms[lower] += forms[form]
			delete(forms, form)
		}
	}
	return sortedKeys(forms, func(x, y string) int { return forms[y] - forms[x] })[0]
}

func allCapitals(s string) bool {
	return !strings.ContainsFunc(s, unicode.IsLower) && len(s) > 1
}
