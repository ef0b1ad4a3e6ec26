package noterepo

import (
	"errors"
	"path"

	"oneonone/internal/gitstore"
	"oneonone/internal/rootfs"
	"oneonone/notes/page"
)

// NoteDirs are the directories in which FORMAT.md names files.
func (s *Set) NoteDirs() []string {
	dirs := []string{".", "templates", "templates/first-ten", "questions"}
	for _, people := range []string{"people", page.PrivateDir + "/people"} {
		entries, err := rootfs.ReadDir(s.Root, people)
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

// Names are the names in a directory.
func (s *Set) Names(dir string) ([]string, error) {
	f, err := rootfs.OpenDir(s.Root, dir)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	return f.Readdirnames(-1)
}

// Waits refuses to start git where it would block on a named pipe.
func (s *Set) Waits() error {
	repos, err := s.All()
	var refused *gitstore.RefusedError
	if errors.As(err, &refused) && refused.Waits {
		return err
	}
	for _, r := range repos {
		if err := r.Waits(s.NotePaths(r)); err != nil {
			return err
		}
	}
	return nil
}

// NotePaths returns one path in each directory of notes that a repository keeps.
func (s *Set) NotePaths(r *Repo) []string {
	var paths []string
	for _, d := range s.NoteDirs() {
		if r.Rel == "" || gitstore.Within(d, r.Rel) {
			paths = append(paths, r.Inside(path.Join(d, page.TopPageFile)))
		}
	}
	return paths
}
