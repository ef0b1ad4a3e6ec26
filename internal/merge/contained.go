package merge

import (
	"cmp"
	"slices"
	"strings"
)

// wholly gives the one of two texts that has all that the other changed, if one
// has: merging the two again changes nothing then, however git would lay the
// one over the other.
func wholly(r reader, base, ours, theirs []byte) (merged []byte, ok bool) {
	o, oEnd := r.units(shapeOf(base).lines)
	a, aEnd := r.units(shapeOf(ours).lines)
	b, bEnd := r.units(shapeOf(theirs).lines)
	both := func(merged, side []unit) (x, y alignment, has bool) {
		x, y = align(o, merged), align(o, side)
		fx, fy := align(o, merged), align(o, side)
		follow(o, fx, fy)
		return x, y, equal(weave(o, fx, fy), merged) || hasLines(o, merged, side, x, y)
	}
	x, y, inA := both(a, b)
	_, _, inB := both(b, a)
	inA, inB = inA && sameNewlines(base, ours, theirs), inB && sameNewlines(base, theirs, ours)
	gapsA := hasGaps(o, x, y) && (bEnd == oEnd || aEnd == bEnd)
	gapsB := hasGaps(o, y, x) && (aEnd == oEnd || bEnd == aEnd)
	more := cmp.Compare(blankChange(o, a), blankChange(o, b)) // where the words are the same
	switch {
	case inA && inB && gapsA && gapsB && !equal(a, o) && more != 0:
		return map[int][]byte{1: ours, -1: theirs}[more], true
	case inA && (gapsA && !(inB && gapsB) || !inB && !equal(b, o)):
		return ours, true
	case inB && (gapsB && !(inA && gapsA) || !inA && !equal(a, o)):
		return theirs, true
	}
	return nil, false
}

// blankChange is by how many blank lines a text differs from its base.
func blankChange(base, now []unit) int {
	n := 0
	for i := range now {
		n += now[i].gap
	}
	for i := range base {
		n -= base[i].gap
	}
	return max(n, -n)
}

func sameNewlines(base, merged, side []byte) bool {
	return shapeOf(merged).newline == shapeOf(side).newline || strings.Count(string(side), "\r\n") == strings.Count(string(base), "\r\n")
}

// hasGaps reports whether merged has what side changed in blank lines.
func hasGaps(base []unit, merged, side alignment) bool {
	for i := range base {
		if a, b := merged.kept[i], side.kept[i]; b != nil && b.gap != base[i].gap && (a == nil || a.gap != b.gap || i > 0 && merged.kept[i-1] == nil) {
			return false
		}
	}
	return true
}

func equal(a, b []unit) bool {
	if len(a) != len(b) {
		return false
	}
	for i := range a {
		if a[i].raw() != b[i].raw() {
			return false
		}
	}
	return true
}

// hasLines reports whether merged has every line that side added, none that it
// deleted, and all in the order that side has them but for what it has moved
// itself.
func hasLines(base, merged, side []unit, x, y alignment) bool {
	tally := func(us []unit) map[string]int {
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
	o, m, s := tally(base), tally(merged), tally(side)
	inverted := inversions(base, merged)
	moved, same := map[string]bool{}, map[string]bool{} // by merged; left alone by side
	for i := range base {
		moved[base[i].key] = moved[base[i].key] || x.kept[i] == nil && base[i].kind != heading && m[base[i].key] > 0 || inverted[base[i].key]
		same[base[i].raw()] = y.kept[i] != nil && y.kept[i].raw() == base[i].raw()
	}
	reordered := false // by side: then what it left alone counts as well
	for i := range base {
		reordered = reordered || y.kept[i] == nil && s[base[i].key] > 0
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
	still := func(us []unit) []unit {
		return slices.DeleteFunc(slices.Clone(us), func(u unit) bool { return moved[u.key] })
	}
	merged, side = still(merged), still(side)
	for n, v := range s {
		if v > o[n] && m[n] < v {
			return false
		}
	}
	for k, n := range o {
		if s[k] < n && m[k] > s[k] {
			return false
		}
	}
	was, raws := map[string]*unit{}, map[string]bool{}
	for i := range base {
		was[base[i].key], raws[base[i].raw()] = &base[i], true
	}
	for i, now := range align(side, merged).kept {
		u := &side[i]
		switch {
		case now == nil && (m[u.key] > 0 || reordered || !same[u.raw()]):
			return false
		case now != nil && now.key != u.key && !raws[u.raw()] && !(now.shares(u) && now.line.alike(u.line)):
			return false
		case now != nil && now.key == u.key:
			if got := mergeUnit(was[u.key], now, u); len(got) != 1 || got[0].raw() != now.raw() {
				return false
			}
		}
	}
	return true
}

// inversions are the lines that stand on another side of another line than in
// base, whichever of the two has moved.
func inversions(base, now []unit) map[string]bool {
	at := map[string]int{}
	for i := range now {
		at[now[i].key] = i
	}
	var common []unit
	for _, u := range base {
		if _, ok := at[u.key]; ok && u.kind != heading {
			common = append(common, u)
		}
	}
	all := map[string]bool{}
	furthest := -1
	for _, u := range common {
		all[u.key] = at[u.key] < furthest
		furthest = max(furthest, at[u.key])
	}
	nearest := len(now)
	for _, u := range slices.Backward(common) {
		all[u.key] = all[u.key] || at[u.key] > nearest
		nearest = min(nearest, at[u.key])
	}
	return all
}
