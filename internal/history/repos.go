package history

import (
	"cmp"
	"context"
	"fmt"
	"io"
	"io/fs"
	"path"
	"path/filepath"
	"sort"
	"strings"

	"oneonone/internal/gitstore"
	"oneonone/internal/memory"
	"oneonone/internal/rootfs"
	"oneonone/notes/page"
)

// repo is a git repository that keeps notes.
type repo struct {
	*gitstore.Repo
	rel    string // its directory in the notes folder, "" for the folder's own
	prefix string // where the notes folder lies in the working tree: "" or "a/b/"
	doc    bool   // somebody else reads it too; known once it was asked for by Shared
}

// inside turns a path of the notes folder into one of the repository.
func (r *repo) inside(p string) string {
	if r.rel != "" {
		return strings.TrimPrefix(p, r.rel+"/")
	}
	return r.prefix + p
}

// outside turns a path of the repository into one of the notes folder; ok is
// false when it lies outside.
func (r *repo) outside(p string) (string, bool) {
	if r.rel != "" {
		return r.rel + "/" + p, true
	}
	return strings.CutPrefix(p, r.prefix)
}

// private reports whether the repository keeps private notes.
func (r *repo) private() bool { return gitstore.Within(r.rel, page.PrivateDir) }

// repoOf finds the nearest repository above a file of the notes folder, nil
// when there is none. Notes below private/ are never given to a repository
// outside of private/.
func (h *History) repoOf(p string) (*repo, error) {
	for dir := path.Dir(p); dir != "."; dir = path.Dir(dir) {
		r, err := h.repoAt(dir)
		if r != nil || err != nil {
			return r, err
		}
		if dir == page.PrivateDir {
			return nil, nil
		}
	}
	return h.folderRepo()
}

// Memory is what is kept of readings, inside the folder's git directory.
func (h *History) Memory() memory.Memory {
	r, err := h.folderRepo()
	if err != nil || r == nil {
		return memory.Memory{}
	}
	return memory.In(r.GitDir)
}

// folderRepo is the repository the folder is, or the nearest one around it.
func (h *History) folderRepo() (*repo, error) {
	for dir := h.opt.Dir; ; dir = filepath.Dir(dir) {
		r, err := h.open(dir, "")
		if r != nil || err != nil {
			return r, err
		}
		if dir == filepath.Dir(dir) {
			return nil, nil
		}
	}
}

// Kept is the error of a folder that no repository keeps, nil where one does.
func (h *History) Kept() error {
	r, err := h.folderRepo()
	if r == nil && err == nil {
		err = noRepository([]string{page.SettingsFile})
	}
	return err
}

// repoAt opens the repository whose top is a directory of the notes folder.
func (h *History) repoAt(rel string) (*repo, error) {
	return h.open(filepath.Join(h.opt.Dir, filepath.FromSlash(rel)), rel)
}

// open opens the repository in dir once; nil when there is none.
func (h *History) open(dir, rel string) (*repo, error) {
	h.mu.Lock()
	defer h.mu.Unlock()
	if r := h.repos[dir]; r != nil {
		return r, nil
	}
	g, err := h.git.Open(dir, cmp.Or(rel, dir))
	if g == nil || err != nil {
		return nil, err
	}
	r := &repo{Repo: g, rel: rel}
	if rel == "" && dir != h.opt.Dir {
		p, err := filepath.Rel(dir, h.opt.Dir)
		if err != nil {
			return nil, fmt.Errorf("finding the notes folder in its repository: %w", err)
		}
		r.prefix = filepath.ToSlash(p) + "/"
	}
	h.repos[dir] = r
	return r, nil
}

