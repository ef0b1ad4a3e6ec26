package merge

import "slices"

// Where a line has several versions, a text that had one of them as a line of its
// own and deleted it chose against that version only. The others stay.

// chosenAgainst drops from the lines of y the versions that x deleted, where a
// merge had put them beside others. What x has in the same place instead is
// merged with the versions in [mergeLine].
func chosenAgainst(base []unit, there map[string]int, x, y alignment) {
	gone, apart := map[string]bool{}, map[string]*line{}
	for i := range base {
		all := base[i].versions()
		for _, v := range all {
			chosen := there[v.plain()] == 0
			gone[v.plain()], gone[v.words()] = chosen, chosen
			if chosen && len(all) > 1 {
				apart[keyOf(base[i].kind, v)] = base[i].line // y made it a line of its own
			}
		}
	}
	chosen := func(v body) bool { return gone[v.plain()] }
	for i, u := range y.kept {
		was := &base[i]
		switch {
		case u == nil || u.line == nil || was.line == nil:
		case x.kept[i] != nil:
			y.kept[i] = u.without(func(v body) bool { return chosen(v) && !was.has(v) })
		case u.edited(was):
		case !slices.ContainsFunc(u.line.bodies, func(v body) bool { return !gone[v.words()] }):
			y.kept[i] = nil // other versions beside it are no edit, nor are fewer
		default:
			y.kept[i] = u.without(chosen)
		}
	}
	for g := range y.added {
		for n := range y.added[g] {
			u := &y.added[g][n]
			*u = *u.without(chosen)
		}
		y.added[g] = slices.DeleteFunc(y.added[g], func(u unit) bool {
			was := apart[u.key]
			return was != nil && (!u.line.marked() || u.line.alike(was))
		})
	}
}

// once drops from the versions of lines what the merge has more often than either
// text: in one it is a line of its own, or a version of another line.
func once(all []unit, x, y map[string]int) []unit {
	n := map[string]int{}
	for i := range all {
		for _, v := range all[i].versions() {
			n[v.plain()]++
		}
	}
	again := func(v body) bool {
		words := v.plain()
		if n[words] <= max(x[words], y[words], 1) {
			return false
		}
		n[words]--
		return true
	}
	for i := range all {
		left := len(all[i].versions())
		all[i] = *all[i].without(func(v body) bool {
			drop := left > 1 && again(v)
			if drop {
				left--
			}
			return drop
		})
	}
	return slices.DeleteFunc(all, func(u unit) bool { return u.chosen && len(u.line.bodies) == 1 && again(u.line.bodies[0]) })
}

// versions counts the versions that the lines of a text have.
func (al alignment) versions() map[string]int {
	n := map[string]int{}
	al.each(func(u *unit) {
		for _, v := range u.versions() {
			n[v.plain()]++
		}
	})
	return n
}

// several reports whether a line of a text has several versions.
func (al alignment) several() bool {
	found := false
	al.each(func(u *unit) { found = found || len(u.versions()) > 1 })
	return found
}

// each calls do for every unit of a text, kept or added.
func (al alignment) each(do func(*unit)) {
	for _, u := range al.kept {
		if u != nil {
			do(u)
		}
	}
	for _, added := range al.added {
		for i := range added {
			do(&added[i])
		}
	}
}

// versions are all versions of a line.
func (u *unit) versions() []body {
	if u.line == nil {
		return nil
	}
	return u.line.bodies
}

// edited reports whether a line still begins with one of the versions it had, but
// differs in anything besides words.
func (u *unit) edited(was *unit) bool {
	return was.has(u.line.bodies[0]) && !u.line.alike(was.line)
}

// alike reports whether two lines differ in nothing but words.
func (l *line) alike(m *line) bool {
	return l.mark == m.mark && l.box == m.box && l.state == m.state && l.since == m.since && slices.Equal(l.due, m.due)
}

// marked reports whether a line has more than words.
func (l *line) marked() bool { return l.box != "" || l.state != "" || l.since != "" || len(l.due) > 0 }

// has reports whether words are one of a line's versions.
func (u *unit) has(words body) bool {
	return slices.ContainsFunc(u.versions(), func(v body) bool { return v.plain() == words.plain() })
}

// shares reports whether two lines have a version in common.
func (u *unit) shares(other *unit) bool { return slices.ContainsFunc(u.versions(), other.has) }

// without is a unit without some versions of its line; unchanged when none would be left.
func (u *unit) without(unwanted func(body) bool) *unit {
	if len(u.versions()) < 2 {
		return u
	}
	left := slices.DeleteFunc(slices.Clone(u.line.bodies), unwanted)
	if len(left) == 0 || len(left) == len(u.line.bodies) {
		return u
	}
	now, l := *u, *u.line
	l.bodies = left
	now.line, now.lines, now.chosen = &l, l.write(), true
	now.key = keyOf(now.kind, left[0])
	return &now
}
