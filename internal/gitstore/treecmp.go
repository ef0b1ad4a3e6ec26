package gitstore

import (
	"bytes"
	"sort"
	"strings"

	"oneonone/internal/gitformat"
)

// treeDiff compares a tree of HEAD with a run of index entries.
type treeDiff struct {
	o     *objects
	found func(path string, inHead gitformat.TreeEntry)
}

func (d treeDiff) compare(prefix string, tree gitformat.Hash, entries []gitformat.Entry) error {
	if h, ok := gitformat.IndexTree(prefix, entries); ok && h == tree {
		return nil
	}
	old, err := d.o.readTree(tree)
	if err != nil {
		return err
	}
	inHead := make(map[string]gitformat.TreeEntry, len(old))
	for _, e := range old {
		inHead[e.Name] = e
	}
	for len(entries) > 0 {
		name, _, deep := strings.Cut(string(entries[0].Name[len(prefix):]), "/")
		n := 1
		if deep {
			below := prefix + name + "/"
			n = sort.Search(len(entries), func(i int) bool { return !bytes.HasPrefix(entries[i].Name, []byte(below)) })
			var sub gitformat.Hash
			if e, ok := inHead[name]; ok && e.Mode == gitformat.ModeTree {
				sub = e.Hash
				delete(inHead, name)
			}
			if err := d.compare(below, sub, entries[:n]); err != nil {
				return err
			}
		} else {
			e, ok := inHead[name]
			if isTree := ok && e.Mode == gitformat.ModeTree; !ok || isTree || entries[0].Stage() != 0 || e.Hash != entries[0].Hash() || !gitformat.SameMode(e.Mode, entries[0].Mode()) {
				if isTree {
					e = gitformat.TreeEntry{}
				}
				d.found(prefix+name, e)
			}
			if ok && e.Mode != gitformat.ModeTree {
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

// gone reports everything below an entry of HEAD that the index lacks.
func (d treeDiff) gone(p string, e gitformat.TreeEntry) error {
	if e.Mode != gitformat.ModeTree {
		d.found(p, e)
		return nil
	}
	entries, err := d.o.readTree(e.Hash)
	if err != nil {
		return err
	}
	for _, sub := range entries {
		if err := d.gone(p+"/"+sub.Name, sub); err != nil {
			return err
		}
	}
	return nil
}
