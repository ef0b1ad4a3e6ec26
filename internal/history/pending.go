package history

import (
	"context"
	"errors"
	"fmt"
	"path"
	"sort"
	"strings"
	"sync"

	"oneonone/internal/gitstore"
	"oneonone/internal/noterepo"
	"oneonone/internal/rootfs"
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
// It is quick in big folders: it compares stat data with the index, as git does,
// and reads only files whose stat data differ or are too recent to be trusted. If
// files or directories are named, only those are checked, which costs next to
// nothing even in a folder of many people.
func (h *History) Pending(ctx context.Context, under ...string) ([]Edit, error) {
	repos, err := h.repos.All()
	if err != nil {
		return nil, err
	}
	var edits []Edit
	for _, r := range repos {
		paths, ok := r.Pathspecs(under, repos)
		if !ok {
			continue
		}
		found, err := h.pendingIn(ctx, r, repos, paths)
		if err != nil {
			return nil, fmt.Errorf("looking for edits in %s: %w", r.Name, err)
		}
		edits = append(edits, found...)
	}
	sort.Slice(edits, func(i, j int) bool { return edits[i].Path < edits[j].Path })
	return edits, nil
}

// LookAhead begins to look for edits in the background, for the sync that comes
// next, while git reports its settings. An edit made after it counts as made
// after the sync, which overwrites nothing it does not know.
func (h *History) LookAhead(ctx context.Context) {
	found := make(chan foundAhead, 1)
	h.ahead = sync.OnceValue(func() foundAhead { return <-found })
	go func() {
		edits, err := h.Pending(ctx)
		found <- foundAhead{edits, err}
	}()
}

// foundAhead is what Pending returned.
type foundAhead struct {
	edits []Edit
	err   error
}

// pendingIn is one repository's share: of the paths, or of all when there are
// none.
func (h *History) pendingIn(ctx context.Context, r *repo, repos []*repo, paths []string) ([]Edit, error) {
	p := &pendingScan{h: h, r: r, paths: paths, mine: func(path string) bool {
		return page.ParsePath(path).Kind != page.KindOther && noterepo.Nearest(repos, path) == r
	}}
	var err error
	p.scan, err = r.Scan(paths, gitstore.Wanted{
		Named: func(inside string) bool {
			folderPath, ok := r.Outside(inside)
			return ok && looksNamed(folderPath)
		},
		Mine: func(inside string) bool {
			folderPath, ok := r.Outside(inside)
			return ok && p.mine(folderPath)
		},
	})
	if p.scan == nil && err == nil {
		return h.pendingByGit(ctx, r, repos, paths)
	}
	if err != nil {
		return nil, err
	}
	fresh, err := p.newFiles(ctx)
	if err != nil {
		return nil, err
	}
	return append(p.edits(), fresh...), nil
}

// pendingScan looks for one repository's edits.
type pendingScan struct {
	h *History
	r *repo
	// paths are the files and directories to look at, none for all.
	paths []string
	mine  func(path string) bool
	scan  *gitstore.Scan
}

// edits returns the notes in HEAD or the index that differ on disk from HEAD.
func (p *pendingScan) edits() []Edit {
	var edits []Edit
	for inside, e := range p.scan.Doubtful() {
		folderPath, _ := p.r.Outside(inside)
		kind, changed := p.changed(folderPath, e)
		if changed {
			edits = append(edits, Edit{Path: folderPath, Kind: kind, Repo: p.r.Rel})
		}
	}
	return edits
}

// looksNamed is a cheap first test of whether FORMAT.md may name a path.
func looksNamed(p string) bool {
	return strings.HasSuffix(p, ".md") || strings.HasSuffix(p, ".yaml")
}

// changed compares a file's bytes with HEAD's.
func (p *pendingScan) changed(folderPath string, e gitstore.InHead) (EditKind, bool) {
	b, err := rootfs.ReadFile(p.h.root, folderPath)
	switch {
	case err != nil && !e.There():
		return "", false
	case err != nil:
		_, statErr := p.h.root.Lstat(folderPath)
		return Deleted, statErr != nil
	case !e.There():
		return New, true
	}
	return Modified, !e.Holds(b)
}

// newFiles looks in the directories that hold notes for files that neither HEAD
// nor the index has, and leaves out ignored ones.
func (p *pendingScan) newFiles(ctx context.Context) ([]Edit, error) {
	var fresh []string
	for _, dir := range p.h.repos.NoteDirs() {
		if !p.concerns(dir) {
			continue
		}
		names, err := p.h.repos.Names(dir)
		if err != nil {
			continue
		}
		sort.Strings(names)
		known := p.scan.Under(p.r.Inside(path.Join(dir, "x")))
		for _, n := range names {
			if _, _, ok := noterepo.Leftover(n); ok {
				p.h.littered[dir] = true
			}
			if !looksNamed(n) || known.Next(n) {
				continue
			}
			f := path.Join(dir, n)
			inside := p.r.Inside(f)
			if p.scan.KnownToHead(inside) || !gitstore.Picked(inside, p.paths) || !p.mine(f) {
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
	cfg, err := p.r.Config(ctx)
	if err != nil {
		return nil, err
	}
	ignored, err := p.r.Ignored(ctx, cfg, fresh)
	if err != nil {
		return nil, err
	}
	var edits []Edit
	for _, f := range fresh {
		if !ignored[f] {
			folderPath, _ := p.r.Outside(f)
			edits = append(edits, Edit{Path: folderPath, Kind: New, Repo: p.r.Rel})
		}
	}
	return edits, nil
}

// concerns reports whether a directory may hold files to check.
func (p *pendingScan) concerns(dir string) bool {
	if p.r.Rel != "" && !gitstore.Within(dir, p.r.Rel) {
		return false
	}
	inside := strings.TrimSuffix(p.r.Inside(dir+"/"), "/")
	if dir == "." {
		inside = strings.TrimSuffix(p.r.Prefix, "/")
	}
	for _, path := range p.paths {
		if gitstore.Within(inside, path) || gitstore.Within(path, inside) || inside == "" {
			return true
		}
	}
	return len(p.paths) == 0
}

// pendingByGit is Pending for repositories that only git can read.
func (h *History) pendingByGit(ctx context.Context, r *repo, repos []*repo, paths []string) ([]Edit, error) {
	if err := r.Waits(h.repos.NotePaths(r)); err != nil {
		return nil, err
	}
	if len(paths) == 0 {
		paths = []string{"."}
	}
	found, err := r.Status(ctx, paths)
	if errors.Is(err, gitstore.ErrNoGit) {
		return nil, nil // doctor reports it; nothing can be recorded there anyway
	}
	if err != nil {
		return nil, err
	}
	var edits []Edit
	for _, e := range found {
		p, ok := r.Outside(e.Path)
		if _, _, left := noterepo.Leftover(path.Base(p)); left {
			h.littered[path.Dir(p)] = true
		}
		if ok && !e.Ignored && page.ParsePath(p).Kind != page.KindOther && noterepo.Nearest(repos, p) == r {
			edits = append(edits, Edit{Path: p, Kind: e.Kind, Repo: r.Rel})
		}
	}
	return edits, nil
}
