package merge

import (
	"cmp"
	"slices"
)

// resolve merges the units of a conflict. Units of base that both still have
// keep their order; what either added stands where it was put among them.
func resolve(base, ours, theirs []unit) []unit {
	x, y := align(base, ours), align(base, theirs)
	follow(base, x, y)
	follow(base, y, x)
	dropTwice(base, x, y)
	return weave(base, x, y)
}

// weave puts two alignments over one base together. What was added beside a
// unit that is gone is added in one place.
func weave(base []unit, x, y alignment) []unit {
	var all, fromX, fromY []unit
	moved := map[string]*unit{} // by both
	for i := range base {
		if x.kept[i] == nil && y.kept[i] == nil {
			moved[base[i].key] = &base[i]
		}
	}
	for i := range len(base) + 1 {
		fromX, fromY = append(fromX, x.added[i]...), append(fromY, y.added[i]...)
		var stays []unit
		if i < len(base) {
			switch a, b := x.kept[i], y.kept[i]; {
			case a != nil && b != nil:
				stays = mergeUnit(&base[i], a, b)
			case a != nil && a.raw() != base[i].raw():
				stays = []unit{*a} // edited here, deleted there
			case b != nil && b.raw() != base[i].raw():
				stays = []unit{*b}
			}
		}
		if stays != nil || i == len(base) {
			all = append(append(all, union(moved, fromX, fromY)...), stays...)
			fromX, fromY = nil, nil
		}
	}
	return all
}

// alignment says what became of each unit of base, and what was added before
// each, and at the end.
type alignment struct {
	kept  []*unit
	added [][]unit
}

// align lays a text over its base: headings first, so that a line that moved
// to another section does not take the section with it.
func align(base, now []unit) alignment {
	al := alignment{make([]*unit, len(base)), make([][]unit, len(base)+1)}
	i, k := 0, 0
	for _, at := range headings(base, now) {
		al.section(base, now, i, at[0], k, at[1])
		al.kept[at[0]] = &now[at[1]]
		i, k = at[0]+1, at[1]+1
	}
	al.section(base, now, i, len(base), k, len(now))
	return al
}

// headings pairs the headings that both texts have.
func headings(base, now []unit) (pairs [][2]int) {
	find := func(us []unit) (hs []unit, at []int) {
		for i := range us {
			if us[i].kind == heading {
				hs, at = append(hs, us[i]), append(at, i)
			}
		}
		return hs, at
	}
	was, wasAt := find(base)
	is, isAt := find(now)
	i, k := 0, 0
	same := func(upto int) {
		for ; i < upto; i, k = i+1, k+1 {
			pairs = append(pairs, [2]int{wasAt[i], isAt[k]})
		}
	}
	for _, c := range diff(numbers(was, is)) {
		same(c.a)
		for n, r := range likely(was[c.a:c.a+c.da], is[c.b:c.b+c.db]) {
			if r >= 0 {
				pairs = append(pairs, [2]int{wasAt[c.a+r], isAt[c.b+n]})
			}
		}
		i, k = c.a+c.da, c.b+c.db
	}
	same(len(was))
	return pairs
}

// section aligns base[i:iEnd] and now[k:kEnd].
func (al *alignment) section(base, now []unit, i, iEnd, k, kEnd int) {
	from, to := i, k
	same := func(upto int) {
		for ; i < upto; i, k = i+1, k+1 {
			al.kept[i] = &now[k]
		}
	}
	for _, c := range diff(numbers(base[i:iEnd], now[k:kEnd])) {
		same(from + c.a)
		first, end := from+c.a, from+c.a+c.da
		reworded := likely(base[first:end], now[to+c.b:to+c.b+c.db])
		for _, r := range reworded {
			if r >= 0 {
				i = first + r
				al.kept[i] = &now[k]
				i++
			} else {
				al.added[i] = append(al.added[i], now[k])
			}
			k++
		}
		i = end
	}
	same(iEnd)
}

