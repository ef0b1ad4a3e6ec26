package history

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strings"

	"oneonone/notes/page"
)

// repo is one git repository with a working tree.
type repo struct {
	rel    string // its directory in the notes folder, "" for the folder's own
	root   string // the top of its working tree, absolute
	prefix string // where the notes folder lies in the working tree: "" or "a/b/"
	// gitDir has HEAD and the index; commonDir the branches and the objects.
	// They differ in a linked worktree.
	gitDir, commonDir string
	objects           *objects
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

// file is the absolute path of a file of the repository.
func (r *repo) file(inside string) string {
	return filepath.Join(r.root, filepath.FromSlash(inside))
}

// name is what messages call the repository.
func (r *repo) name() string {
	if r.rel != "" {
		return r.rel
	}
	return r.root
}

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

// repoAt opens the repository whose top is a directory of the notes folder.
func (h *History) repoAt(rel string) (*repo, error) {
	return h.open(filepath.Join(h.opt.Dir, filepath.FromSlash(rel)), rel)
}

// open reads .git in dir; nil when there is none. A .git that is there but is
// no repository is an error and not passed over: a broken private/.git must
// not send private notes to the repository around it.
func (h *History) open(dir, rel string) (*repo, error) {
	dotGit := filepath.Join(dir, ".git")
	h.mu.Lock()
	defer h.mu.Unlock()
	if r := h.repos[dotGit]; r != nil {
		return r, nil
	}
	gitDir, err := readGitFile(dotGit)
	if err != nil || gitDir == "" {
		return nil, err
	}
	r := &repo{rel: rel, root: dir, gitDir: gitDir, commonDir: gitDir}
	if b, err := os.ReadFile(filepath.Join(gitDir, "commondir")); err == nil {
		r.commonDir = absFrom(gitDir, string(bytes.TrimSpace(b)))
	}
	if !isGitDir(r) {
		return nil, refuse(dotGit+" is not a repository that git would recognise",
			"look with: git -C "+dir+" status; restore .git from a copy, or move it away")
	}
	if rel == "" && dir != h.opt.Dir {
		p, err := filepath.Rel(dir, h.opt.Dir)
		if err != nil {
			return nil, fmt.Errorf("finding the notes folder in its repository: %w", err)
		}
		r.prefix = filepath.ToSlash(p) + "/"
	}
	r.objects = openObjects(filepath.Join(r.commonDir, "objects"), h.step)
	h.repos[dotGit] = r
	return r, nil
}

// readGitFile resolves .git, which is a directory or, in a linked worktree or
// a submodule, a file that names one.
func readGitFile(dotGit string) (string, error) {
	st, err := os.Stat(dotGit)
	switch {
	case errors.Is(err, fs.ErrNotExist) || isNotDir(err):
		return "", nil
	case err != nil:
		return "", fmt.Errorf("looking for a repository: %w", err)
	case st.IsDir():
		return dotGit, nil
	}
	b, err := os.ReadFile(dotGit)
	if err != nil {
		return "", fmt.Errorf("looking for a repository: %w", err)
	}
	to, ok := bytes.CutPrefix(b, []byte("gitdir: "))
	if !ok {
		return "", refuse(dotGit+" names no git directory", "it should read: gitdir: PATH")
	}
	return absFrom(filepath.Dir(dotGit), strings.TrimRight(string(to), "\r\n")), nil
}

func absFrom(dir, p string) string {
	if filepath.IsAbs(p) {
		return filepath.Clean(p)
	}
	return filepath.Join(dir, p)
}

func isGitDir(r *repo) bool {
	if _, err := os.Lstat(filepath.Join(r.gitDir, "HEAD")); err != nil {
		return false
	}
	for _, d := range []string{"objects", "refs"} {
		if st, err := os.Stat(filepath.Join(r.commonDir, d)); err != nil || !st.IsDir() {
			return false
		}
	}
	return true
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
		dirs, err := os.ReadDir(filepath.Join(h.opt.Dir, filepath.FromSlash(people)))
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
