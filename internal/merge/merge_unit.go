package merge

import "slices"

// mergeUnit merges what became of one unit; was is nil for one that both added.
// It returns two units where both must be kept.
func mergeUnit(was, a, b *unit) []unit {
	switch {
	case a.raw() == b.raw(), was != nil && b.raw() == was.raw():
		return []unit{a.with(was, a, b)}
	case was != nil && a.raw() == was.raw():
		return []unit{b.with(was, a, b)}
	case a.entry != nil && b.entry != nil:
		u := a.with(was, a, b)
		u.entry = mergeEntry(entryOf(was), a.entry, b.entry)
		u.lines = u.entry.all()
		return []unit{u}
	case was != nil && was.kind == verbatim && a.kind == verbatim && b.kind == verbatim:
		u := a.with(was, a, b)
		u.lines = mergeVerbatim(was.lines, a.lines, b.lines)
		u.key = u.raw()
		return []unit{u}
	case a.kind != b.kind || a.line == nil || was != nil && (was.kind != a.kind || parted(was, a, b)):
		if compare(a, b) > 0 {
			a, b = b, a
		}
		return []unit{*a, *b}
	}
	u := a.with(was, a, b)
	var o *line
	if was != nil {
		o = was.line
	}
	u.line = mergeLine(o, a.line, b.line)
	u.lines = u.line.write()
	return []unit{u}
}

// parted reports whether a line must become two: both sides reworded it, and only
// one closed it. In one line, nobody could tell which wording was done.
func parted(was, a, b *unit) bool {
	reworded := func(u *unit) bool { return !u.shares(was) }
	closed := func(u *unit) bool { return u.line.rank() > 0 }
	return was.line != nil && closed(a) != closed(b) && reworded(a) && reworded(b) && !a.shares(b)
}

// mergeVerbatim merges a block line by line; where both changed the same lines
// it keeps both.
func mergeVerbatim(was, a, b []string) []string {
	ids := map[string]int{}
	var all []string
	for _, s := range diff3(number(ids, was), number(ids, a), number(ids, b)) {
		ours, theirs := a[s.ours.from:s.ours.to], b[s.thrs.from:s.thrs.to]
		switch s.from {
		case fromOurs:
			all = append(all, ours...)
		case fromTheirs:
			all = append(all, theirs...)
		default:
			all = append(all, ours...)
			for _, l := range theirs {
				if !slices.Contains(ours, l) {
					all = append(all, l)
				}
			}
		}
	}
	return all
}

func entryOf(u *unit) *entry {
	if u == nil {
		return nil
	}
	return u.entry
}

// with is a unit with the blank lines above it merged.
func (u unit) with(was, a, b *unit) unit {
	if was == nil {
		u.gap = min(a.gap, b.gap)
		u.lazy, u.loose = a.lazy || b.lazy, a.loose && b.loose
	} else {
		u.lazy = one(&was.lazy, a.lazy, b.lazy, true)
		u.loose = one(&was.loose, a.loose, b.loose, true)
		u.gap = one(&was.gap, a.gap, b.gap, max(a.gap, b.gap))
	}
	return u
}

// one merges one value: the side that changed it wins, and where both did, it
// is what they agree on, else other.
func one[T comparable](was *T, a, b, other T) T {
	switch {
	case a == b:
		return a
	case was != nil && *was == a:
		return b
	case was != nil && *was == b:
		return a
	}
	return other
}
