package merge

import "math"

// A diff is found as git finds it, so that what git merges cleanly comes out
// here byte for byte: the shortest script by E. W. Myers, "An O(ND) Difference
// Algorithm and Its Variations" (1986), in linear space; lines that can match
// nothing are left out of the search, as are lines that match nearly anything
// among such lines; and a change that could stand in several places stands
// beside a change of the other side, else as far down as it can.

// change replaces lines [a, a+da) of one text by lines [b, b+db) of another.
type change struct{ a, da, b, db int }

// side is one of the two texts: its lines as numbers, equal for equal lines,
// and which of them are changed. The flags have one more at the end, never set.
type side struct {
	lines   []int
	changed []bool
	kept    []int // the lines that are searched
}

// diff gives the changes that turn a into b, first to last.
func diff(a, b []int) []change {
	x := &side{lines: a, changed: make([]bool, len(a)+1)}
	y := &side{lines: b, changed: make([]bool, len(b)+1)}
	leaveOut(x, y)
	s := newSearch(x, y)
	s.box(0, len(x.kept), 0, len(y.kept), false)
	slide(x, y)
	slide(y, x)
	var script []change
	for i, k := 0, 0; i < len(a) || k < len(b); {
		if !x.changed[i] && !y.changed[k] {
			i, k = i+1, k+1
			continue
		}
		c := change{a: i, b: k}
		for x.changed[i] {
			i++
		}
		for y.changed[k] {
			k++
		}
		c.da, c.db = i-c.a, k-c.b
		script = append(script, c)
	}
	return script
}

// How common a line may be before its matches mean little, and how far around
// a common line is looked.
const (
	mostMatches = 1024
	lookAround  = 100
	commonShare = 4
)

// leaveOut marks lines as changed that are not worth searching for.
func leaveOut(x, y *side) {
	from := 0
	for from < min(len(x.lines), len(y.lines)) && x.lines[from] == y.lines[from] {
		from++
	}
	tail := 0
	for tail < min(len(x.lines), len(y.lines))-from && x.lines[len(x.lines)-1-tail] == y.lines[len(y.lines)-1-tail] {
		tail++
	}
	inX, inY := count(x.lines), count(y.lines)
	x.keep(from, len(x.lines)-tail, inY)
	y.keep(from, len(y.lines)-tail, inX)
}

func count(lines []int) map[int]int {
	n := map[int]int{}
	for _, l := range lines {
		n[l]++
	}
	return n
}

// keep notes which of the lines [from, to) are searched, given how often each
// line is in the other text.
func (s *side) keep(from, to int, other map[int]int) {
	many := min(roughRoot(len(s.lines)), mostMatches)
	const (
		none = iota
		some
		lots
	)
	worth := make([]uint8, len(s.lines)+1)
	for i := from; i < to; i++ {
		switch n := other[s.lines[i]]; {
		case n >= many:
			worth[i] = lots
		case n > 0:
			worth[i] = some
		}
	}
	// lost reports whether a common line stands among lines that match nothing.
	lost := func(i int) bool {
		unmatched, common := 0, 0
		look := func(step int) bool {
			un, co := 0, 1
			for k := i + step; k >= max(from, i-lookAround) && k < min(to, i+lookAround+1); k += step {
				if worth[k] == some {
					break
				}
				if worth[k] == none {
					un++
				} else {
					co++
				}
			}
			unmatched, common = unmatched+un, common+co
			return un > 0
		}
		return look(-1) && look(1) && common*commonShare < common+unmatched
	}
	for i := from; i < to; i++ {
		if worth[i] == some || worth[i] == lots && !lost(i) {
			s.kept = append(s.kept, i)
		} else {
			s.changed[i] = true
		}
	}
}

// roughRoot is a power of two near the square root.
func roughRoot(n int) int {
	r := 1
	for ; n > 0; n >>= 2 {
		r <<= 1
	}
	return r
}

// search is the search for a shortest script between the lines kept.
type search struct {
	x, y           *side
	forth, back    []int // the furthest line of x on each diagonal, at zero+d
	zero, mostCost int
}

func newSearch(x, y *side) *search {
	n := len(x.kept) + len(y.kept) + 3
	return &search{x: x, y: y, forth: make([]int, 2*n), back: make([]int, 2*n), zero: len(y.kept) + 1, mostCost: max(roughRoot(n), 256)}
}

func (s *search) equal(i, k int) bool { return s.x.lines[s.x.kept[i]] == s.y.lines[s.y.kept[k]] }

// box marks what changes between [i0, i1) of x and [k0, k1) of y. shortest
// asks for a shortest script whatever it costs.
func (s *search) box(i0, i1, k0, k1 int, shortest bool) {
	for i0 < i1 && k0 < k1 && s.equal(i0, k0) {
		i0, k0 = i0+1, k0+1
	}
	for i0 < i1 && k0 < k1 && s.equal(i1-1, k1-1) {
		i1, k1 = i1-1, k1-1
	}
	switch {
	case i0 == i1:
		for ; k0 < k1; k0++ {
			s.y.changed[s.y.kept[k0]] = true
		}
	case k0 == k1:
		for ; i0 < i1; i0++ {
			s.x.changed[s.x.kept[i0]] = true
		}
	default:
		i, k, lo, hi := s.split(i0, i1, k0, k1, shortest)
		s.box(i0, i, k0, k, lo)
		s.box(i, i1, k, k1, hi)
	}
}

