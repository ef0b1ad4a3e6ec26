package merge

import "slices"

// span is a stretch of the merged text: lines of ours where only ours changed
// or neither did, lines of theirs where only theirs did, or a conflict.
type span struct {
	from             origin
	base, ours, thrs lines
}

type origin uint8

const (
	fromOurs origin = iota
	fromTheirs
	fromBoth // a conflict
)

// lines are the lines [from, to) of a text.
type lines struct{ from, to int }

func (l lines) empty() bool { return l.from == l.to }

// diff3 lays two changed texts over the one they came from. Changes that touch
// are a conflict unless they are the same, as they are for git.
func diff3(base, ours, theirs []int) []span {
	xs, ys := diff(base, ours), diff(base, theirs)
	var hunks []span
	// add appends a hunk, or lets the last one grow where the two touch.
	add := func(h span) {
		if n := len(hunks); n > 0 {
			m := &hunks[n-1]
			if h.ours.from <= m.ours.to || h.thrs.from <= m.thrs.to {
				if h.from != m.from {
					m.from = fromBoth
				}
				m.base.to, m.ours.to, m.thrs.to = h.base.to, h.ours.to, h.thrs.to
				return
			}
		}
		hunks = append(hunks, h)
	}
	oursOnly := func(x change, shift int) {
		add(span{fromOurs, lines{x.a, x.a + x.da}, lines{x.b, x.b + x.db}, lines{x.a + shift, x.a + x.da + shift}})
	}
	theirsOnly := func(y change, shift int) {
		add(span{fromTheirs, lines{y.a, y.a + y.da}, lines{y.a + shift, y.a + y.da + shift}, lines{y.b, y.b + y.db}})
	}
	for len(xs) > 0 && len(ys) > 0 {
		x, y := xs[0], ys[0]
		switch {
		case x.a+x.da < y.a:
			oursOnly(x, y.b-y.a)
			xs = xs[1:]
			continue
		case y.a+y.da < x.a:
			theirsOnly(y, x.b-x.a)
			ys = ys[1:]
			continue
		}
		if x.a != y.a || x.da != y.da || !slices.Equal(ours[x.b:x.b+x.db], theirs[y.b:y.b+y.db]) {
			start, end := min(x.a, y.a), max(x.a+x.da, y.a+y.da)
			add(span{fromBoth, lines{start, end},
				lines{x.b - (x.a - start), x.b + x.db + end - (x.a + x.da)},
				lines{y.b - (y.a - start), y.b + y.db + end - (y.a + y.da)}})
		}
		xEnd, yEnd := x.a+x.da, y.a+y.da
		if xEnd >= yEnd {
			ys = ys[1:]
		}
		if yEnd >= xEnd {
			xs = xs[1:]
		}
	}
	for _, x := range xs {
		oursOnly(x, len(theirs)-len(base))
	}
	for _, y := range ys {
		theirsOnly(y, len(ours)-len(base))
	}
	return fill(hunks, len(base), len(ours), len(theirs), ours, theirs)
}

// fill puts what lies between the hunks between them, and calls a conflict
// none whose two sides are the same.
func fill(hunks []span, nBase, nOurs, nTheirs int, ours, theirs []int) []span {
	var all []span
	var b, o, t int
	between := func(b2, o2, t2 int) {
		if o2 > o {
			all = append(all, span{fromOurs, lines{b, b2}, lines{o, o2}, lines{t, t2}})
		}
	}
	for _, h := range hunks {
		between(h.base.from, h.ours.from, h.thrs.from)
		if h.from == fromBoth && !h.ours.empty() && slices.Equal(ours[h.ours.from:h.ours.to], theirs[h.thrs.from:h.thrs.to]) {
			h.from = fromOurs
		}
		all = append(all, h)
		b, o, t = h.base.to, h.ours.to, h.thrs.to
	}
	between(nBase, nOurs, nTheirs)
	return all
}