// allRepos are the repositories that hold notes: the folder's own first, then
// private/, then those of single people.
func (h *History) allRepos() ([]*repo, error) {
	var repos []*repo
	add := func(r *repo, err error) error {
		if r != nil && err == nil {
			repos = append(repos, r)
		}
		return err
	}
	if err := add(h.folderRepo()); err != nil {
		return nil, err
	}
	if err := add(h.repoAt(page.PrivateDir)); err != nil {
		return nil, err
	}
	for _, people := range []string{"people", page.PrivateDir + "/people"} {
		dirs, err := rootfs.ReadDir(h.root, people)
		if err != nil {
			continue
		}
		for _, d := range dirs {
			if d.IsDir() {
				if err := add(h.repoAt(people + "/" + d.Name())); err != nil {
					return nil, err
				}
			}
		}
	}
	return repos, nil
}

// checkPath refuses what must never be written: paths that leave the folder,
// and git's own files.
func checkPath(p string) error {
	bad := func(reason string) error {
		return &PathError{Path: p, Reason: reason, Hint: "name a file inside the notes folder"}
	}
	if !fs.ValidPath(p) && !validBytes(p) || p == "." {
		return bad("not a path inside the notes folder")
	}
	for part := range strings.SplitSeq(p, "/") {
		if strings.EqualFold(part, ".git") || strings.EqualFold(part, "git~1") {
			return bad("git keeps its own files there")
		}
	}
	if strings.ContainsRune(p, 0) {
		return bad("a NUL byte in its name")
	}
	return nil
}

// validBytes is fs.ValidPath for names that are not UTF-8, which Unix allows.
func validBytes(p string) bool {
	return fs.ValidPath(strings.ToValidUTF8(p, "_"))
}

// lockAll takes the advisory lock of every repository in the groups, in the
// order of their paths, so that two commands never wait for each other.
func (h *History) lockAll(ctx context.Context, groups []group) (unlock func(), err error) {
	sorted := make([]group, 0, len(groups))
	for _, g := range groups {
		if g.repo != nil {
			sorted = append(sorted, g)
		}
	}
	sort.Slice(sorted, func(i, j int) bool { return sorted[i].repo.GitDir < sorted[j].repo.GitDir })
	var held []io.Closer
	unlock = func() {
		for _, l := range held {
			l.Close()
		}
	}
	for _, g := range sorted {
		l, err := g.repo.Lock(ctx)
		if err != nil {
			unlock()
			return nil, err
		}
		held = append(held, l)
		h.sweep(g.repo, h.toSweep(g))
	}
	return unlock, nil
}

// toSweep are the directories in which a killed run may have left something:
// those of the group, and those where something was seen.
func (h *History) toSweep(g group) map[string]bool {
	dirs := map[string]bool{}
	for _, p := range g.paths {
		dirs[path.Dir(p)] = true
	}
	for dir := range h.littered {
		if r, err := h.repoOf(dir + "/x"); err == nil && r == g.repo {
			dirs[dir] = true
			delete(h.littered, dir)
		}
	}
	return dirs
}

// pathspecs are the paths as the repository knows them; ok is false when it
// keeps none of them. An empty list with ok is all of it.
func (r *repo) pathspecs(paths []string, repos []*repo) (inside []string, ok bool) {
	if len(paths) == 0 {
		paths = []string{"."}
	}
	for _, p := range paths {
		switch {
		case p == "." || p == "":
			if r.rel == "" && r.prefix != "" {
				inside = append(inside, strings.TrimSuffix(r.prefix, "/"))
				continue
			}
			return nil, true
		case r.rel != "" && (p == r.rel || strings.HasPrefix(r.rel, p+"/")):
			return nil, true
		case nearest(repos, p+"/x") == r || nearest(repos, p) == r:
			inside = append(inside, r.inside(p))
		}
	}
	return inside, len(inside) > 0
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

// repoNamed finds a repository by Commit.Repo.
func (h *History) repoNamed(rel string) (*repo, error) {
	r, err := h.folderRepo()
	if rel != "" {
		r, err = h.repoAt(rel)
	}
	if err == nil && r == nil {
		err = fmt.Errorf("the repository %q is gone", rel)
	}
	return r, err
}

// Files is how many files git knows in the folder's own repository, as far as
// its index says at a glance; 0 when that cannot be told.
func (h *History) Files() int {
	r, err := h.folderRepo()
	if err != nil || r == nil {
		return 0
	}
	return r.IndexSize()
}
