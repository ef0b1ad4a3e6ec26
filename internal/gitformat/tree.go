package gitformat

import (
	"bytes"
	"fmt"
)

// TreeEntry is one line of a git tree, its mode kept as git wrote it.
type TreeEntry struct {
	Mode string
	Name string
	Hash Hash
}

// The modes of a tree's lines.
const (
	ModeFile = "100644"
	ModeExec = "100755"
	ModeTree = "40000"
	ModeLink = "160000" // a submodule's commit
)

// SortName is the name by which git sorts a tree.
func (e TreeEntry) SortName() string {
	if e.Mode == ModeTree {
		return e.Name + "/"
	}
	return e.Name
}

// ParseTree reads a tree object.
func ParseTree(b []byte) ([]TreeEntry, error) {
	var entries []TreeEntry
	for len(b) > 0 {
		sp := bytes.IndexByte(b, ' ')
		nul := bytes.IndexByte(b, 0)
		if sp < 0 || nul < sp || len(b) < nul+1+len(Hash{}) {
			return nil, fmt.Errorf("git tree is damaged")
		}
		e := TreeEntry{Mode: string(b[:sp]), Name: string(b[sp+1 : nul])}
		copy(e.Hash[:], b[nul+1:])
		entries = append(entries, e)
		b = b[nul+1+len(e.Hash):]
	}
	return entries, nil
}

// FormatTree writes a tree object.
func FormatTree(entries []TreeEntry) []byte {
	var b bytes.Buffer
	for _, e := range entries {
		b.WriteString(e.Mode + " " + e.Name + "\x00")
		b.Write(e.Hash[:])
	}
	return b.Bytes()
}

// FindEntry is the index of the entry with a name, or -1.
func FindEntry(entries []TreeEntry, name string) int {
	for i, e := range entries {
		if e.Name == name {
			return i
		}
	}
	return -1
}

// PutEntry replaces, adds or (mode "") removes the entry of that name.
func PutEntry(entries []TreeEntry, e TreeEntry) []TreeEntry {
	i := FindEntry(entries, e.Name)
	switch {
	case i < 0 && e.Mode == "":
		return entries
	case i < 0:
		return append(entries, e)
	case e.Mode == "":
		return append(entries[:i], entries[i+1:]...)
	}
	entries[i] = e
	return entries
}
