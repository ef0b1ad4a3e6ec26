package treemerge

import (
	"cmp"
	"maps"
	"path"
	"slices"
	"strings"
)

// follow lets the edits of one side follow what the other renamed: directories
// first, then single files.
func (t *Three) follow(m *Merged) error {
	for _, renames := range []func() (ours, theirs map[string]string, err error){t.renamedDirs, t.renamedFiles} {
		ours, theirs, err := renames()
		if err != nil {
			return err
		}
		t.rename(m, ours, theirs)
	}
	return nil
}

// rename puts the base, and the side that did not rename, under the new names. If
// both sides renamed, the name that sorts first wins.
func (t *Three) rename(m *Merged, ours, theirs map[string]string) {
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
}

// move moves a file, or everything below a directory.
func (tree Tree) move(from, to string) {
	for p, f := range maps.Clone(tree) {
		rest, ok := strings.CutPrefix(p, from)
		if ok && from != to && (rest == "" || rest[0] == '/') {
			delete(tree, p)
			tree[to+rest] = f
		}
	}
}

func (t *Three) renamedDirs() (ours, theirs map[string]string, err error) {
	if ours, err = t.renames(Ours, t.Ours); err == nil {
		theirs, err = t.renames(Theirs, t.Theirs)
	}
	return ours, theirs, err
}

// renames maps the directories that a side no longer has to those where it has
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

// common counts the files that an old directory and a new one have in common.
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
		shared, err := t.shared(from+"/"+name, to+"/"+name, before, after)
		if err != nil {
			return 0, err
		}
		if shared > 0 {
			same++
		}
	}
	return same, nil
}
