package treemerge

import (
	"bytes"
	"cmp"
	"errors"
	"maps"
	"math"
	"path"
	"slices"
)

// maxPairs bounds how many pairs of files are compared line by line; beyond that
// a renamed file is recognised only by equal bytes.
const maxPairs = 10_000

// renamedFiles maps the files that one side no longer has, and the other edited
// or renamed too, to their new names on either side.
func (t *Three) renamedFiles() (ours, theirs map[string]string, err error) {
	if ours, err = t.renamedOn(t.Ours, t.Theirs); err != nil {
		return nil, nil, err
	}
	if theirs, err = t.renamedOn(t.Theirs, t.Ours); err != nil {
		return nil, nil, err
	}
	both := maps.Clone(ours)
	maps.Copy(both, theirs)
	for from := range both {
		if t.inDoubt(from, ours[from], theirs[from]) {
			delete(ours, from)
			delete(theirs, from)
		}
	}
	return ours, theirs, nil
}

// inDoubt reports whether a file was renamed on one side and removed on the
// other, or a new name is taken by something else on the other side.
func (t *Three) inDoubt(from, ours, theirs string) bool {
	switch {
	case ours == "":
		return !t.Ours[from].There() || t.Ours[theirs].There()
	case theirs == "":
		return !t.Theirs[from].There() || t.Theirs[ours].There()
	}
	return ours != theirs && (t.Ours[theirs].There() || t.Theirs[ours].There())
}

// renamedOn pairs the files that went from a tree with the new ones in it: each
// with the one it has most lines in common with.
func (t *Three) renamedOn(tree, other Tree) (map[string]string, error) {
	gone, fresh := t.gone(tree, other), t.fresh(tree)
	type pair struct {
		from, to string
		shared   int
	}
	var pairs []pair
	for _, from := range gone {
		for _, to := range fresh {
			before, after := t.Base[from], tree[to]
			shared := 0
			switch {
			case path.Ext(from) != path.Ext(to):
			case before.ID == after.ID:
				shared = math.MaxInt
			case len(gone)*len(fresh) <= maxPairs:
				var err error
				if shared, err = t.shared(from, to, before, after); err != nil {
					return nil, err
				}
			}
			if shared > 0 {
				pairs = append(pairs, pair{from, to, shared})
			}
		}
	}
	slices.SortStableFunc(pairs, func(a, b pair) int { return cmp.Compare(b.shared, a.shared) })
	renamed, taken := map[string]string{}, map[string]bool{}
	for _, p := range pairs {
		if renamed[p.from] == "" && !taken[p.to] {
			renamed[p.from], taken[p.to] = p.to, true
		}
	}
	return renamed, nil
}

// gone returns the files that a tree no longer has, except those that the other
// side left unchanged: they have no edits to carry over.
func (t *Three) gone(tree, other Tree) []string {
	var gone []string
	for _, p := range slices.Sorted(maps.Keys(t.Base)) {
		if t.Base[p].plain() && !tree[p].There() && other[p] != t.Base[p] {
			gone = append(gone, p)
		}
	}
	return gone
}

// fresh returns the files that are new in a tree.
func (t *Three) fresh(tree Tree) []string {
	var fresh []string
	for _, p := range slices.Sorted(maps.Keys(tree)) {
		if tree[p].plain() && !t.Base[p].There() {
			fresh = append(fresh, p)
		}
	}
	return fresh
}

// shared counts the lines that two files have in common, if they are at least
// half of each. Headings, which all entries share, and blank lines do not count.
func (t *Three) shared(from, to string, before, after File) (int, error) {
	a, err := t.Read(from, before)
	if err != nil && !errors.Is(err, ErrTooLarge) {
		return 0, err
	}
	b, err := t.Read(to, after)
	if err != nil && !errors.Is(err, ErrTooLarge) {
		return 0, err
	}
	lines, total := map[string]int{}, 0
	for l := range telling(a) {
		lines[l]++
		total++
	}
	n, shared := 0, 0
	for l := range telling(b) {
		if n++; lines[l] > 0 {
			lines[l]--
			shared++
		}
	}
	if 2*shared < max(total, n) {
		return 0, nil
	}
	return shared, nil
}

// telling yields the lines by which a text is recognised.
func telling(text []byte) func(yield func(string) bool) {
	return func(yield func(string) bool) {
		for l := range bytes.Lines(text) {
			l = bytes.TrimSpace(l)
			if len(l) > 0 && l[0] != '#' && !yield(string(l)) {
				return
			}
		}
	}
}
