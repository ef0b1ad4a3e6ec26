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

// diff3 lays two changed texts over the one they came from. Changes that touch
// are a conflict unless they are the same, as they are for git.
func diff3(base, ours, theirs []int) []span {
	xs, ys := diff(base, ours), diff(base, theirs)
	var hunks []span
	var longer struct{ ours, thrs int } // than base, up to here
	for len(xs) > 0 || len(ys) > 0 {
		h := span{base: next(xs, ys)}
		h.ours.from, h.thrs.from = h.base.from+longer.ours, h.base.from+longer.thrs
		nx, ny := 0, 0
		for touch := true; touch; {
			touch = false
			if nx < len(xs) && xs[nx].a <= h.base.to {
				h.base.to = max(h.base.to, xs[nx].a+xs[nx].da)
				longer.ours += xs[nx].db - xs[nx].da
				nx, touch = nx+1, true
			}
			if ny < len(ys) && ys[ny].a <= h.base.to {
				h.base.to = max(h.base.to, ys[ny].a+ys[ny].da)
				longer.thrs += ys[ny].db - ys[ny].da
				ny, touch = ny+1, true
			}
		}
		h.ours.to, h.thrs.to = h.base.to+longer.ours, h.base.to+longer.thrs
		switch {
		case ny == 0:
			h.from = fromOurs
		case nx == 0:
			h.from = fromTheirs
		case slices.Equal(ours[h.ours.from:h.ours.to], theirs[h.thrs.from:h.thrs.to]):
			h.from = fromOurs
		default:
			h.from = fromBoth
		}
		hunks, xs, ys = append(hunks, h), xs[nx:], ys[ny:]
	}
	return fill(hunks, len(base), len(ours), len(theirs))
}

// next is where the next change of either side begins: no line yet.
func next(xs, ys []change) lines {
	switch {
	case len(xs) == 0:
		return lines{ys[0].a, ys[0].a}
	case len(ys) == 0 || xs[0].a < ys[0].a:
		return lines{xs[0].a, xs[0].a}
	}
	return lines{ys[0].a, ys[0].a}
}

// fill puts what lies between the hunks between them.
func fill(hunks []span, nBase, nOurs, nTheirs int) []span {
	var all []span
	var b, o, t int
	between := func(b2, o2, t2 int) {
		if o2 > o {
			all = append(all, span{fromOurs, lines{b, b2}, lines{o, o2}, lines{t, t2}})
		}
	}
	for _, h := range hunks {
		between(h.base.from, h.ours.from, h.thrs.from)
		all = append(all, h)
		b, o, t = h.base.to, h.ours.to, h.thrs.to
	}
	between(nBase, nOurs, nTheirs)
	return all
}
