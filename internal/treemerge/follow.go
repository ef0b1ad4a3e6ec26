package treemerge

import (
	"bytes"
	"cmp"
	"errors"
	"maps"
	"path"
	"slices"
	"strings"
)

// follow lets the edits of one side follow a directory that the other renamed:
// the tree that was merged from, and the side that stayed, are told in the new
// names. Renamed on both sides, the name that sorts first wins.
func (t *Three) follow(m *Merged) error {
	ours, err := t.renames(Ours, t.Ours)
	if err != nil {
		return err
	}
	theirs, err := t.renames(Theirs, t.Theirs)
	if err != nil {
		return err
	}
	for _, from := range slices.Sorted(maps.Keys(ours)) {
		to, both := theirs[from]
		if !both {
			t.Theirs.move(from, ours[from])
			continue
		}
		if to != ours[from] {
			first := min(to, ours[from])
			m.say(first, "renamed on both sides: %s and %s", path.Base(ours[from]), path.Base(to))
			t.Ours.move(ours[from], first)
			t.Theirs.move(to, first)
			theirs[from] = first
		}
	}
	for _, from := range slices.Sorted(maps.Keys(theirs)) {
		if ours[from] == "" {
			t.Ours.move(from, theirs[from])
		}
	}
	for from, to := range ours {
		t.Base.move(from, cmp.Or(theirs[from], to))
	}
	for from, to := range theirs {
		t.Base.move(from, to)
	}
	return nil
}

// move gives all below a directory another place.
func (tree Tree) move(from, to string) {
	for p, f := range maps.Clone(tree) {
		if rest, ok := strings.CutPrefix(p, from+"/"); ok && from != to {
			delete(tree, p)
			tree[to+"/"+rest] = f
		}
	}
}

// renames maps the directories that a side has no longer to those where it has
// most of their files.
func (t *Three) renames(side Side, tree Tree) (map[string]string, error) {
	gone := map[string][]string{} // by directory: the names that went
	for p := range t.Base {
		if dir := path.Dir(p); !tree[p].There() && dir != "." && !t.Holds(side, dir) {
			gone[dir] = append(gone[dir], path.Base(p))
		}
	}
	fresh := map[string]bool{}
	for p := range tree {
		if dir := path.Dir(p); dir != "." && !t.Base[p].There() && !t.Holds(Base, dir) {
			fresh[dir] = true
		}
	}
	renamed := map[string]string{}
	for from, names := range gone {
		best := 0
		for _, to := range slices.Sorted(maps.Keys(fresh)) {
			same, err := t.common(tree, from, to, names)
			if err != nil {
				return nil, err
			}
			if same > best && 2*same >= len(names) {
				renamed[from], best = to, same
			}
		}
	}
	return renamed, nil
}

// common counts the files that a directory has in common with a new one.
func (t *Three) common(tree Tree, from, to string, names []string) (int, error) {
	same := 0
	for _, name := range names {
		before, after := t.Base[from+"/"+name], tree[to+"/"+name]
		switch {
		case !after.There():
			continue
		case before.ID == after.ID:
			same++
			continue
		case !before.plain() || !after.plain():
			continue
		}
		a, err := t.Read(from+"/"+name, before)
		if err != nil && !errors.Is(err, ErrTooLarge) {
			return 0, err
		}
		b, err := t.Read(to+"/"+name, after)
		if err != nil && !errors.Is(err, ErrTooLarge) {
			return 0, err
		}
		if alike(a, b) {
			same++
		}
	}
	return same, nil
}

// alike reports whether two texts have at least half of their lines in common.
func alike(a, b []byte) bool {
	lines := map[string]int{}
	total, shared := 0, 0
	for l := range bytes.Lines(a) {
		lines[string(l)]++
		total++
	}
	n := 0
	for l := range bytes.Lines(b) {
		n++
		if lines[string(l)] > 0 {
			lines[string(l)]--
			shared++
		}
	}
	return shared > 0 && 2*shared >= max(total, n)
}
