package merge

import (
	"cmp"
	"slices"
)

// follow takes what y made of a line to where x moved it.
func follow(base []unit, x, y alignment) {
	inX := x.places()
	for i := range base {
		was, now := &base[i], y.kept[i]
		if x.kept[i] != nil || was.kind == heading || now == nil || now.raw() == was.raw() {
			continue
		}
		any := func(*unit) bool { return true }
		u := cmp.Or(x.find(inX[was.key], func(u *unit) bool { return u.raw() == was.raw() }), x.find(inX[was.key], any), x.find(inX[now.key], any))
		if u == nil {
			continue
		}
		if merged := mergeUnit(was, u, now); len(merged) == 1 {
			u.lines, u.key, u.line = merged[0].lines, merged[0].key, merged[0].line
		}
		y.kept[i] = nil
	}
}

// agree takes of two lines side by side that one for the rewording of what stood
// there which the other text has for it: a merge made them of both.
func (al alignment) agree(base []unit, other alignment) {
	for i, v := range other.kept {
		u := al.kept[i]
		if u == nil || v == nil || u.key == base[i].key || v.key == base[i].key || u.raw() == v.raw() {
			continue
		}
		above, below := al.added[i], al.added[i+1]
		if n := len(above) - 1; n >= 0 && above[n].raw() == v.raw() {
			now := above[n]
			al.kept[i], al.added[i], al.added[i+1] = &now, above[:n:n], slices.Concat([]unit{*u}, below)
		} else if len(below) > 0 && below[0].raw() == v.raw() {
			now := below[0]
			al.kept[i], al.added[i], al.added[i+1] = &now, slices.Concat(above, []unit{*u}), below[1:]
		}
	}
}

// reword gives a line that a text moved the words that the other has for it in the
// same place.
func (al alignment) reword(base []unit, other alignment) {
	moved := al.places()
	for i := range base {
		was := &base[i]
		if al.kept[i] != nil || other.kept[i] != nil || was.kind == heading {
			continue
		}
		for _, at := range moved[was.key][:min(len(moved[was.key]), mostAlike)] {
			u := &al.added[at.gap][at.n]
			v := other.likest(al, at.gap, u)
			if got := mergeUnit(was, u, v); len(got) == 1 {
				*u = got[0]
				u.key = v.key
			}
		}
	}
}

// likest is, of what was added in a place and the other text has not, what has
// the most words of a line; the line itself where nothing has, or it is there.
func (al alignment) likest(other alignment, gap int, line *unit) *unit {
	best, most := line, 0.0
	places := al.around(gap)
	if len(places)*len(other.added[gap]) > mostReworded*mostReworded {
		return line
	}
	for _, at := range places {
		u := &al.added[at.gap][at.n]
		if u.key == line.key {
			return line
		}
		known := slices.ContainsFunc(other.added[gap], func(v unit) bool { return v.key == u.key })
		if s := similarity(line, u); s > most && !known {
			best, most = u, s
		}
	}
	return best
}

// around are the places of what was added in one place, as far as it reaches: beside
// lines that are gone one place is as good as another.
func (al alignment) around(gap int) []place {
	from, to := gap, gap
	for from > 0 && al.kept[from-1] == nil {
		from--
	}
	for to < len(al.kept) && al.kept[to] == nil {
		to++
	}
	var all []place
	for g := from; g <= to; g++ {
		for n := range al.added[g] {
			all = append(all, place{g, n})
		}
	}
	return all
}

// dropTwice takes out what both added in different places of one section, or both
// moved: it is there once, with what either made of it. It stays where it came
// first, or where lines are that the other text has not; beside lines that are gone
// one place is as good as another.
func dropTwice(base []unit, x, y alignment) {
	in := sections(base, x, y)
	moved := map[string]*unit{} // by both, from another section perhaps
	for i := range base {
		if x.kept[i] == nil && y.kept[i] == nil {
			moved[base[i].key] = &base[i]
		}
	}
	drop := func(al, other alignment) {
		there := map[spot]place{}
		for g := len(other.added) - 1; g >= 0; g-- {
			for n := len(other.added[g]) - 1; n >= 0; n-- {
				there[spot{in[g], other.added[g][n].key}] = place{g, n}
			}
		}
		for g := range al.added {
			al.added[g] = slices.DeleteFunc(al.added[g], func(u unit) bool {
				was := moved[u.key]
				at, ok := there[spot{in[g], u.key}]
				goes := ok && (u.kind != row || was != nil) && al.yields(other, base, g, at.gap, u.kind)
				for s := 0; s < in[g] && !ok && was != nil && u.kind != heading; s++ {
					at, ok = there[spot{s, u.key}]
					goes = ok
				}
				if !goes {
					return false
				}
				stays := &other.added[at.gap][at.n]
				got := mergeUnit(was, stays, &u)
				if len(got) == 1 {
					*stays = got[0]
				}
				return len(got) == 1
			})
		}
	}
	drop(x, y)
	drop(y, x)
}

// yields reports whether what a text added in one place, and another text in
// another, stays in the other.
func (al alignment) yields(other alignment, base []unit, here, there int, k kind) bool {
	mine, its, stay := false, false, false // lines between the two places
	for i := min(here, there); i < max(here, there); i++ {
		a, b := al.kept[i], other.kept[i]
		mine, its = mine || a != nil, its || b != nil
		stay = stay || a != nil && b != nil || a != nil && a.raw() != base[i].raw() || b != nil && b.raw() != base[i].raw()
	}
	switch {
	case !stay:
		return false
	case mine != its:
		return its
	}
	return there < here && k != heading
}

// spot is where in base something was added: its section, and what it is.
type spot struct {
	section int
	key     string
}

// sections numbers the sections that the units of base, and its end, stand in;
// a heading that is gone begins none.
func sections(base []unit, x, y alignment) []int {
	n, all := 0, make([]int, len(base)+1)
	for i := range base {
		all[i] = n
		if base[i].kind == heading && x.kept[i] != nil && y.kept[i] != nil {
			n++
		}
	}
	all[len(base)] = n
	return all
}

// place is where a unit was added: before which unit of base, and the how
// manieth there.
type place struct{ gap, n int }

// places are the places of what was added, by key.
func (al alignment) places() map[string][]place {
	all := map[string][]place{}
	for g, us := range al.added {
		for n := range us {
			all[us[n].key] = append(all[us[n].key], place{g, n})
		}
	}
	return all
}

// find is the first unit at some places that is wanted.
func (al alignment) find(at []place, wanted func(*unit) bool) *unit {
	for _, p := range at[:min(len(at), mostAlike)] {
		if u := &al.added[p.gap][p.n]; wanted(u) {
			return u
		}
	}
	return nil
}

// mostAlike is among how many lines of the same words a moved one is looked for.
const mostAlike = 20
