package merge

import (
	"regexp"
	"slices"
	"strings"
	"sync"
)

// mergeLine merges a line field by field; o is nil when both added it.
func mergeLine(o, a, b *line) *line {
	if o == nil {
		o = &line{}
		if slices.Equal(a.bodies, b.bodies) {
			o.bodies = a.bodies
		}
	}
	m := &line{
		mark:  one(&o.mark, a.mark, b.mark, min(a.mark, b.mark)),
		since: one(&o.since, a.since, b.since, earliest(a.since, b.since)),
		due:   versions(o.due, a.due, b.due),
	}
	m.box, m.state = mergeState(o, a, b)
	m.bodies = mergeBodies(o.bodies, a.bodies, b.bodies)
	return m
}

// earliest is the earlier of two days; an empty one does not count.
func earliest(a, b string) string {
	if a == "" || b == "" {
		return a + b
	}
	return min(a, b)
}

// mergeState merges the box and the day it was closed, which belong together:
// done on either side is done.
func mergeState(o, a, b *line) (box, state string) {
	type closed struct{ box, state string }
	was, x, y := closed{o.box, o.state}, closed{a.box, a.state}, closed{b.box, b.state}
	better := x
	switch rx, ry := a.rank(), b.rank(); {
	case ry > rx:
		better = y
	case rx == ry:
		better = closed{box: max(x.box, y.box), state: earliest(x.state, y.state)}
	}
	got := one(&was, x, y, better)
	return got.box, got.state
}

// rank is 2 for a line that is done, 1 for one that is closed otherwise.
func (l *line) rank() int {
	switch {
	case strings.ContainsAny(l.box, "xX") || strings.HasPrefix(l.state, "done"):
		return 2
	case strings.Contains(l.box, "-") || l.state != "":
		return 1
	}
	return 0
}

// versions merges sets of versions, in order: what either side removed is gone,
// what either added is kept.
func versions[T ~string](o, a, b []T) []T {
	switch {
	case slices.Equal(a, b), slices.Equal(b, o):
		return a
	case slices.Equal(a, o):
		return b
	}
	var all []T
	for _, v := range slices.Concat(a, b) {
		if slices.Contains(o, v) && !(slices.Contains(a, v) && slices.Contains(b, v)) || slices.Contains(all, v) {
			continue
		}
		all = append(all, v)
	}
	if len(all) == 0 { // each side kept a different one
		all = slices.Concat(a, b)
	}
	slices.Sort(all)
	return all
}

var leadShape = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`^([*_~]*[@\p{L}][^:.,;!?]{0,40}?(?:: | to | will ))(.*)$`)
})

// mergeBodies merges the words of a line. An owner in front of them is merged
// separately; where one side changed only emphasis, the other's words win.
func mergeBodies(o, a, b []body) []body {
	words := func(all []body) []string {
		ws := make([]string, len(all))
		for i, v := range all {
			ws[i] = v.words()
		}
		return ws
	}
	plain := func(all []body) []string {
		ps := make([]string, len(all))
		for i, v := range all {
			ps[i] = v.plain()
		}
		return ps
	}
	ow, aw, bw := words(o), words(a), words(b)
	switch {
	case slices.Equal(aw, bw):
		return slices.MinFunc([][]body{a, b}, func(x, y []body) int { return slices.Compare(x, y) })
	case slices.Equal(bw, ow):
		return a
	case slices.Equal(aw, ow):
		return b
	}
	op, ap, bp := plain(o), plain(a), plain(b)
	switch {
	case slices.Equal(ap, bp):
		return emphasised(o, a, b)
	case slices.Equal(bp, op):
		return dressed(a, o, b)
	case slices.Equal(ap, op):
		return dressed(b, o, a)
	}
	if len(o) == 1 && len(a) == 1 && len(b) == 1 {
		om, am, bm := leadShape().FindStringSubmatch(string(o[0])), leadShape().FindStringSubmatch(string(a[0])), leadShape().FindStringSubmatch(string(b[0]))
		if om != nil && am != nil && bm != nil {
			lead, rest := one(&om[1], am[1], bm[1], ""), one(&om[2], am[2], bm[2], "")
			if lead != "" && rest != "" {
				return []body{body(lead + rest)}
			}
		}
	}
	// The version on top keeps its place for metadata, the others are words.
	written := map[string]body{}
	for _, v := range slices.Concat(a[:1], b[:1]) {
		if w, ok := written[v.words()]; !ok || v < w {
			written[v.words()] = v
		}
	}
	all := versions(ow, aw, bw)
	merged := make([]body, len(all))
	for i, w := range all {
		merged[i] = body(w)
		if v, ok := written[w]; ok && i == 0 {
			merged[i] = v
		}
	}
	return merged
}

// dressed are versions with the emphasis that one text has given to some of them.
func dressed(versions, was, now []body) []body {
	all := slices.Clone(versions)
	for i, v := range all {
		n := slices.IndexFunc(was, func(b body) bool { return b.words() == v.words() })
		switch {
		case n < 0:
		case strings.Contains(string(v), hole):
			all[i] = now[n]
		default:
			all[i] = body(now[n].words())
		}
	}
	return all
}

// emphasised merges the emphasis of the same words.
func emphasised(was, a, b []body) []body {
	all := slices.Clone(a)
	for i := range all {
		had := func(v body) bool {
			return slices.ContainsFunc(was, func(w body) bool { return w.words() == v.words() })
		}
		if had(a[i]) || !had(b[i]) && b[i] < a[i] {
			all[i] = b[i]
		}
	}
	return all
}
