package merge

import (
	"cmp"
	"strings"
)

// wholly gives the one of two texts that has all that the other changed, if one
// has: merging the two again changes nothing then, however git would lay the
// one over the other.
func wholly(r reader, base, ours, theirs []byte) (merged []byte, ok bool) {
	was, as, bs := shapeOf(base).lines, shapeOf(ours).lines, shapeOf(theirs).lines
	o := r.units(was)
	x, y := lay(o, r.units(as), r.units(bs))
	a, b := x.units(), y.units()
	inA := hasLines(o, a, b, x, y, slid(o, x, was, as)) && sameNewlines(base, ours, theirs)
	inB := hasLines(o, b, a, y, x, slid(o, y, was, bs)) && sameNewlines(base, theirs, ours)
	gapsA, gapsB := hasGaps(o, x, y, false), hasGaps(o, y, x, false)
	if roughA, roughB := hasGaps(o, x, y, true), hasGaps(o, y, x, true); roughA != roughB && gapsA == gapsB {
		gapsA, gapsB = roughA, roughB
	}
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

// slid are the keys of the units of base that stand as they were, and are still deleted and
// added for git: they moved past blank lines.
func slid(base []unit, al alignment, was, now []string) map[string]bool {
	ids := map[string]int{}
	changed := make([]bool, len(was)+1)
	for _, c := range diff(number(ids, was), number(ids, now)) {
		for i := range c.da {
			changed[c.a+i] = c.da == 1 && c.db == 0 // else to git it is a conflict
		}
	}
	all, at := map[string]bool{}, 0
	for i := range base {
		at += base[i].gap
		if al.kept[i] != nil && al.kept[i].raw() == base[i].raw() && changed[at] {
			all[base[i].key] = true
		}
		at += len(base[i].lines)
	}
	return all
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

// hasGaps reports whether merged has what side changed in blank lines, as far as
// they are counted from the same line: not where only side added one above (nor,
// roughly, where both did), nor where the line above is gone and nothing stands for it.
func hasGaps(base []unit, merged, side alignment, roughly bool) bool {
	for i := range base {
		a, b := merged.kept[i], side.kept[i]
		if b == nil || b.gap == base[i].gap {
			continue
		}
		elsewhere := i > 0 && merged.kept[i-1] == nil && side.kept[i-1] != nil && len(merged.added[i-1])+len(merged.added[i]) == 0
		if a == nil || elsewhere || a.gap == base[i].gap || a.gap != b.gap && (len(side.added[i]) == 0 || !roughly && len(merged.added[i]) > 0) {
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
