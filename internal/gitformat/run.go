package gitformat

import (
	"bytes"
	"path"
	"sort"
)

// Run walks the index entries of one directory, in order.
type Run struct {
	prefix  int // length of the directory's name with its slash
	Entries []Entry
}

// Below is the run of entries in the directory of a path.
func (ix *Index) Below(p string) Run {
	dir, _ := path.Split(p)
	i, _ := ix.Find(dir)
	n := sort.Search(len(ix.Entries)-i, func(k int) bool { return !bytes.HasPrefix(ix.Entries[i+k].Name, []byte(dir)) })
	return Run{prefix: len(dir), Entries: ix.Entries[i : i+n]}
}

// Next reports whether a name is in the directory; call it with sorted names.
func (run *Run) Next(name string) bool {
	for len(run.Entries) > 0 {
		e := run.Entries[0].Name[run.prefix:]
		if string(e) == name {
			return true
		}
		if string(e) > name {
			return false
		}
		run.Entries = run.Entries[1:]
	}
	return false
}
