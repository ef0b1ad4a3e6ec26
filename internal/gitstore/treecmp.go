package gitstore

import (
	"bytes"
	"sort"
	"strconv"
	"strings"
)

// treeDiff compares a tree of HEAD with a run of index entries.
type treeDiff struct {
	o     *objects
	found func(path string, inHead treeEntry)
}

func (d treeDiff) compare(prefix string, tree hash, entries []indexEntry) error {
	if h, ok := indexTree(prefix, entries); ok && h == tree {
		return nil
	}
	old, err := d.o.readTree(tree)
	if err != nil {
		return err
	}
	inHead := make(map[string]treeEntry, len(old))
	for _, e := range old {
		inHead[e.name] = e
	}
	for len(entries) > 0 {
		name, _, deep := strings.Cut(string(entries[0].name[len(prefix):]), "/")
		n := 1
		if deep {
			below := prefix + name + "/"
			n = sort.Search(len(entries), func(i int) bool { return !bytes.HasPrefix(entries[i].name, []byte(below)) })
			var sub hash
			if e, ok := inHead[name]; ok && e.mode == modeTree {
				sub = e.hash
				delete(inHead, name)
			}
			if err := d.compare(below, sub, entries[:n]); err != nil {
				return err
			}
		} else {
			e, ok := inHead[name]
			if isTree := ok && e.mode == modeTree; !ok || isTree || entries[0].stage() != 0 || e.hash != entries[0].hash() || !sameMode(e.mode, entries[0].mode()) {
				if isTree {
					e = treeEntry{}
				}
				d.found(prefix+name, e)
			}
			if ok && e.mode != modeTree {
				delete(inHead, name)
			}
		}
		entries = entries[n:]
	}
	for name, e := range inHead {
		if err := d.gone(prefix+name, e); err != nil {
			return err
		}
	}
	return nil
}

// gone reports everything below an entry of HEAD that the index has not.
func (d treeDiff) gone(p string, e treeEntry) error {
	if e.mode != modeTree {
		d.found(p, e)
		return nil
	}
	entries, err := d.o.readTree(e.hash)
	if err != nil {
		return err
	}
	for _, sub := range entries {
		if err := d.gone(p+"/"+sub.name, sub); err != nil {
			return err
		}
	}
	return nil
}

func sameMode(tree string, ix uint32) bool {
	m, err := strconv.ParseUint(tree, 8, 32)
	return err == nil && uint32(m) == ix
}

// indexTree is the hash of the tree that the entries would make; ok is false
// when they make none, with conflicts or files only intended to be added.
func indexTree(prefix string, entries []indexEntry) (h hash, ok bool) {
	var b []byte
	for i := 0; i < len(entries); {
		e := entries[i]
		if e.stage() != 0 || e.ext&extIntent != 0 {
			return h, false
		}
		rest := e.name[len(prefix):]
		cut := bytes.IndexByte(rest, '/')
		if cut < 0 {
			b = strconv.AppendUint(b, uint64(e.mode()), 8)
			b = append(append(append(b, ' '), rest...), 0)
			b = append(b, e.raw[40:60]...)
			i++
			continue
		}
		below := e.name[:len(prefix)+cut+1]
		n := sort.Search(len(entries)-i, func(k int) bool { return !bytes.HasPrefix(entries[i+k].name, below) })
		sub, ok := indexTree(string(below), entries[i:i+n])
		if !ok {
			return h, false
		}
		b = append(b, modeTree+" "...)
		b = append(append(b, rest[:cut]...), 0)
		b = append(b, sub[:]...)
		i += n
	}
	if len(b) == 0 {
		return h, true
	}
	return objectHash("tree", b), true
}