// numbers gives each unit a number, the same for the same key.
func numbers(a, b []unit) (x, y []int) {
	ids := map[string]int{}
	number := func(us []unit) []int {
		ns := make([]int, len(us))
		for i := range us {
			n, ok := ids[us[i].key]
			if !ok {
				n = len(ids)
				ids[us[i].key] = n
			}
			ns[i] = n
		}
		return ns
	}
	return number(a), number(b)
}

// mostReworded bounds the search for lines that were reworded.
const mostReworded = 100

// likely pairs lines with the ones they were probably reworded from: for each
// of now an index into was, or -1. The order of both is kept, and the pairs
// share as many words as can be.
func likely(was, now []unit) []int {
	pairs := make([]int, len(now))
	for k := range pairs {
		pairs[k] = -1
	}
	if len(was) == 0 || len(now) == 0 || len(was)*len(now) > mostReworded*mostReworded {
		return pairs
	}
	best := make([][]float64, len(was)+1)
	for i := range best {
		best[i] = make([]float64, len(now)+1)
	}
	like := func(i, k int) float64 { return similarity(&was[i], &now[k]) }
	for i := len(was) - 1; i >= 0; i-- {
		for k := len(now) - 1; k >= 0; k-- {
			best[i][k] = max(best[i+1][k], best[i][k+1])
			if s := like(i, k); s > 0 {
				best[i][k] = max(best[i][k], s+best[i+1][k+1])
			}
		}
	}
	for i, k := 0, 0; i < len(was) && k < len(now); {
		switch s := like(i, k); {
		case s > 0 && best[i][k] == s+best[i+1][k+1]:
			pairs[k] = i
			i, k = i+1, k+1
		case best[i][k] == best[i+1][k]:
			i++
		default:
			k++
		}
	}
	return pairs
}

// similarity is the share of words two lines have in common, 0 below a half.
func similarity(a, b *unit) float64 {
	if a.kind != b.kind || a.entry != nil {
		return 0
	}
	if a.kind == verbatim && a.lines[0] == b.lines[0] {
		return 0.5 // the block that stood there
	}
	x, y := body(a.raw()).spoken(), body(b.raw()).spoken()
	if a.line != nil && b.line != nil {
		x, y = a.line.bodies[0].spoken(), b.line.bodies[0].spoken()
	}
	if len(x) == 0 || len(y) == 0 {
		return 0
	}
	have := map[string]int{}
	for _, w := range x {
		have[w]++
	}
	common := 0
	for _, w := range y {
		if have[w] > 0 {
			have[w]--
			common++
		}
	}
	if s := 2 * float64(common) / float64(len(x)+len(y)); s >= 0.5 {
		return s
	}
	return 0
}

// dropTwice takes out what both added in different places of one section: it
// is there once, where it came first.
func dropTwice(base []unit, x, y alignment) {
	section, sections := 0, make([]int, len(base)+1)
	for i := range base {
		sections[i] = section
		if base[i].kind == heading {
			section++
		}
	}
	sections[len(base)] = section
	type spot struct {
		section int
		key     string
	}
	first := func(al alignment) map[spot]int {
		m := map[spot]int{}
		for g, us := range al.added {
			for _, u := range us {
				if at := (spot{sections[g], u.key}); u.kind != heading {
					if _, ok := m[at]; !ok {
						m[at] = g
					}
				}
			}
		}
		return m
	}
	inX, inY := first(x), first(y)
	moved := map[string]bool{} // by both, from another section perhaps
	for i := range base {
		moved[base[i].key] = moved[base[i].key] || x.kept[i] == nil && y.kept[i] == nil
	}
	drop := func(al alignment, other map[spot]int) {
		for g := range al.added {
			al.added[g] = slices.DeleteFunc(al.added[g], func(u unit) bool {
				if at, ok := other[spot{sections[g], u.key}]; ok && (u.kind != row || moved[u.key]) {
					return at < g
				}
				if moved[u.key] {
					for s := range sections[g] {
						if _, ok := other[spot{s, u.key}]; ok {
							return true
						}
					}
				}
				return false
			})
		}
	}
	drop(x, inY)
	drop(y, inX)
}

