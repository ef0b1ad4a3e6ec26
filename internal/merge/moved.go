package merge

import "slices"

// dropTwice takes out what both added in different places of one section: it
// is there once, where it came first.
func dropTwice(base []unit, x, y alignment) {
	in := sections(base, x, y)
	first := func(al alignment) map[spot]int {
		m := map[spot]int{}
		for g, us := range al.added {
			for _, u := range us {
				if at := (spot{in[g], u.key}); u.kind != heading {
					if _, ok := m[at]; !ok {
						m[at] = g
					}
				}
			}
		}
		return m
	}
	inX, inY := first(x), first(y)
	moved := map[string]bool{} // by both, from another section perhaps
	for i := range base {
		moved[base[i].key] = moved[base[i].key] || x.kept[i] == nil && y.kept[i] == nil
	}
	drop := func(al alignment, other map[spot]int) {
		for g := range al.added {
			al.added[g] = slices.DeleteFunc(al.added[g], func(u unit) bool {
				if at, ok := other[spot{in[g], u.key}]; ok && (u.kind != row || moved[u.key]) {
					return at < g
				}
				if moved[u.key] {
					for s := range in[g] {
						if _, ok := other[spot{s, u.key}]; ok {
							return true
						}
					}
				}
				return false
			})
		}
	}
	drop(x, inY)
	drop(y, inX)
}

// lay lays two texts over the base of both, each seen beside the other. A line that
// one of them moved has the words that the other gives it in the same place.
func lay(base, ours, theirs []unit) (x, y alignment) {
	x, y = align(base, ours), align(base, theirs)
	x.agree(base, y)
	y.agree(base, x)
	x.reword(base, y)
	y.reword(base, x)
	return x, y
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

func (al alignment) reword(base []unit, other alignment) {
	moved := al.places()
	for i := range base {
		was := &base[i]
		if al.kept[i] != nil || other.kept[i] != nil || was.kind == heading {
			continue
		}
		for _, at := range moved[was.key][:min(len(moved[was.key]), mostAlike)] {
			if u := &al.added[at.gap][at.n]; u.raw() == was.raw() {
				*u = *other.likest(al, at.gap, u)
			}
		}
	}
}

// likest is, of what was added in a place and the other text has not, what has
// the most words of a line; the line itself where nothing has, or it is there.
func (al alignment) likest(other alignment, gap int, line *unit) *unit {
	best, most := line, 0.0
	if len(al.added[gap])*len(other.added[gap]) > mostReworded*mostReworded {
		return line
	}
	for n := range al.added[gap] {
		u := &al.added[gap][n]
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

// follow takes what y made of a line to where x moved it.
func follow(base []unit, x, y alignment) {
	inX := x.places()
	for i := range base {
		was, now := &base[i], y.kept[i]
		if x.kept[i] != nil || was.kind == heading || now == nil || now.raw() == was.raw() {
			continue
		}
		u := x.find(inX[was.key], func(u *unit) bool { return u.raw() == was.raw() })
		if u == nil {
			u = x.find(inX[now.key], func(*unit) bool { return true })
		}
		if u == nil {
			continue
		}
		u.take(mergeUnit(was, u, now))
		y.kept[i] = nil
	}
}

// meet gives a line that both moved, each to another place, what either made of it.
func meet(base []unit, x, y alignment) {
	inX, inY, times := x.places(), y.places(), map[string]int{}
	for i := range base {
		times[base[i].key]++
	}
	for i := range base {
		was := &base[i]
		atX, atY := inX[was.key], inY[was.key]
		if x.kept[i] != nil || y.kept[i] != nil || times[was.key] != 1 || len(atX) != 1 || len(atY) != 1 {
			continue
		}
		u, v := &x.added[atX[0].gap][atX[0].n], &y.added[atY[0].gap][atY[0].n]
		merged := mergeUnit(was, u, v)
		u.take(merged)
		v.take(merged)
	}
}

// take makes a unit what it was merged into, unless both had to be kept.
func (u *unit) take(merged []unit) {
	if len(merged) == 1 {
		u.lines, u.key, u.line = merged[0].lines, merged[0].key, merged[0].line
	}
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
