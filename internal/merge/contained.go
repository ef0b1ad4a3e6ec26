package merge

import (
	"cmp"
	"strings"
)

// wholly gives the one of two texts that has all that the other changed, if one
// has: merging the two again changes nothing then, however git would lay the
// one over the other.
func wholly(r reader, base, ours, theirs []byte) (merged []byte, ok bool) {
	o, oEnd := r.units(shapeOf(base).lines)
	a, aEnd := r.units(shapeOf(ours).lines)
	b, bEnd := r.units(shapeOf(theirs).lines)
	x, y := lay(o, a, b)
	a, b = x.units(), y.units()
	inA := hasLines(o, a, b, x, y) && !lost(o, x, y, bEnd-oEnd) && sameNewlines(base, ours, theirs)
	inB := hasLines(o, b, a, y, x) && !lost(o, y, x, aEnd-oEnd) && sameNewlines(base, theirs, ours)
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

// lost reports whether merged has no more a line that side moved, were it past
// blank lines only: to git it is another line there.
func lost(base []unit, merged, side alignment, below int) bool {
	for i := range base {
		if merged.kept[i] == nil && side.slid(base, i, below) {
			return true
		}
	}
	return false
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

// hasGaps reports whether merged has what side changed in blank lines. Where the
// line above is gone and nothing stands for it, they are counted from another.
func hasGaps(base []unit, merged, side alignment) bool {
	for i := range base {
		a, b := merged.kept[i], side.kept[i]
		if b == nil || b.gap == base[i].gap {
			continue
		}
		elsewhere := i > 0 && merged.kept[i-1] == nil && side.kept[i-1] != nil && len(merged.added[i-1])+len(merged.added[i]) == 0
		if a == nil || a.gap != b.gap || elsewhere {
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
