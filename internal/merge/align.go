package merge

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

// units are the units of a text that is laid over its base.
func (al alignment) units() []unit {
	var all []unit
	for i, added := range al.added {
		all = append(all, added...)
		if i < len(al.kept) && al.kept[i] != nil {
			all = append(all, *al.kept[i])
		}
	}
	return all
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
		if len(a.line.bodies)+len(b.line.bodies) > 2 && a.shares(b) {
			return mostReworded // more than all the words of others
		}
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
