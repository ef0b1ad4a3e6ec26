package history

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"path"
	"path/filepath"
	"sort"
	"strconv"
	"strings"
	"sync"

	"oneonone/notes/page"
)

// Edit is one note that was changed outside of this program.
type Edit struct {
	Path string // relative to the notes folder
	Kind EditKind
	Repo string // as in Commit
}

// Pending lists the notes that differ from what HEAD of their repository has:
// only files that FORMAT.md names, so that no draft, swap file or attachment
// is ever swept into a commit. Files without a repository are not listed.
//
// It is quick in big folders: stat data is compared with the index as git does,
// and only files whose stat data differ, or that are too young for it to be
// trusted, are read. With files or directories named, only those are looked at,
// which in a folder of many people costs next to nothing.
func (h *History) Pending(ctx context.Context, under ...string) ([]Edit, error) {
	repos, err := h.allRepos()
	if err != nil {
		return nil, err
	}
	var edits []Edit
	for _, r := range repos {
		paths, ok := r.pathspecs(under, repos)
		if !ok {
			continue
		}
		found, err := h.pendingIn(ctx, r, repos, paths)
		if err != nil {
			return nil, fmt.Errorf("looking for edits in %s: %w", r.name(), err)
		}
		edits = append(edits, found...)
	}
	sort.Slice(edits, func(i, j int) bool { return edits[i].Path < edits[j].Path })
	return edits, nil
}

// pendingIn is one repository's share: of the paths, or of all when there are
// none.
func (h *History) pendingIn(ctx context.Context, r *repo, repos []*repo, paths []string) ([]Edit, error) {
	if r.needsGitToRead() {
		return h.pendingByGit(ctx, r, repos, paths)
	}
	ix, err := readIndex(filepath.Join(r.gitDir, "index"))
	var odd errIndex
	if errors.As(err, &odd) {
		return h.pendingByGit(ctx, r, repos, paths)
	}
	if err != nil {
		return nil, err
	}
	p := &pendingScan{h: h, r: r, ix: ix, paths: paths, mine: func(path string) bool {
		return page.ParsePath(path).Kind != page.KindOther && nearest(repos, path) == r
	}}
	entries, err := p.againstHead()
	if err != nil {
		return nil, err
	}
	p.againstDisk(entries)
	fresh, err := p.newFiles(ctx)
	if err != nil {
		return nil, err
	}
	return append(p.edits(), fresh...), nil
}

// nearest is the repository that keeps a path.
func nearest(repos []*repo, p string) *repo {
	var best *repo
	for _, r := range repos {
		if r.rel == "" && !strings.HasPrefix(p, page.PrivateDir+"/") || strings.HasPrefix(p, r.rel+"/") && r.rel != "" {
			if best == nil || len(r.rel) > len(best.rel) {
				best = r
			}
		}
	}
	return best
}

