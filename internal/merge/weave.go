package merge

import (
	"cmp"
	"slices"
)

// resolve merges the units of a conflict. Units of base that both still have
// keep their order; what either added stands where it was put among them.
func resolve(base, ours, theirs []unit) []unit {
	x, y := lay(base, ours, theirs)
	follow(base, x, y)
	follow(base, y, x)
	meet(base, x, y)
	dropTwice(base, x, y)
	return weave(base, x, y)
}

// weave puts two alignments over one base together. Versions of lines are each
// looked for in all of the text, where there are any.
func weave(base []unit, x, y alignment) []unit {
	if slices.ContainsFunc(base, func(u unit) bool { return len(u.versions()) > 1 }) || x.several() || y.several() {
		inX, inY := x.versions(), y.versions()
		chosenAgainst(base, inX, x, y)
		chosenAgainst(base, inY, y, x)
		return once(woven(base, x, y), inX, inY)
	}
	return woven(base, x, y)
}

// woven is what two alignments make, unit by unit. What was added beside a unit
// that is gone is added in one place.
func woven(base []unit, x, y alignment) []unit {
	var all, fromX, fromY []unit
	moved := map[string]*unit{} // by both
	for i := range base {
		if x.kept[i] == nil && y.kept[i] == nil {
			moved[base[i].key] = &base[i]
		}
	}
	inX, inY := x.places(), y.places()
	byX, byY := movedBy(base, x.units(), x, y), movedBy(base, y.units(), y, x)
	for i := range len(base) + 1 {
		fromX, fromY = append(fromX, x.added[i]...), append(fromY, y.added[i]...)
		var stays []unit
		if i < len(base) {
			switch a, b := x.kept[i], y.kept[i]; {
			case a != nil && b != nil:
				stays = mergeUnit(&base[i], a, b)
			case a != nil && (a.raw() != base[i].raw() || byX[a.key] && inY[a.key] == nil && !y.rewords(i, a)):
				stays = []unit{*a} // edited or moved here, deleted there
			case b != nil && (b.raw() != base[i].raw() || byY[b.key] && inX[b.key] == nil && !x.rewords(i, b)):
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

// rewords reports whether a line has other words beside where it stood.
func (al alignment) rewords(i int, line *unit) bool {
	for g := max(0, i-1); g <= min(i+1, len(al.added)-1); g++ {
		if slices.ContainsFunc(al.added[g][:min(len(al.added[g]), mostAlike)], func(u unit) bool { return similarity(line, &u) > 0 }) {
			return true
		}
	}
	return false
}

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
		all = append(all, interleave(a[i:c.a+c.da], b[k:c.b+c.db])...)
		i, k = c.a+c.da, c.b+c.db
	}
	same(len(a))
	return all
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
