package merge

import "slices"

// lay lays two texts over the base of both. What one alone would be taken for is
// seen better beside the other.
func lay(base, ours, theirs []unit) (x, y alignment) {
	x, y = align(base, ours), align(base, theirs)
	x.part(base, y)
	y.part(base, x)
	x.reword(base, y)
	y.reword(base, x)
	return x, y
}

// part takes a line for one that was added, and not for one reworded, where the
// other text has it beside the line that it would be reworded from.
func (al alignment) part(base []unit, other alignment) {
	for i, u := range al.kept {
		was := &base[i]
		if u == nil || u.key == was.key || other.kept[i] == nil || other.kept[i].raw() != was.raw() {
			continue
		}
		same := func(v unit) bool { return v.raw() == u.raw() }
		if slices.ContainsFunc(other.added[i], same) || slices.ContainsFunc(other.added[i+1], same) {
			al.kept[i], al.added[i] = nil, append(al.added[i], *u)
		}
	}
}

// reword gives a line that was moved the words that the other text has for it
// in the same place.
func (al alignment) reword(base []unit, other alignment) {
	moved := al.places()
	for i := range base {
		was := &base[i]
		if al.kept[i] != nil || other.kept[i] != nil || was.kind == heading {
			continue
		}
		u, gap := al.find(moved[was.key], func(u *unit) bool { return u.raw() == was.raw() })
		if u == nil || len(other.added[gap]) > mostReworded || slices.ContainsFunc(other.added[gap], func(v unit) bool { return v.key == was.key }) {
			continue
		}
		if n := slices.IndexFunc(other.added[gap], func(v unit) bool { return similarity(was, &v) > 0 }); n >= 0 {
			*u = other.added[gap][n]
		}
	}
}

// units are the units of a text that is laid over its base.
func (al alignment) units() []unit {
	var all []unit
	for i, added := range al.added {
		all = append(all, added...)
		if i < len(al.kept) && al.kept[i] != nil {
			all = append(all, *al.kept[i])
		}
	}
	return all
}

// slid reports whether a line changed places with blank lines beside it, given
// how many more there are at the end.
func (al alignment) slid(base []unit, i, below int) bool {
	if al.kept[i] == nil || i+1 < len(base) && al.kept[i+1] == nil || len(al.added[i]) > 0 {
		return false
	}
	above := al.kept[i].gap - base[i].gap
	if i+1 < len(base) {
		below = al.kept[i+1].gap - base[i+1].gap
	}
	return above > 0 && below < 0 || above < 0 && below > 0
}