// split finds where a shortest path through the box meets in the middle. When
// that costs too much it gives the furthest point reached; lo and hi say in
// which half the path is known to be short.
func (s *search) split(i0, i1, k0, k1 int, shortest bool) (i, k int, lo, hi bool) {
	lowest, highest := i0-k1, i1-k0
	fmid, bmid := i0-k0, i1-k1
	odd := (fmid-bmid)&1 != 0
	fmin, fmax, bmin, bmax := fmid, fmid, bmid, bmid
	forth, back := func(d int) *int { return &s.forth[s.zero+d] }, func(d int) *int { return &s.back[s.zero+d] }
	*forth(fmid), *back(bmid) = i0, i1
	for cost := 1; ; cost++ {
		if fmin > lowest {
			fmin--
			*forth(fmin - 1) = -1
		} else {
			fmin++
		}
		if fmax < highest {
			fmax++
			*forth(fmax + 1) = -1
		} else {
			fmax--
		}
		for d := fmax; d >= fmin; d -= 2 {
			i := *forth(d + 1)
			if *forth(d - 1) >= i {
				i = *forth(d - 1) + 1
			}
			for i < i1 && i-d < k1 && s.equal(i, i-d) {
				i++
			}
			*forth(d) = i
			if odd && bmin <= d && d <= bmax && *back(d) <= i {
				return i, i - d, true, true
			}
		}
		if bmin > lowest {
			bmin--
			*back(bmin - 1) = math.MaxInt
		} else {
			bmin++
		}
		if bmax < highest {
			bmax++
			*back(bmax + 1) = math.MaxInt
		} else {
			bmax--
		}
		for d := bmax; d >= bmin; d -= 2 {
			i := *back(d + 1) - 1
			if *back(d - 1) < *back(d + 1) {
				i = *back(d - 1)
			}
			for i > i0 && i-d > k0 && s.equal(i-1, i-1-d) {
				i--
			}
			*back(d) = i
			if !odd && fmin <= d && d <= fmax && i <= *forth(d) {
				return i, i - d, true, true
			}
		}
		if !shortest && cost >= s.mostCost {
			return s.furthest(i0, i1, k0, k1, fmin, fmax, bmin, bmax)
		}
	}
}

// furthest is the point that came furthest, from either corner.
func (s *search) furthest(i0, i1, k0, k1, fmin, fmax, bmin, bmax int) (i, k int, lo, hi bool) {
	fbest, fi := -1, -1
	for d := fmax; d >= fmin; d -= 2 {
		i := min(s.forth[s.zero+d], i1)
		if i-d > k1 {
			i = k1 + d
		}
		if fbest < i+i-d {
			fbest, fi = i+i-d, i
		}
	}
	bbest, bi := math.MaxInt, math.MaxInt
	for d := bmax; d >= bmin; d -= 2 {
		i := max(s.back[s.zero+d], i0)
		if i-d < k0 {
			i = k0 + d
		}
		if i+i-d < bbest {
			bbest, bi = i+i-d, i
		}
	}
	if i1+k1-bbest < fbest-(i0+k0) {
		return fi, fbest - fi, true, false
	}
	return bi, bbest - bi, false, true
}

// group is a run of changed lines, empty between two unchanged ones.
type group struct{ start, end int }

func (s *side) first() group {
	g := group{}
	for s.changed[g.end] {
		g.end++
	}
	return g
}

func (s *side) next(g *group) bool {
	if g.end == len(s.lines) {
		return false
	}
	g.start = g.end + 1
	for g.end = g.start; s.changed[g.end]; {
		g.end++
	}
	return true
}

func (s *side) previous(g *group) bool {
	if g.start == 0 {
		return false
	}
	g.end = g.start - 1
	for g.start = g.end; g.start > 0 && s.changed[g.start-1]; {
		g.start--
	}
	return true
}

// up moves a group one line up, if that changes nothing; it grows by the group
// it runs into.
func (s *side) up(g *group) bool {
	if g.start == 0 || s.lines[g.start-1] != s.lines[g.end-1] {
		return false
	}
	g.start, g.end = g.start-1, g.end-1
	s.changed[g.start], s.changed[g.end] = true, false
	for g.start > 0 && s.changed[g.start-1] {
		g.start--
	}
	return true
}

func (s *side) down(g *group) bool {
	if g.end == len(s.lines) || s.lines[g.start] != s.lines[g.end] {
		return false
	}
	s.changed[g.start], s.changed[g.end] = false, true
	g.start, g.end = g.start+1, g.end+1
	for s.changed[g.end] {
		g.end++
	}
	return true
}

// slide moves each group of x as far down as it goes, or to where it stands
// beside a group of y.
func slide(x, y *side) {
	g, o := x.first(), y.first()
	for {
		if g.end > g.start {
			settle(x, y, &g, &o)
		}
		if !x.next(&g) {
			return
		}
		y.next(&o)
	}
}

func settle(x, y *side, g, o *group) {
	beside, highest := -1, 0
	for size := -1; size != g.end-g.start; {
		size, beside = g.end-g.start, -1
		for x.up(g) {
			y.previous(o)
		}
		highest = g.end
		if o.end > o.start {
			beside = g.end
		}
		for x.down(g) {
			y.next(o)
			if o.end > o.start {
				beside = g.end
			}
		}
	}
	if g.end == highest || beside < 0 {
		return
	}
	for o.end == o.start {
		x.up(g)
		y.previous(o)
	}
}
