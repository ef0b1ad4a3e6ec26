package noterepo

import (
	"cmp"
	"fmt"
	"os"
	"path"
	"path/filepath"
	"strings"
	"sync"

	"oneonone/internal/gitstore"
	"oneonone/internal/rootfs"
	"oneonone/notes/page"
)

// StoppedDir, in the folder's git directory, has the repositories of docs no
// longer shared, each named by the handle it had: alice.git, alice-2.git.
const StoppedDir = "oneonone-stopped"

// Set is the repositories of one folder, each opened once.
type Set struct {
	Dir  string // the folder's absolute path
	Root *os.Root
	Git  *gitstore.Git

	mu   sync.Mutex
	open map[string]*Repo // by the top of their working trees
}

// In returns the set of a folder's repositories. It opens none yet.
func In(dir string, root *os.Root, git *gitstore.Git) *Set {
	return &Set{Dir: dir, Root: root, Git: git, open: map[string]*Repo{}}
}

// Close closes the repositories.
func (s *Set) Close() {
	for _, r := range s.open {
		r.Close()
	}
}

// Of finds the nearest repository above a file of the notes folder, nil
// when there is none. Notes below private/ never belong to a repository outside
// private/.
func (s *Set) Of(p string) (*Repo, error) {
	for dir := path.Dir(p); dir != "."; dir = path.Dir(dir) {
		r, err := s.At(dir)
		if r != nil || err != nil {
			return r, err
		}
		if dir == page.PrivateDir {
			return nil, nil
		}
	}
	return s.Folder()
}

// Folder is the folder's own repository, or the nearest one around it.
func (s *Set) Folder() (*Repo, error) {
	for dir := s.Dir; ; dir = filepath.Dir(dir) {
		r, err := s.opened(dir, "")
		if r != nil || err != nil {
			return r, err
		}
		if dir == filepath.Dir(dir) {
			return nil, nil
		}
	}
}

// At opens the repository whose top is a directory of the notes folder.
func (s *Set) At(rel string) (*Repo, error) {
	return s.opened(filepath.Join(s.Dir, filepath.FromSlash(rel)), rel)
}

// opened opens the repository in dir once; nil when there is none.
func (s *Set) opened(dir, rel string) (*Repo, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if r := s.open[dir]; r != nil {
		return r, nil
	}
	g, err := s.Git.Open(dir, cmp.Or(rel, dir))
	if g == nil || err != nil {
		return nil, err
	}
	r := &Repo{Repo: g, Rel: rel}
	if rel == "" && dir != s.Dir {
		p, err := filepath.Rel(dir, s.Dir)
		if err != nil {
			return nil, fmt.Errorf("finding the notes folder in its repository: %w", err)
		}
		r.Prefix = filepath.ToSlash(p) + "/"
	}
	r.Doc = rel != "" && isDoc(g)
	s.open[dir] = r
	return r, nil
}

// All are the repositories that hold notes: the folder's own first, then
// private/, then those of single people. No handle begins with a dot: such a
// directory is a clone that a killed run began.
func (s *Set) All() ([]*Repo, error) {
	var repos []*Repo
	add := func(r *Repo, err error) error {
		if r != nil && err == nil {
			repos = append(repos, r)
		}
		return err
	}
	if err := add(s.Folder()); err != nil {
		return nil, err
	}
	if err := add(s.At(page.PrivateDir)); err != nil {
		return nil, err
	}
	for _, people := range []string{"people", page.PrivateDir + "/people"} {
		dirs, err := rootfs.ReadDir(s.Root, people)
		if err != nil {
			continue
		}
		for _, d := range dirs {
			if d.IsDir() && !strings.HasPrefix(d.Name(), ".") {
				if err := add(s.At(people + "/" + d.Name())); err != nil {
					return nil, err
				}
			}
		}
	}
	return repos, nil
}

// Named finds a repository by its Rel.
func (s *Set) Named(rel string) (*Repo, error) {
	r, err := s.Folder()
	if rel != "" {
		r, err = s.At(rel)
	}
	if err == nil && r == nil {
		err = fmt.Errorf("the repository %q is gone", rel)
	}
	return r, err
}
