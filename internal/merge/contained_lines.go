package merge

import "slices"

// hasLines reports whether merged has every line that side added, none that it
// deleted, and all in the order that side has them but for what it has moved
// itself, and for what both added to one section.
func hasLines(base, merged, side []unit, x, y alignment, slid map[string]bool) bool {
	o, m, s := tally(base), tally(merged), tally(side)
	moved, turned := movedBy(base, merged, x, y), movedBy(base, side, y, x)
	was, raws, same := map[string]*unit{}, map[string]bool{}, map[string]bool{} // same: left alone by side
	for i := range base {
		raw := base[i].raw()
		was[base[i].key], raws[raw], same[raw] = &base[i], true, y.kept[i] != nil && y.kept[i].raw() == raw
	}
	there := map[string]bool{}
	for i := range merged {
		there[merged[i].raw()] = true
	}
	for i := range side {
		if moved[side[i].key] && !same[side[i].raw()] && !there[side[i].raw()] {
			return false
		}
	}
	for k, n := range s {
		if n > o[k] && m[k] < n {
			return false
		}
	}
	for k, n := range o {
		if s[k] < n && m[k] > s[k] && !moved[k] && !slid[k] {
			return false
		}
	}
	added := addedToo(base, x, y)
	still := func(us []unit) []unit {
		return slices.DeleteFunc(slices.Clone(us), func(u unit) bool { return moved[u.key] || added[u.key] })
	}
	merged, side = still(merged), still(side)
	for i, now := range align(side, merged).kept {
		u := &side[i]
		switch {
		case now == nil:
			if m[u.key] > 0 || turned[u.key] || !same[u.raw()] {
				return false
			}
		case now.key == u.key:
			if !now.covers(was[u.key], u) {
				return false
			}
		case !raws[u.raw()] && !(now.shares(u) && now.line.alike(u.line)):
			return false
		}
	}
	return true
}

// tally counts the versions of lines of a text, by their keys.
func tally(us []unit) map[string]int {
	n := map[string]int{}
	for i := range us {
		n[us[i].key]++
		if us[i].line != nil {
			for _, other := range us[i].line.bodies[1:] {
				n[keyOf(us[i].kind, other)]++
			}
		}
	}
	return n
}

// covers reports whether a unit has all that another made of what it was.
func (u *unit) covers(was, other *unit) bool {
	got := mergeUnit(was, u, other)
	return len(got) == 1 && got[0].raw() == u.raw()
}

// addedToo are the keys of what side added to sections and merged has added to
// them as well: where in a section it stands is merged's business. What a heading
// went past, changing places with blank lines, is in both its sections.
func addedToo(base []unit, merged, side alignment) map[string]bool {
	in, there := sections(base, merged, side), map[spot]*unit{}
	for g, us := range merged.added {
		for n := range us {
			there[spot{in[g], us[n].key}] = &us[n]
			if g+1 < len(base) && base[g].kind == heading && merged.kept[g] != nil && merged.closer(base, g+1) {
				there[spot{in[g+1], us[n].key}] = &us[n]
			}
			if g > 0 && base[g-1].kind == heading && merged.closer(base, g-1) {
				there[spot{in[g-1], us[n].key}] = &us[n]
			}
		}
	}
	all := map[string]bool{}
	for i := range base {
		all[base[i].key] = false
	}
	for g, us := range side.added {
		for n := range us {
			u := &us[n]
			now := there[spot{in[g], u.key}]
			if too, seen := all[u.key]; too || !seen {
				all[u.key] = now != nil && now.covers(nil, u)
			}
		}
	}
	return all
}

// closer reports whether fewer blank lines stand above a unit than in base.
func (al alignment) closer(base []unit, i int) bool {
	return al.kept[i] != nil && al.kept[i].gap < base[i].gap
}

// movedBy are the lines that a text moved, by their keys: to another section, or
// to another side of another line, whichever of the two it was. A line that is
// not there may have the words that the other text gave it.
func movedBy(base, now []unit, al, other alignment) map[string]bool {
	is := map[string]int{}
	for i := range now {
		is[now[i].key] = i
	}
	var keys []string
	var at []int
	all := map[string]bool{}
	for i, u := range base {
		if u.kind == heading {
			continue
		}
		key := u.key
		k, ok := is[key]
		if reworded := other.kept[i]; !ok && reworded != nil {
			key = reworded.key
			k, ok = is[key]
		}
		if ok {
			all[key] = all[key] || al.kept[i] == nil
			keys, at = append(keys, key), append(at, k)
		}
	}
	for i, stays := range inOrder(at) {
		all[keys[i]] = all[keys[i]] || !stays
	}
	return all
}

// inOrder reports which numbers are in every longest run of rising ones: of two
// neighbours that changed places neither is.
func inOrder(ns []int) []bool {
	upto := rising(ns)
	turned := make([]int, len(ns))
	for i, n := range ns {
		turned[len(ns)-1-i] = -n
	}
	from := rising(turned)
	slices.Reverse(from)
	longest := 0
	for _, n := range upto {
		longest = max(longest, n)
	}
	same := make([]int, longest+1) // how many could be the how manieth of a longest run
	for i := range ns {
		if upto[i]+from[i]-1 == longest {
			same[upto[i]]++
		}
	}
	all := make([]bool, len(ns))
	for i := range ns {
		all[i] = upto[i]+from[i]-1 == longest && same[upto[i]] == 1
	}
	return all
}

// rising is how long the longest run of rising numbers is that ends with each.
func rising(ns []int) []int {
	lengths := make([]int, len(ns))
	var ends []int // the least number that a run of each length ends with
	for i, n := range ns {
		k, _ := slices.BinarySearch(ends, n)
		if k == len(ends) {
			ends = append(ends, n)
		}
		ends[k] = n
		lengths[i] = k + 1
	}
	return lengths
}
