package gitstore

import (
	"fmt"
	"oneonone/internal/gitformat"
	"sort"
	"strings"
)

// readTree reads a tree object; the zero hash is the empty tree.
func (o *objects) readTree(h gitformat.Hash) ([]gitformat.TreeEntry, error) {
	if h.Zero() {
		return nil, nil
	}
	b, err := o.read("tree", h)
	if err != nil {
		return nil, err
	}
	entries, err := gitformat.ParseTree(b)
	if err != nil {
		return nil, fmt.Errorf("reading git tree %s: %w", h, err)
	}
	return entries, nil
}

// leaf is one file as a commit should have it; mode "" means not at all.
type leaf struct {
	mode string
	hash gitformat.Hash
}

// editTree puts the leaves, by slash path, into a tree and returns the new
// one: the zero hash when nothing is left in it. Entries it does not touch stay
// byte for byte.
func (o *objects) editTree(base gitformat.Hash, leaves map[string]leaf) (gitformat.Hash, error) {
	entries, err := o.readTree(base)
	if err != nil {
		return gitformat.Hash{}, err
	}
	below := map[string]map[string]leaf{}
	for p, l := range leaves {
		name, rest, deep := strings.Cut(p, "/")
		if !deep {
			if i := gitformat.FindEntry(entries, name); l.mode == "" && i >= 0 && entries[i].Mode == gitformat.ModeTree {
				continue // a directory has taken the file's place
			}
			entries = gitformat.PutEntry(entries, gitformat.TreeEntry{Mode: l.mode, Name: name, Hash: l.hash})
			continue
		}
		if below[name] == nil {
			below[name] = map[string]leaf{}
		}
		below[name][rest] = l
	}
	for name, sub := range below {
		var old gitformat.Hash
		if i := gitformat.FindEntry(entries, name); i >= 0 {
			if entries[i].Mode == gitformat.ModeTree {
				old = entries[i].Hash
			} else if allGone(sub) {
				continue
			}
		}
		h, err := o.editTree(old, sub)
		if err != nil {
			return gitformat.Hash{}, err
		}
		e := gitformat.TreeEntry{Mode: gitformat.ModeTree, Name: name, Hash: h}
		if h.Zero() {
			e.Mode = ""
		}
		entries = gitformat.PutEntry(entries, e)
	}
	if len(entries) == 0 {
		return gitformat.Hash{}, nil
	}
	sort.SliceStable(entries, func(i, j int) bool { return entries[i].SortName() < entries[j].SortName() })
	b := gitformat.FormatTree(entries)
	if h := gitformat.ObjectHash("tree", b); h == base {
		return base, nil
	}
	return o.add("tree", b)
}

func allGone(leaves map[string]leaf) bool {
	for _, l := range leaves {
		if l.mode != "" {
			return false
		}
	}
	return true
}

// lookup finds a path in a tree; ok is false when it is not there.
func (o *objects) lookup(tree gitformat.Hash, p string) (e gitformat.TreeEntry, ok bool, err error) {
	e = gitformat.TreeEntry{Mode: gitformat.ModeTree, Hash: tree}
	if p == "" || p == "." {
		return e, !tree.Zero(), nil
	}
	for part := range strings.SplitSeq(p, "/") {
		if e.Mode != gitformat.ModeTree {
			return e, false, nil
		}
		entries, err := o.readTree(e.Hash)
		if err != nil {
			return e, false, err
		}
		i := gitformat.FindEntry(entries, part)
		if i < 0 {
			return e, false, nil
		}
		e = entries[i]
	}
	return e, true, nil
}
