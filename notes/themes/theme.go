package themes

import (
	"cmp"
	"slices"
	"strings"
	"unicode"

	"oneonone/internal/lookup"
	"oneonone/internal/when"
	"oneonone/notes"
	"oneonone/notes/promise"
)

// Theme is what several lines are about.
type Theme struct {
	ID     string // from its oldest line
	Name   string
	Lines  []Line   // the oldest first
	People []string // whose notes they are in, by handle
	Notes  int      // how many notes have a line of it
	Since  when.Date
	Terms  []string // words, at least one of which is in nearly every line
	// Recurs says that it came up again: most of its lines, in three notes or more,
	// share a word, or two lines share more than one.
	Recurs bool
}

// arranged is lines sorted into themes.
type arranged struct {
	all   []Theme
	bags  *bags
	group *grouping
	kept  []keptBag
	of    map[int]int // the theme of a group
	ofBy  map[int]int // the theme of a kept one
}

// keptBag is a kept theme in the form for comparing.
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
	a.kept = a.bags.kept(kept)
	var in []int
	a.group, in = group(found)
	bySame(lines, in)
	by := a.byHand(found, in)
	var members [][]int
	for i := range lines {
		of, n := a.ofBy, by[i]
		if n < 0 {
			of, n = a.of, in[i]
		}
		t, had := of[n]
		if !had {
			t = len(members)
			of[n], members = t, append(members, nil)
		}
		members[t] = append(members[t], i)
	}
	names := map[int]string{}
	for k, t := range a.ofBy {
		names[t] = a.kept[k].Name
	}
	for t, m := range members {
		one := themeOf(lines, m, cmp.Or(names[t], sameText(lines, m), a.name(lines, said, m)), names[t] != "", found)
		one.Terms = a.terms(said, m)
		a.all = append(a.all, one)
	}
	return a
}

// bySame groups lines in which no word says anything by all of their words.
func bySame(lines []Line, in []int) {
	same := map[string]int{}
	for i, n := range in {
		if n >= 0 {
			continue
		}
		key := lookup.Fold(lines[i].Text)
		if same[key] == 0 {
			same[key] = -2 - len(same)
		}
		in[i] = same[key]
	}
}

// byHand returns, for each line, the kept theme it belongs to, -1 for none. If
// half of a group belongs to one, the whole group does.
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
			if by[i] < 0 && 2*votes[[2]int{g, k}] >= size[g] {
				by[i] = k
			}
		}
	}
	return by
}

// kept returns themes named by hand in the form for comparing.
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

func themeOf(lines []Line, members []int, name string, byHand bool, found []bag) Theme {
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
	t.Recurs = byHand || t.Notes > 2 && haveOne(found, members) || t.Notes > 1 && alike(found, members)
	return t
}

// haveOne reports whether three lines, and half of all, have a word for the same thing.
func haveOne(found []bag, members []int) bool {
	times := map[int32]int{}
	for _, i := range members {
		for _, stem := range found[i] {
			if times[stem]++; times[stem] > 2 && 2*times[stem] >= len(members) {
				return true
			}
		}
	}
	return false
}

// alike reports whether two lines share more than one word.
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

// longestName is how long a line may be and still name a theme.
const longestName = 40

// sameText is what all lines of a theme say, "" if they differ.
func sameText(lines []Line, members []int) string {
	first := lines[members[0]].Text
	if len(first) > longestName || slices.ContainsFunc(members, func(i int) bool { return lines[i].Text != first }) {
		return ""
	}
	return first
}

// name names a theme by the words that most of its lines have, as written: a phrase
// if one is common, else a word, or two if none is in most.
func (a *arranged) name(lines []Line, said [][]Word, members []int) string {
	words, phrases, texts := map[string]int{}, map[string]int{}, map[string]bool{}
	for _, i := range members {
		if texts[lines[i].Text] {
			continue // one line does not make a phrase, however often it is carried on
		}
		texts[lines[i].Text] = true
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
		return lines[members[0]].Text
	}
	first := stems[0]
	for _, p := range sortedKeys(phrases, func(x, y string) int { return phrases[y] - phrases[x] }) {
		one, two, _ := strings.Cut(p, " ")
		of := (one == first || two == first) && 3*phrases[p] >= words[first]
		if phrases[p] > 1 && (of || slices.Contains(stems[:min(2, len(stems))], one) && slices.Contains(stems[:min(2, len(stems))], two)) {
			return written(said, members, one) + " " + written(said, members, two)
		}
	}
	name := written(said, members, first)
	if len(stems) > 1 && 2*words[first] < len(members)+1 && words[stems[1]] > 1 {
		name += ", " + written(said, members, stems[1])
	}
	return name
}

// mostTerms is how many words stand for a theme.
const mostTerms = 5

// terms returns the words that cover the lines of a theme, the one in most lines first.
func (a *arranged) terms(said [][]Word, members []int) []string {
	var terms []string
	left := slices.Clone(members)
	for len(terms) < mostTerms && 10*len(left) > 2*len(members) {
		words := map[string]int{}
		for _, i := range left {
			for _, w := range said[i] {
				words[w.Stem]++
			}
		}
		weigh := func(stem string) float64 { return a.group.weight[a.bags.numbers[stem]] * float64(words[stem]) }
		stems := sortedKeys(words, func(x, y string) int { return cmp.Compare(weigh(y), weigh(x)) })
		if len(stems) == 0 || words[stems[0]] < 2 && len(terms) > 0 {
			break
		}
		terms = append(terms, written(said, left, stems[0]))
		left = slices.DeleteFunc(left, func(i int) bool {
			return slices.ContainsFunc(said[i], func(w Word) bool { return w.Stem == stems[0] })
		})
	}
	return terms
}

// sortedKeys returns the keys of a map in an order, equal ones alphabetically.
func sortedKeys(m map[string]int, order func(x, y string) int) []string {
	keys := make([]string, 0, len(m))
	for k := range m {
		keys = append(keys, k)
	}
	slices.SortFunc(keys, func(x, y string) int { return cmp.Or(order(x, y), strings.Compare(x, y)) })
	return keys
}

// written is how a stem is most often written, with a capital only if it is not
// due to its place.
func written(said [][]Word, members []int, stem string) string {
	forms := map[string]int{}
	for _, i := range members {
		for _, w := range said[i] {
			if form := w.Written; w.Stem == stem {
				if w.Starts && !allCapitals(form) {
					form = strings.ToLower(form)
				}
				forms[form]++
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

// Newest returns a theme's lines, newest first.
func (t Theme) Newest() []Line {
	lines := slices.Clone(t.Lines)
	slices.Reverse(lines)
	return lines
}