// needsGitToRead recognises at a glance the repositories whose objects or
// settings only git understands. The others are read directly, whatever their
// hooks and filters; filters are seen to where content is compared.
func (r *repo) needsGitToRead() bool {
	b, err := os.ReadFile(filepath.Join(r.commonDir, "config"))
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

// pendingScan compares one repository's notes: HEAD, index and disk.
type pendingScan struct {
	h  *History
	r  *repo
	ix *index
	// paths are the files and directories to look at, none for all.
	paths []string
	mine  func(path string) bool

	head   map[string]treeEntry // paths where HEAD differs from the index, as HEAD has them; mode "" for none
	differ []indexEntry         // entries whose file is not, or not surely, as the index has it
}

// againstHead finds the paths where the index differs from HEAD: a directory's
// tree is hashed from its index entries, and only where the hash differs is
// HEAD's tree read. It returns the index entries to compare with the disk.
func (p *pendingScan) againstHead() ([]indexEntry, error) {
	at, err := p.r.head()
	if err != nil {
		return nil, err
	}
	tree, err := p.r.objects.treeOf(at.commit)
	if err != nil {
		return nil, err
	}
	p.head = map[string]treeEntry{}
	d := treeDiff{o: p.r.objects, found: func(path string, e treeEntry) { p.head[path] = e }}
	if len(p.paths) == 0 {
		return p.ix.entries, d.compare("", tree, p.ix.entries)
	}
	var entries []indexEntry
	for _, path := range p.paths {
		e, ok, err := p.r.objects.lookup(tree, path)
		if err != nil {
			return nil, err
		}
		if !ok {
			e = treeEntry{}
		}
		i, n := p.ix.find(path)
		if n {
			entries = append(entries, p.ix.entries[i])
		}
		if e.mode != modeTree {
			// Whether they differ is seen when the file is read.
			if n || e.mode != "" {
				p.head[path] = e
			}
			e = treeEntry{}
		}
		below := p.ix.below(path + "/x").entries
		entries = append(entries, below...)
		if err := d.compare(path+"/", e.hash, below); err != nil {
			return nil, err
		}
	}
	return entries, nil
}

// againstDisk collects the entries of notes whose files may differ from the
// index: two goroutines look at the stat data, each with a directory open, so
// that the kernel need not walk the path.
func (p *pendingScan) againstDisk(entries []indexEntry) {
	var parts [2][]indexEntry
	var wg sync.WaitGroup
	half := len(entries) / 2
	for i, run := range [][]indexEntry{entries[:half], entries[half:]} {
		wg.Go(func() { parts[i] = p.statRun(run) })
	}
	wg.Wait()
	p.differ = append(parts[0], parts[1]...)
}

func (p *pendingScan) statRun(run []indexEntry) (differ []indexEntry) {
	var dir dirHandle
	current, isOpen := "", false
	defer func() {
		if isOpen {
			dir.close()
		}
	}()
	for _, e := range run {
		name := string(e.name)
		folderPath, ok := p.r.outside(name)
		if !ok || e.flags&flagValid != 0 || e.ext&extSkip != 0 || !looksNamed(folderPath) {
			continue
		}
		d, base := path.Split(name)
		if d != current || !isOpen {
			if isOpen {
				dir.close()
			}
			var err error
			dir, err = openDir(p.r.file(d))
			current, isOpen = d, err == nil
		}
		if isOpen {
			if s, err := dir.stat(base); err == nil && e.same(s) && !p.ix.racy(e) {
				continue
			}
		}
		if p.mine(folderPath) {
			differ = append(differ, e)
		}
	}
	return differ
}

// looksNamed is a cheap first look at whether FORMAT.md may name a path.
func looksNamed(p string) bool {
	return strings.HasSuffix(p, ".md") || strings.HasSuffix(p, ".yaml")
}

// edits are the notes that HEAD has, or the index, and that stand on disk in
// other words than HEAD has them.
func (p *pendingScan) edits() []Edit {
	inHead := map[string]treeEntry{}
	for _, e := range p.differ {
		if e.stage() == 0 && e.ext&extIntent == 0 {
			inHead[string(e.name)] = treeEntry{mode: strconv.FormatUint(uint64(e.mode()), 8), hash: e.hash()}
		}
	}
	for name, e := range p.head {
		if folderPath, ok := p.r.outside(name); ok && p.mine(folderPath) {
			inHead[name] = e
		}
	}
	var edits []Edit
	for name, e := range inHead {
		folderPath, _ := p.r.outside(name)
		kind, changed := p.changed(folderPath, e)
		if changed {
			edits = append(edits, Edit{Path: folderPath, Kind: kind, Repo: p.r.rel})
		}
	}
	return edits
}

// changed compares a file's bytes with HEAD's.
func (p *pendingScan) changed(folderPath string, e treeEntry) (EditKind, bool) {
	b, err := p.h.root.ReadFile(folderPath)
	switch {
	case err != nil && e.mode == "":
		return "", false
	case err != nil:
		_, statErr := p.h.root.Lstat(folderPath)
		return Deleted, statErr != nil
	case e.mode == "":
		return New, true
	}
	return Modified, blobHash(b) != e.hash
}

// newFiles reads the directories that hold notes for those that neither HEAD
// nor the index knows, and leaves out what is ignored.
func (p *pendingScan) newFiles(ctx context.Context) ([]Edit, error) {
	var fresh []string
	for _, dir := range p.h.noteDirs() {
		if !p.concerns(dir) {
			continue
		}
		names, err := readNames(filepath.Join(p.h.opt.Dir, filepath.FromSlash(dir)))
		if err != nil {
			continue
		}
		sort.Strings(names)
		known := p.ix.below(p.r.inside(path.Join(dir, "x")))
		for _, n := range names {
			if _, _, ok := leftover(n); ok {
				p.h.littered[dir] = true
			}
			if !looksNamed(n) || known.next(n) {
				continue
			}
			f := path.Join(dir, n)
			inside := p.r.inside(f)
			if _, inHead := p.head[inside]; inHead || !picked(inside, p.paths) || !p.mine(f) {
				continue
			}
			if st, err := p.h.root.Lstat(f); err == nil && st.Mode().IsRegular() {
				fresh = append(fresh, inside)
			}
		}
	}
	if len(fresh) == 0 {
		return nil, nil
	}
	cfg, err := p.h.config(ctx, p.r)
	if err != nil {
		return nil, err
	}
	ignored, err := p.h.ignored(ctx, p.r, cfg, fresh)
	if err != nil {
		return nil, err
	}
	var edits []Edit
	for _, f := range fresh {
		if !ignored[f] {
			folderPath, _ := p.r.outside(f)
			edits = append(edits, Edit{Path: folderPath, Kind: New, Repo: p.r.rel})
		}
	}
	return edits, nil
}

// concerns reports whether a directory may hold files to look at.
func (p *pendingScan) concerns(dir string) bool {
	if p.r.rel != "" && !within(dir, p.r.rel) {
		return false
	}
	inside := strings.TrimSuffix(p.r.inside(dir+"/"), "/")
	if dir == "." {
		inside = strings.TrimSuffix(p.r.prefix, "/")
	}
	for _, path := range p.paths {
		if within(inside, path) || within(path, inside) || inside == "" {
			return true
		}
	}
	return len(p.paths) == 0
}

// indexRun goes through the index entries of one directory, in their order.
type indexRun struct {
	prefix  int // length of the directory's name with its slash
	entries []indexEntry
}

// below is the run of entries that lie in the directory of a path.
func (ix *index) below(p string) indexRun {
	dir, _ := path.Split(p)
	i, _ := ix.find(dir)
	n := sort.Search(len(ix.entries)-i, func(k int) bool { return !bytes.HasPrefix(ix.entries[i+k].name, []byte(dir)) })
	return indexRun{prefix: len(dir), entries: ix.entries[i : i+n]}
}

// next reports whether a name is in the directory; names come sorted.
func (run *indexRun) next(name string) bool {
	for len(run.entries) > 0 {
		e := run.entries[0].name[run.prefix:]
		if string(e) == name {
			return true
		}
		if string(e) > name {
			return false
		}
		run.entries = run.entries[1:]
	}
	return false
}

// noteDirs are the directories in which FORMAT.md names files.
func (h *History) noteDirs() []string {
	dirs := []string{".", "templates", "templates/first-ten", "questions"}
	for _, people := range []string{"people", page.PrivateDir + "/people"} {
		entries, err := os.ReadDir(filepath.Join(h.opt.Dir, filepath.FromSlash(people)))
		if err != nil {
			continue
		}
		for _, e := range entries {
			if e.IsDir() {
				dirs = append(dirs, people+"/"+e.Name())
			}
		}
	}
	return dirs
}

func readNames(dir string) ([]string, error) {
	f, err := os.Open(dir)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	return f.Readdirnames(-1)
}
