package merge

import (
	"cmp"
	"slices"
)

// What moved is decided in one place, for two texts together, and by the order in which
// they have what all three have: of two lines that changed places the same one has moved,
// whatever was added beside them. So a merged text says of each line what the two said
// that it was made of, and merging again changes nothing.

// lay lays two texts over the base of both, each seen beside the other.
func lay(base, ours, theirs []unit) (x, y alignment) {
	x, y = beside(base, ours, theirs)
	x, y = beside(base, named(base, ours, y), named(base, theirs, x))
	x.agree(base, y)
	y.agree(base, x)
	x.reword(base, y)
	y.reword(base, x)
	return x, y
}

// beside lays two texts over their base, lines by their keys.
func beside(base, ours, theirs []unit) (x, y alignment) {
	hasOurs, hasTheirs := keysOf(ours), keysOf(theirs)
	inX, inY := headings(base, ours, hasTheirs), headings(base, theirs, hasOurs)
	atX, atY := placed(base, ours, inX), placed(base, theirs, inY)
	for _, i := range longest(base, ours, theirs, atX, atY) {
		inX, inY = append(inX, pair{i, atX[i]}), append(inY, pair{i, atY[i]})
	}
	return align(base, ours, unmoved(base, ours, inX), hasTheirs), align(base, theirs, unmoved(base, theirs, inY), hasOurs)
}

// keysOf are the keys that a text has, those of all versions of lines.
func keysOf(us []unit) map[string]bool {
	all := make(map[string]bool, len(us))
	for i := range us {
		all[us[i].key] = true
		if l := us[i].line; l != nil {
			for _, v := range l.bodies[1:] {
				all[keyOf(us[i].kind, v)] = true
			}
		}
	}
	return all
}

// named are the units of a text; one that has the words that the other text gave to a
// unit of base is that unit.
func named(base, now []unit, other alignment) []unit {
	names := map[string]string{}
	for i, u := range other.kept {
		if u != nil && u.key != base[i].key && u.kind != heading {
			names[u.key] = base[i].key
		}
	}
	if len(names) == 0 {
		return now
	}
	was, has := keysOf(base), keysOf(now)
	now = slices.Clone(now)
	for i := range now {
		if name, ok := names[now[i].key]; ok && !was[now[i].key] && !has[name] {
			now[i].key = name
		}
	}
	return now
}

// pair is a unit of base and the one that stands for it in another text.
type pair struct{ base, now int }

func inOrder(a, b pair) int { return cmp.Compare(a.base, b.base) }

// unmoved adds to what stands where it stood what else does, whether or not the other
// text has it.
func unmoved(base, now []unit, stands []pair) []pair {
	slices.SortFunc(stands, inOrder)
	at := placed(base, now, stands)
	for _, i := range longest(base, now, now, at, at) {
		stands = append(stands, pair{i, at[i]})
	}
	slices.SortFunc(stands, inOrder)
	return stands
}

// placed is where each unit of base is between the same pairs in another text, if it
// is there once in both, else -1.
func placed(base, now []unit, pairs []pair) []int {
	type spot struct {
		after int // so many pairs
		key   string
	}
	once := func(us []unit, paired func(pair) int) map[spot]int {
		all, n := map[spot]int{}, 0
		for i := range us {
			at := spot{n, us[i].key}
			_, again := all[at]
			switch {
			case n < len(pairs) && paired(pairs[n]) == i:
				n++
			case us[i].kind == heading:
			case again:
				all[at] = -1
			default:
				all[at] = i
			}
		}
		return all
	}
	is := once(now, func(p pair) int { return p.now })
	all := slices.Repeat([]int{-1}, len(base))
	for at, i := range once(base, func(p pair) int { return p.base }) {
		if k, ok := is[at]; ok && i >= 0 {
			all[i] = k
		}
	}
	return all
}

// longest are the most units of base that stand in the same order in two other texts,
// given where in them they are. Of several choices it is the one with the most lines
// that are as they were, and then the one that begins first.
func longest(base, ours, theirs []unit, x, y []int) []int {
	var all []int
	for i := range base {
		if x[i] >= 0 && y[i] >= 0 {
			all = append(all, i)
		}
	}
	n := len(all)
	weight := make([]int, n+1) // of what there can be from each on
	most := make([]int, n+1)   // from each or a later one
	next := make([]int, n+1)
	for p := n - 1; p >= 0; p-- {
		i := all[p]
		own := 2 * n // more than all that are as they were
		if raw := base[i].raw(); raw == ours[x[i]].raw() && raw == theirs[y[i]].raw() {
			own++
		}
		weight[p], next[p] = own, n
		for q := p + 1; q < n && own+most[q] > weight[p]; q++ {
			if k := all[q]; x[i] < x[k] && y[i] < y[k] && own+weight[q] > weight[p] {
				weight[p], next[p] = own+weight[q], q
			}
		}
		most[p] = max(weight[p], most[p+1])
	}
	var run []int
	for p := slices.Index(weight, most[0]); p < n; p = next[p] {
		run = append(run, all[p])
	}
	return run
}