// follow takes what y made of a line to where x moved it: edited there, or gone.
func follow(base []unit, x, y alignment) {
	inX, inY := x.places(), y.places()
	for i := range base {
		was, now := &base[i], y.kept[i]
		if x.kept[i] != nil || was.kind == heading || now != nil && now.raw() == was.raw() {
			continue
		}
		if _, again := inY[was.key]; now == nil && again {
			continue // moved there as well
		}
		u := x.find(inX[was.key], func(u *unit) bool { return u.raw() == was.raw() })
		if u == nil && now != nil {
			u = x.find(inX[now.key], func(*unit) bool { return true })
		}
		switch {
		case u == nil:
		case now == nil:
			u.kind = nothing
		default:
			if merged := mergeUnit(was, u, now); len(merged) == 1 {
				u.lines, u.key, u.line = merged[0].lines, merged[0].key, merged[0].line
			}
			y.kept[i] = nil
		}
	}
	for g := range x.added {
		x.added[g] = slices.DeleteFunc(x.added[g], func(u unit) bool { return u.kind == nothing })
	}
}

// place is where a unit was added: before which unit of base, and the how
// manieth there.
type place struct{ gap, n int }

// places are the places of what was added, by key.
func (al alignment) places() map[string][]place {
	all := map[string][]place{}
	for g, us := range al.added {
		for n := range us {
			all[us[n].key] = append(all[us[n].key], place{g, n})
		}
	}
	return all
}

// find is the first unit at some places that is wanted and still there.
func (al alignment) find(at []place, wanted func(*unit) bool) *unit {
	for _, p := range at[:min(len(at), mostAlike)] {
		if u := &al.added[p.gap][p.n]; u.kind != nothing && wanted(u) {
			return u
		}
	}
	return nil
}

// mostAlike is among how many lines of the same words a moved one is looked for.
const mostAlike = 20

// union is what two sides added in one place: what both have once, the rest in
// an order that depends on the texts alone. What both moved there is merged with
// what it was.
func union(moved map[string]*unit, a, b []unit) []unit {
	if len(a) == 0 || len(b) == 0 {
		return append(slices.Clone(a), b...)
	}
	var all []unit
	i, k := 0, 0
	same := func(upto int) {
		for ; i < upto; i, k = i+1, k+1 {
			all = append(all, mergeUnit(moved[a[i].key], &a[i], &b[k])...)
		}
	}
	for _, c := range diff(numbers(a, b)) {
		same(c.a)
		for n, r := range likely(a[c.a:c.a+c.da], b[c.b:c.b+c.db]) {
			x, y := c.a+r, c.b+n
			if r >= 0 && carried(&a[x], &b[y]) {
				all = append(all, interleave(a[i:x], b[k:y])...)
				all = append(all, mergeUnit(nil, &a[x], &b[y])...)
				i, k = x+1, y+1
			}
		}
		all = append(all, interleave(a[i:c.a+c.da], b[k:c.b+c.db])...)
		i, k = c.a+c.da, c.b+c.db
	}
	same(len(a))
	return all
}

// carried reports whether two lines were brought along from one line of an
// earlier day, and reworded since.
func carried(a, b *unit) bool {
	return a.line != nil && b.line != nil && a.line.since != "" && a.line.since == b.line.since
}

// interleave merges two runs block by block, each run in its own order.
func interleave(a, b []unit) []unit {
	var all []unit
	for len(a) > 0 && len(b) > 0 {
		if compare(&a[0], &b[0]) > 0 {
			a, b = b, a
		}
		n := block(a)
		all, a = append(all, a[:n]...), a[n:]
	}
	return append(append(all, a...), b...)
}

