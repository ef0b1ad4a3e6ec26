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
	for i := range len(base) + 1 {
		fromX, fromY = append(fromX, x.added[i]...), append(fromY, y.added[i]...)
		var stays []unit
		if i < len(base) {
			switch a, b := x.kept[i], y.kept[i]; {
			case a != nil && b != nil:
				stays = mergeUnit(&base[i], a, b)
			case a != nil && a.raw() != base[i].raw():
				stays = []unit{*a} // edited or moved here, deleted there
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

// union is what two sides added in one place: what both have once, the rest in
// an order that depends on the texts alone. What both moved there is merged with
// what it was.
func union(moved map[string]*unit, a, b []unit) []unit {
	if len(a) == 0 || len(b) == 0 {
		return append(slices.Clone(a), b...)
	}
	a, b = inOneOrder(a, b)
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

// inOneOrder gives two runs with what both have once in the same order, in the one
// that comes first by the words.
func inOneOrder(a, b []unit) (x, y []unit) {
	inA, inB := map[string]int{}, map[string]int{}
	for i := range a {
		inA[a[i].key]++
	}
	for i := range b {
		inB[b[i].key]++
	}
	both := func(us []unit) (at []int) {
		for i := range us {
			if k := us[i].key; inA[k] == 1 && inB[k] == 1 {
				at = append(at, i)
			}
		}
		return at
	}
	atA, atB := both(a), both(b)
	order := 0
	for n := range atA {
		order = cmp.Or(order, cmp.Compare(a[atA[n]].key, b[atB[n]].key))
	}
	switch {
	case order < 0:
		return a, reordered(b, atB, a)
	case order > 0:
		return reordered(a, atA, b), b
	}
	return a, b
}

// reordered is a run with the units at some places in the order of another run; blank
// lines stay where they are.
func reordered(run []unit, at []int, as []unit) []unit {
	where := map[string]int{}
	for i := range as {
		where[as[i].key] = i
	}
	us := make([]unit, len(at))
	for n, i := range at {
		us[n] = run[i]
	}
	slices.SortFunc(us, func(a, b unit) int { return cmp.Compare(where[a.key], where[b.key]) })
	run = slices.Clone(run)
	for n, i := range at {
		us[n].gap, us[n].after, us[n].lazy, us[n].loose = run[i].gap, run[i].after, run[i].lazy, run[i].loose
		run[i] = us[n]
	}
	return run
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
