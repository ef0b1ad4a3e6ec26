package merge

import (
	"bytes"
	"path"
	"slices"
	"strings"
)

// Kind is the kind of a text, which decides how it is merged.
type Kind int

// The kinds of text.
const (
	Plain Kind = iota // lines
	Note              // Markdown, with front matter or without
	YAML              // keys and values
)

// KindOf is the kind of text that a file of that name holds.
func KindOf(name string) Kind {
	switch strings.ToLower(path.Ext(name)) {
	case ".md", ".markdown":
		return Note
	case ".yaml", ".yml":
		return YAML
	}
	return Plain
}

// Result is a merged text.
type Result struct {
	Text []byte
	// Decide are the lines of Text, counted from 1, that hold a second version
	// for a person to choose from: "or: … (keep one)".
	Decide []int
}

// Merge merges ours and theirs, which both came from base. A nil base means that
// they have no known ancestor: both were added.
func Merge(kind Kind, base, ours, theirs []byte) Result {
	if bytes.Compare(ours, theirs) > 0 {
		ours, theirs = theirs, ours // the result must not depend on which side is whose
	}
	merged := merge(kind, base, ours, theirs)
	return Result{Text: merged, Decide: Undecided(merged)}
}

func merge(kind Kind, base, ours, theirs []byte) []byte {
	switch {
	case bytes.Equal(ours, theirs), base != nil && bytes.Equal(base, theirs):
		return ours
	case base != nil && bytes.Equal(base, ours):
		return theirs
	}
	r := reader{}
	if base != nil {
		if merged, ok := wholly(r, base, ours, theirs); ok {
			return merged
		}
		if merged, ok := asGit(base, ours, theirs); ok && (readable(kind, merged) || !readable(kind, ours) || !readable(kind, theirs)) {
			return merged
		}
	}
	o, a, b := shapeOf(base), shapeOf(ours), shapeOf(theirs)
	was := func(lines []string) []string {
		if base == nil {
			return nil
		}
		return lines
	}
	m := shape{
		mark:    one(&o.mark, a.mark, b.mark, ""),
		newline: one(&o.newline, a.newline, b.newline, "\n"),
		ended:   a.ended || b.ended,
	}
	if base == nil {
		m.newline = one(nil, a.newline, b.newline, "\n")
	}
	switch kind {
	case YAML:
		m.lines = mergeKeys(was(o.lines), a.lines, b.lines)
	case Note:
		of, ob := o.parts()
		af, ab := a.parts()
		bf, bb := b.parts()
		m.lines = append(mergeFront(was(of), af, bf), mergeLines(r, ob, ab, bb)...)
	default:
		m.lines = mergeLines(r, o.lines, a.lines, b.lines)
	}
	return m.bytes()
}

// asGit is git's own merge, with ok false for a conflict.
func asGit(base, ours, theirs []byte) (merged []byte, ok bool) {
	o, a, b := slices.Collect(bytes.Lines(base)), slices.Collect(bytes.Lines(ours)), slices.Collect(bytes.Lines(theirs))
	ids := map[string]int{}
	for _, s := range diff3(number(ids, o), number(ids, a), number(ids, b)) {
		switch s.from {
		case fromBoth:
			return nil, false
		case fromOurs:
			merged = append(merged, bytes.Join(a[s.ours.from:s.ours.to], nil)...)
		case fromTheirs:
			merged = append(merged, bytes.Join(b[s.thrs.from:s.thrs.to], nil)...)
		}
	}
	return merged, true
}

// number gives equal lines equal numbers.
func number[T ~string | ~[]byte](ids map[string]int, lines []T) []int {
	ns := make([]int, len(lines))
	for i, l := range lines {
		n, ok := ids[string(l)]
		if !ok {
			n = len(ids)
			ids[string(l)] = n
		}
		ns[i] = n
	}
	return ns
}

// mergeLines merges lines of Markdown, or of any text. A blank line is not a
// line of its own: it belongs to the line below it.
func mergeLines(r reader, base, ours, theirs []string) []string {
	var page []string
	above := nothing
	for _, u := range resolve(r.units(base), r.units(ours), r.units(theirs)) {
		gap := u.gap
		switch {
		case u.kind == item && above == item && !u.loose:
			gap = 0
		case u.kind == prose && above == item && !u.lazy:
			gap = max(gap, 1) // else it would continue the item above
		}
		page = append(append(page, make([]string, gap)...), u.lines...)
		above = u.below(above)
	}
	return page
}

// Undecided are the lines, counted from 1, that hold a second version for a
// person to choose from.
func Undecided(text []byte) []int {
	if !bytes.Contains(text, []byte("(keep one)")) {
		return nil
	}
	var all []int
	n := 0
	for line := range bytes.Lines(text) {
		n++
		s := strings.TrimRight(string(line), "\r\n")
		if _, ok := Other(s); ok {
			all = append(all, n)
		} else if _, ok := otherKey(s); ok {
			all = append(all, n)
		}
	}
	return all
}
