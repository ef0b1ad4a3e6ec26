package gitstore

import (
	"bytes"
	"errors"
	"path"
	"path/filepath"
	"strconv"
	"sync"

	"oneonone/internal/gitformat"
	"oneonone/internal/rootfs"
)

// needsGitToRead recognises at a glance the repositories whose objects or
// settings only git understands. The others are read directly, whatever their
// hooks and filters; filters are dealt with where content is compared.
func (r *Repo) needsGitToRead() bool {
	b, err := rootfs.ReadPath(filepath.Join(r.commonDir, "config"))
	if err != nil {
		return false
	}
	low := bytes.ToLower(b)
	for _, word := range []string{"[extensions", "autocrlf", "sparse", "[include", "promisor"} {
		if bytes.Contains(low, []byte(word)) {
			return true
		}
	}
	return r.filesReason() != "" || r.dubious() != ""
}

// Wanted says which files of the repository a scan is about.
type Wanted struct {
	// Named is a cheap first test of a name, Mine decides.
	Named, Mine func(inside string) bool
}

// Scan compares HEAD, index and disk.
type Scan struct {
	Wanted
	r  *Repo
	ix *gitformat.Index
	// paths are the files and directories to look at, none for all.
	paths []string

	head   map[string]gitformat.TreeEntry // paths where HEAD differs from the index, as HEAD has them; mode "" for none
	differ []gitformat.Entry              // entries whose file differs from the index, or might
}

// Scan looks for files that differ from HEAD, comparing stat data with the index
// as git does. It returns nil where only git can tell (see Status).
func (r *Repo) Scan(paths []string, w Wanted) (*Scan, error) {
	if r.needsGitToRead() {
		return nil, nil
	}
	ix, err := gitformat.ReadIndex(filepath.Join(r.GitDir, "index"))
	var odd gitformat.IndexError
	if errors.As(err, &odd) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	s := &Scan{Wanted: w, r: r, ix: ix, paths: paths}
	entries, err := s.againstHead()
	if err != nil {
		return nil, err
	}
	s.againstDisk(entries)
	return s, nil
}

// InHead is a file as HEAD has it, if it has it.
type InHead struct{ entry gitformat.TreeEntry }

// There reports whether HEAD has the file.
func (e InHead) There() bool { return e.entry.Mode != "" }

// Holds reports whether the file in HEAD is exactly b.
func (e InHead) Holds(b []byte) bool { return e.entry.Hash == gitformat.BlobHash(b) }

// againstHead finds the paths where the index differs from HEAD: a directory's
// tree is hashed from its index entries, and only where the hash differs is
// HEAD's tree read. It returns the index entries to compare with the disk.
func (s *Scan) againstHead() ([]gitformat.Entry, error) {
	at, err := s.r.head()
	if err != nil {
		return nil, err
	}
	tree, err := s.r.objects.treeOf(at.commit)
	if err != nil {
		return nil, err
	}
	s.head = map[string]gitformat.TreeEntry{}
	d := treeDiff{o: s.r.objects, found: func(path string, e gitformat.TreeEntry) { s.head[path] = e }}
	if len(s.paths) == 0 {
		return s.ix.Entries, d.compare("", tree, s.ix.Entries)
	}
	var entries []gitformat.Entry
	for _, path := range s.paths {
		e, ok, err := s.r.objects.lookup(tree, path)
		if err != nil {
			return nil, err
		}
		if !ok {
			e = gitformat.TreeEntry{}
		}
		i, n := s.ix.Find(path)
		if n {
			entries = append(entries, s.ix.Entries[i])
		}
		if e.Mode != gitformat.ModeTree {
			// Whether they differ shows when the file is read.
			if n || e.Mode != "" {
				s.head[path] = e
			}
			e = gitformat.TreeEntry{}
		}
		below := s.ix.Below(path + "/x").Entries
		entries = append(entries, below...)
		if err := d.compare(path+"/", e.Hash, below); err != nil {
			return nil, err
		}
	}
	return entries, nil
}

// againstDisk collects the entries of wanted files that may differ from the
// index: two goroutines read the stat data, each with the directory open, so that
// the kernel need not resolve the path.
func (s *Scan) againstDisk(entries []gitformat.Entry) {
	var parts [2][]gitformat.Entry
	var wg sync.WaitGroup
	half := len(entries) / 2
	for i, run := range [][]gitformat.Entry{entries[:half], entries[half:]} {
		wg.Go(func() { parts[i] = s.statRun(run) })
	}
	wg.Wait()
	s.differ = append(parts[0], parts[1]...)
}

func (s *Scan) statRun(run []gitformat.Entry) (differ []gitformat.Entry) {
	var dir gitformat.DirHandle
	current, isOpen := "", false
	defer func() {
		if isOpen {
			dir.Close()
		}
	}()
	for _, e := range run {
		name := string(e.Name)
		if e.Flags&gitformat.FlagValid != 0 || e.Ext&gitformat.ExtSkip != 0 || !s.Named(name) {
			continue
		}
		d, base := path.Split(name)
		if d != current || !isOpen {
			if isOpen {
				dir.Close()
			}
			var err error
			dir, err = gitformat.OpenDir(s.r.File(d))
			current, isOpen = d, err == nil
		}
		if isOpen {
			if st, err := dir.Stat(base); err == nil && e.Same(st) && !s.ix.Racy(e) {
				continue
			}
		}
		if s.Mine(name) {
			differ = append(differ, e)
		}
	}
	return differ
}

// Doubtful are the files in HEAD or the index whose bytes decide whether they
// differ from HEAD.
func (s *Scan) Doubtful() map[string]InHead {
	inHead := map[string]InHead{}
	for _, e := range s.differ {
		if e.Stage() == 0 && e.Ext&gitformat.ExtIntent == 0 {
			inHead[string(e.Name)] = InHead{gitformat.TreeEntry{Mode: strconv.FormatUint(uint64(e.Mode()), 8), Hash: e.Hash()}}
		}
	}
	for name, e := range s.head {
		if s.Mine(name) {
			inHead[name] = InHead{e}
		}
	}
	return inHead
}

// KnownToHead reports whether HEAD differs from the index in a file.
func (s *Scan) KnownToHead(inside string) bool {
	_, ok := s.head[inside]
	return ok
}

// Under is the run of index entries in the directory of p.
func (s *Scan) Under(p string) gitformat.Run { return s.ix.Below(p) }