// block is how many units at the start of a run belong together.
func block(run []unit) int {
	n := 1
	for n < len(run) {
		u := &run[n]
		nested := u.indent > run[0].indent && u.kind != heading
		goesOn := u.gap == 0 && u.kind == run[n-1].kind && (u.kind == prose || u.kind == row)
		if !nested && !goesOn {
			break
		}
		n++
	}
	return n
}

// compare orders what two sides added in one place: what goes on from the line
// above, then by depth, then lists before prose before headings, then words.
func compare(a, b *unit) int {
	rank := func(u *unit) int {
		if u.kind == prose && u.gap == 0 && u.after {
			return 0
		}
		return int(u.kind)
	}
	depth := 0
	if a.kind != heading && b.kind != heading {
		depth = cmp.Compare(b.indent, a.indent)
	}
	return cmp.Or(depth, cmp.Compare(rank(a), rank(b)), cmp.Compare(a.key, b.key), cmp.Compare(a.raw(), b.raw()))
}

// mergeUnit merges what became of one unit; was is nil for one that both added.
// Two units come out where both must stand.
func mergeUnit(was, a, b *unit) []unit {
	switch {
	case a.raw() == b.raw(), was != nil && b.raw() == was.raw():
		return []unit{a.with(was, a, b)}
	case was != nil && a.raw() == was.raw():
		return []unit{b.with(was, a, b)}
	case a.entry != nil && b.entry != nil:
		u := a.with(was, a, b)
		u.entry = mergeEntry(entryOf(was), a.entry, b.entry)
		u.lines = u.entry.all()
		return []unit{u}
	case was != nil && was.kind == verbatim && a.kind == verbatim && b.kind == verbatim:
		u := a.with(was, a, b)
		u.lines = mergeVerbatim(was.lines, a.lines, b.lines)
		u.key = u.raw()
		return []unit{u}
	case a.kind != b.kind || a.line == nil || was != nil && was.kind != a.kind:
		if compare(a, b) > 0 {
			a, b = b, a
		}
		return []unit{*a, *b}
	}
	u := a.with(was, a, b)
	var o *line
	if was != nil {
		o = was.line
	}
	u.line = mergeLine(o, a.line, b.line)
	u.lines = u.line.write()
	return []unit{u}
}

// mergeVerbatim merges a block line by line; where both changed the same lines
// it has both.
func mergeVerbatim(was, a, b []string) []string {
	ids := map[string]int{}
	var all []string
	for _, s := range diff3(number(ids, was), number(ids, a), number(ids, b)) {
		ours, theirs := a[s.ours.from:s.ours.to], b[s.thrs.from:s.thrs.to]
		switch s.from {
		case fromOurs:
			all = append(all, ours...)
		case fromTheirs:
			all = append(all, theirs...)
		default:
			all = append(all, ours...)
			for _, l := range theirs {
				if !slices.Contains(ours, l) {
					all = append(all, l)
				}
			}
		}
	}
	return all
}

func entryOf(u *unit) *entry {
	if u == nil {
		return nil
	}
	return u.entry
}

// with is a unit with the blank lines above it merged.
func (u unit) with(was, a, b *unit) unit {
	if was == nil {
		u.gap = min(a.gap, b.gap)
		u.lazy, u.loose = a.lazy || b.lazy, a.loose && b.loose
	} else {
		u.lazy = one(&was.lazy, a.lazy, b.lazy, true)
		u.loose = one(&was.loose, a.loose, b.loose, true)
		u.gap = one(&was.gap, a.gap, b.gap, max(a.gap, b.gap))
	}
	return u
}

// one merges one value: the side that changed it wins, and where both did, it
// is what they agree on, else other.
func one[T comparable](was *T, a, b, other T) T {
	switch {
	case a == b:
		return a
	case was != nil && *was == a:
		return b
	case was != nil && *was == b:
		return a
	}
	return other
}
