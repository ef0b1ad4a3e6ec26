package treemerge

import (
	"bytes"
	"errors"
	"fmt"
	"maps"
	"path"
	"slices"
	"strings"

	"oneonone/internal/merge"
)

// The modes that git gives to files.
const (
	ModeFile      = "100644"
	ModeExec      = "100755"
	ModeLink      = "120000"
	ModeSubmodule = "160000"
)

// File is one file of a tree: its mode, and git's name for its bytes. The zero
// File is no file.
type File struct{ Mode, ID string }

// There reports whether there is a file.
func (f File) There() bool { return f.Mode != "" }

// plain reports whether a file has bytes that can be merged.
func (f File) plain() bool { return f.Mode == ModeFile || f.Mode == ModeExec }

// Tree is files by slash path.
type Tree map[string]File

// Three is what to merge: three trees, reduced to the files in which at least two
// of them differ.
type Three struct {
	Base, Ours, Theirs Tree
	// Read returns the bytes of a file that one of the trees has at that name, or
	// ErrTooLarge.
	Read func(p string, f File) ([]byte, error)
	// Holds reports whether a whole tree, and not only what differs, has a file
	// or directory of that name.
	Holds func(side Side, name string) bool
}

// ErrTooLarge says that a file is too large for its lines to be merged.
var ErrTooLarge = errors.New("too large to be merged")

// Side is one of the three trees.
type Side int

// The three trees.
const (
	Base Side = iota
	Ours
	Theirs
)

// Outcome is the result for one file.
type Outcome struct {
	File
	// Data are the bytes of a file that neither side has; its ID is empty.
	Data []byte
	// Decide are the lines, counted from 1, that hold a second version for a person to choose from.
	Decide []int
}

// Merged is the result for the files that differ.
type Merged struct {
	Files map[string]Outcome
	// Notices say what the user should know, by file.
	Notices []Notice
}

// Notice is one thing to know about a file.
type Notice struct{ Path, Text string }

func (m *Merged) say(p, format string, args ...any) {
	m.Notices = append(m.Notices, Notice{p, fmt.Sprintf(format, args...)})
}

// Merge merges three trees.
func Merge(t Three) (*Merged, error) {
	t.Base, t.Ours, t.Theirs = maps.Clone(t.Base), maps.Clone(t.Ours), maps.Clone(t.Theirs)
	m := &Merged{Files: map[string]Outcome{}}
	if err := t.follow(m); err != nil {
		return nil, err
	}
	for _, p := range t.Names() {
		if err := t.file(m, p); err != nil {
			return nil, err
		}
	}
	t.part(m)
	return m, nil
}

// Names are all the files, in order.
func (t *Three) Names() []string {
	all := map[string]bool{}
	for _, tree := range []Tree{t.Base, t.Ours, t.Theirs} {
		for p := range tree {
			all[p] = true
		}
	}
	return slices.Sorted(maps.Keys(all))
}

// file decides about one file.
func (t *Three) file(m *Merged, p string) error {
	base, ours, theirs := t.Base[p], t.Ours[p], t.Theirs[p]
	switch {
	case ours == theirs, base == theirs:
		m.Files[p] = Outcome{File: ours}
	case base == ours:
		m.Files[p] = Outcome{File: theirs}
	case !ours.There():
		m.Files[p] = Outcome{File: theirs}
		m.say(p, "removed here and edited there: kept")
	case !theirs.There():
		m.Files[p] = Outcome{File: ours}
		m.say(p, "edited here and removed there: kept")
	case !ours.plain() || !theirs.plain():
		m.Files[p] = Outcome{File: ours}
		m.say(p, "changed on both sides, and not a file that can be merged by line: yours stays")
	default:
		return t.both(m, p)
	}
	return nil
}

// both merges a file that both sides changed or added.
func (t *Three) both(m *Merged, p string) error {
	base, ours, theirs := t.Base[p], t.Ours[p], t.Theirs[p]
	mode := mergeMode(base, ours, theirs)
	if ours.ID == theirs.ID || theirs.ID == base.ID {
		m.Files[p] = Outcome{File: File{mode, ours.ID}}
		return nil
	}
	if ours.ID == base.ID {
		m.Files[p] = Outcome{File: File{mode, theirs.ID}}
		return nil
	}
	var texts [3][]byte
	for i, f := range []File{base, ours, theirs} {
		if !f.plain() {
			continue
		}
		b, err := t.Read(p, f)
		if errors.Is(err, ErrTooLarge) {
			t.keepBoth(m, p, mode, ours.ID, theirs.ID)
			return nil
		}
		if err != nil {
			return fmt.Errorf("merging %s: %w", p, err)
		}
		texts[i] = append([]byte{}, b...)
	}
	if slices.ContainsFunc(texts[:], binary) {
		t.keepBoth(m, p, mode, ours.ID, theirs.ID)
		return nil
	}
	r := Text(p, texts[Base], texts[Ours], texts[Theirs])
	if len(r.Decide) > 0 && merge.KindOf(p) == merge.Plain { // plain text has no place for two versions of a line
		t.keepBoth(m, p, mode, ours.ID, theirs.ID)
		return nil
	}
	m.Files[p] = Outcome{File: File{Mode: mode}, Data: append([]byte{}, r.Text...), Decide: r.Decide}
	return nil
}

// keepBoth keeps two versions that cannot be merged: one under the file's name,
// the other beside it. Which is which depends only on their bytes.
func (t *Three) keepBoth(m *Merged, p, mode, a, b string) {
	beside := t.free(m, p)
	m.Files[p] = Outcome{File: File{mode, min(a, b)}}
	m.Files[beside] = Outcome{File: File{mode, max(a, b)}}
	m.say(p, "changed on both sides: the other version is %s", beside)
}

// free is a name like p's that is not taken.
func (t *Three) free(m *Merged, p string) string {
	ext := path.Ext(p)
	stem := strings.TrimSuffix(p, ext)
	if path.Base(p) == ext {
		stem, ext = p, ""
	}
	for n := 2; ; n++ {
		name := fmt.Sprintf("%s (%d)%s", stem, n, ext)
		if !m.Files[name].There() && !t.Holds(Ours, name) && !t.Holds(Theirs, name) {
			return name
		}
	}
}

// part renames a file where the other side has a directory.
func (t *Three) part(m *Merged) {
	for p, o := range maps.Clone(m.Files) {
		if !o.There() {
			continue
		}
		for dir := path.Dir(p); dir != "."; dir = path.Dir(dir) {
			file := m.Files[dir]
			if !file.There() {
				continue
			}
			name := t.free(m, dir)
			m.Files[name], m.Files[dir] = file, Outcome{}
			m.say(dir, "a file on one side and a directory on the other: the file is %s", name)
		}
	}
}

// mergeMode merges whether a file is executable.
func mergeMode(base, ours, theirs File) string {
	switch {
	case base.Mode == ours.Mode:
		return theirs.Mode
	case base.Mode == theirs.Mode || ours.Mode == theirs.Mode:
		return ours.Mode
	}
	return ModeExec
}

// Text merges the texts of one file in the way its name calls for; base is nil
// when both sides added it.
func Text(p string, base, ours, theirs []byte) merge.Result {
	return merge.Merge(merge.KindOf(p), base, ours, theirs)
}

// binary is git's own test for what is not text.
func binary(b []byte) bool {
	const look = 8000
	return bytes.IndexByte(b[:min(len(b), look)], 0) >= 0
}
