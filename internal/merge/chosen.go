package merge

import "slices"

// Where a line has several versions, its deletion by whoever knew but one of them
// is a choice against that one. The others stay.

// survivors are what is left of a unit that one side edited and the other
// deleted: all of it, or the versions that were added to it, where that is the
// whole edit.
func survivors(was, u *unit) []unit {
	if was.line == nil || u.line == nil || len(u.line.bodies) < 2 {
		return []unit{*u}
	}
	if a, b := was.line, u.line; a.box != b.box || a.state != b.state || a.since != b.since || !slices.Equal(a.due, b.due) {
		return []unit{*u}
	}
	return []unit{u.without(was.line.bodies)}
}

// chosenAgainst takes a line that x deleted out of the versions of lines that y
// added: a merge made it one of several there.
func chosenAgainst(base []unit, x, y alignment) {
	var several []*unit
	for g := range y.added {
		for n := range y.added[g] {
			if u := &y.added[g][n]; u.line != nil && len(u.line.bodies) > 1 {
				several = append(several, u)
			}
		}
	}
	if len(several) == 0 {
		return
	}
	moved := x.places()
	for i := range base {
		if _, again := moved[base[i].key]; again || base[i].line == nil || x.kept[i] != nil || y.kept[i] != nil {
			continue
		}
		for _, u := range several {
			*u = u.without(base[i].line.bodies)
		}
	}
}

// without is a unit less some versions of its line, unless those are all.
func (u *unit) without(versions []body) unit {
	left := slices.DeleteFunc(slices.Clone(u.line.bodies), func(b body) bool {
		return slices.ContainsFunc(versions, func(v body) bool { return v.words() == b.words() })
	})
	if len(left) == 0 || len(left) == len(u.line.bodies) {
		return *u
	}
	now, l := *u, *u.line
	l.bodies = left
	now.line, now.lines = &l, l.write()
	now.key = keyOf(now.kind, left[0])
	return now
}
