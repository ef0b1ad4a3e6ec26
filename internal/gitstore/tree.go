package gitstore

import (
	"bytes"
	"fmt"
	"sort"
	"strings"
)

// treeEntry is one line of a git tree, its mode kept as git wrote it.
type treeEntry struct {
	mode string
	name string
	hash hash
}

const (
	modeFile = "100644"
	modeExec = "100755"
	modeTree = "40000"
	modeLink = "160000" // a submodule's commit
)

// sortName is what git orders a tree by.
func (e treeEntry) sortName() string {
	if e.mode == modeTree {
		return e.name + "/"
	}
	return e.name
}

func parseTree(b []byte) ([]treeEntry, error) {
	var entries []treeEntry
	for len(b) > 0 {
		sp := bytes.IndexByte(b, ' ')
		nul := bytes.IndexByte(b, 0)
		if sp < 0 || nul < sp || len(b) < nul+1+len(hash{}) {
			return nil, fmt.Errorf("git tree is damaged")
		}
		e := treeEntry{mode: string(b[:sp]), name: string(b[sp+1 : nul])}
		copy(e.hash[:], b[nul+1:])
		entries = append(entries, e)
		b = b[nul+1+len(e.hash):]
	}
	return entries, nil
}

func formatTree(entries []treeEntry) []byte {
	var b bytes.Buffer
	for _, e := range entries {
		b.WriteString(e.mode + " " + e.name + "\x00")
		b.Write(e.hash[:])
	}
	return b.Bytes()
}

// readTree reads a tree object; the zero hash is the empty tree.
func (o *objects) readTree(h hash) ([]treeEntry, error) {
	if h.zero() {
		return nil, nil
	}
	b, err := o.read("tree", h)
	if err != nil {
		return nil, err
	}
	entries, err := parseTree(b)
	if err != nil {
		return nil, fmt.Errorf("reading git tree %s: %w", h, err)
	}
	return entries, nil
}

// leaf is one file as a commit shall have it; mode "" means not at all.
type leaf struct {
	mode string
	hash hash
}

// editTree puts the leaves, by slash path, into a tree and returns the new
// one: the zero hash when nothing is left in it. Entries it need not touch
// stay byte for byte.
func (o *objects) editTree(base hash, leaves map[string]leaf) (hash, error) {
	entries, err := o.readTree(base)
	if err != nil {
		return hash{}, err
	}
	below := map[string]map[string]leaf{}
	for p, l := range leaves {
		name, rest, deep := strings.Cut(p, "/")
		if !deep {
			if i := findEntry(entries, name); l.mode == "" && i >= 0 && entries[i].mode == modeTree {
				continue // a directory now stands where the file was
			}
			entries = putEntry(entries, treeEntry{mode: l.mode, name: name, hash: l.hash})
			continue
		}
		if below[name] == nil {
			below[name] = map[string]leaf{}
		}
		below[name][rest] = l
	}
	for name, sub := range below {
		var old hash
		if i := findEntry(entries, name); i >= 0 {
			if entries[i].mode == modeTree {
				old = entries[i].hash
			} else if allGone(sub) {
				continue
			}
		}
		h, err := o.editTree(old, sub)
		if err != nil {
			return hash{}, err
		}
		e := treeEntry{mode: modeTree, name: name, hash: h}
		if h.zero() {
			e.mode = ""
		}
		entries = putEntry(entries, e)
	}
	if len(entries) == 0 {
		return hash{}, nil
	}
	sort.SliceStable(entries, func(i, j int) bool { return entries[i].sortName() < entries[j].sortName() })
	b := formatTree(entries)
	if h := objectHash("tree", b); h == base {
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

func findEntry(entries []treeEntry, name string) int {
	for i, e := range entries {
		if e.name == name {
			return i
		}
	}
	return -1
}

// putEntry replaces, adds or (mode "") removes the entry of that name.
func putEntry(entries []treeEntry, e treeEntry) []treeEntry {
	i := findEntry(entries, e.name)
	switch {
	case i < 0 && e.mode == "":
		return entries
	case i < 0:
		return append(entries, e)
	case e.mode == "":
		return append(entries[:i], entries[i+1:]...)
	}
	entries[i] = e
	return entries
}

// lookup finds a path in a tree; ok is false when it is not there.
func (o *objects) lookup(tree hash, p string) (e treeEntry, ok bool, err error) {
	e = treeEntry{mode: modeTree, hash: tree}
	if p == "" || p == "." {
		return e, !tree.zero(), nil
	}
	for part := range strings.SplitSeq(p, "/") {
		if e.mode != modeTree {
			return e, false, nil
		}
		entries, err := o.readTree(e.hash)
		if err != nil {
			return e, false, err
		}
		i := findEntry(entries, part)
		if i < 0 {
			return e, false, nil
		}
		e = entries[i]
	}
	return e, true, nil
}
