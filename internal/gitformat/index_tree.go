package gitformat

import (
	"bytes"
	"sort"
	"strconv"
)

// SameMode reports whether a mode from a tree equals one from the index.
func SameMode(tree string, ix uint32) bool {
	m, err := strconv.ParseUint(tree, 8, 32)
	return err == nil && uint32(m) == ix
}

// IndexTree is the hash of the tree that the entries would make; ok is false when
// they make none, because of conflicts or files only marked to be added.
func IndexTree(prefix string, entries []Entry) (h Hash, ok bool) {
	var b []byte
	for i := 0; i < len(entries); {
		e := entries[i]
		if e.Stage() != 0 || e.Ext&ExtIntent != 0 {
			return h, false
		}
		rest := e.Name[len(prefix):]
		cut := bytes.IndexByte(rest, '/')
		if cut < 0 {
			b = strconv.AppendUint(b, uint64(e.Mode()), 8)
			b = append(append(append(b, ' '), rest...), 0)
			b = append(b, e.Raw[40:60]...)
			i++
			continue
		}
		below := e.Name[:len(prefix)+cut+1]
		n := sort.Search(len(entries)-i, func(k int) bool { return !bytes.HasPrefix(entries[i+k].Name, below) })
		sub, ok := IndexTree(string(below), entries[i:i+n])
		if !ok {
			return h, false
		}
		b = append(b, ModeTree+" "...)
		b = append(append(b, rest[:cut]...), 0)
		b = append(b, sub[:]...)
		i += n
	}
	if len(b) == 0 {
		return h, true
	}
	return ObjectHash("tree", b), true
}
