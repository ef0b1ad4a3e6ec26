package merge

import (
	"bytes"
	"slices"
	"strings"
)

// A text has all that a side changed if a merge of the two changes nothing in it. Item by
// item that is so by itself; git, asked again, may take its own merge for a conflict, move
// blank lines, or add a second time what is there.

// isGitsOf reports whether a text is what git makes of a side and of something else
// that grew from base: whether it is that again, when the side is taken out of it and
// merged with what is left. Git has to have deleted there what it did for the side.
func isGitsOf(base, side, merged []byte) bool {
	gone := deleted(base, merged)
	for i, d := range deleted(base, side) {
		if d && !gone[i] {
			return false
		}
	}
	rest, ok := asGit(side, merged, base)
	if !ok {
		return false
	}
	again, ok := asGit(base, side, rest)
	return ok && bytes.Equal(again, merged)
}

// deleted are the lines of base that git finds deleted in a text.
func deleted(base, now []byte) []bool {
	ids := map[string]int{}
	was := slices.Collect(bytes.Lines(base))
	all := make([]bool, len(was))
	for _, c := range diff(number(ids, was), number(ids, slices.Collect(bytes.Lines(now)))) {
		for i := range c.da {
			all[c.a+i] = true
		}
	}
	return all
}

// doubles reports whether a text has a line more often than both that it was made of.
func doubles(merged, ours, theirs []byte) bool {
	count := func(src []byte) map[string]int {
		n := map[string]int{}
		for _, l := range sortedLines(src) {
			n[l]++
		}
		return n
	}
	a, b := count(ours), count(theirs)
	for l, n := range count(merged) {
		if n > max(a[l], b[l]) {
			return true
		}
	}
	return false
}

// sameLines reports whether two texts have the same lines, in whatever order.
func sameLines(a, b []byte) bool { return slices.Equal(sortedLines(a), sortedLines(b)) }

func sortedLines(src []byte) []string {
	lines := slices.DeleteFunc(shapeOf(src).lines, func(s string) bool { return strings.TrimSpace(s) == "" })
	slices.Sort(lines)
	return lines
}
