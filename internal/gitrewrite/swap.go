package gitrewrite

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"time"

	"github.com/gofrs/flock"

	"oneonone/internal/gitstore"
	"oneonone/internal/rootfs"
)

// In the folder, lockName exists from the first step of a swap to its last, and is
// locked while somebody works on it. journalName says what to do: once it exists,
// whoever comes next does it. oldName is a git directory on its way out, where two
// cannot be exchanged in one step.
const (
	lockName    = ".git.erase"
	journalName = ".git.erase-journal"
	oldName     = ".git.erase-old"
	// placed marks a new git directory from when it may take the old one's place
	// until the old one is gone.
	placed = "oneonone.erase"
)

// journal is a swap as written to disk.
type journal struct {
	Repos []string          // directories of the folder with a new git directory
	Gone  []string          // files and directories of the folder that go
	Files map[string][]byte // files of the folder that are rewritten
}

// Swap replaces several repositories of a folder, and files beside them, at once.
type Swap struct {
	root     *os.Root
	git      *gitstore.Git
	exchange func(root *os.Root, a, b string) error
	lock     *flock.Flock
	repos    map[string]*Rebuilt
	held     []io.Closer // the locks of the new git directories
	journal
}

// ErrChanged says that somebody worked in a repository while it was rebuilt.
var ErrChanged = errors.New("a repository changed while it was rewritten; nothing was erased")

// Begin takes the lock of a folder. Repositories may then be built; End must be
// called in any case.
func Begin(ctx context.Context, git *gitstore.Git, dir string) (*Swap, error) {
	if err := git.Step("create", filepath.Join(dir, lockName)); err != nil {
		return nil, err
	}
	return begin(ctx, git, dir)
}

func begin(ctx context.Context, git *gitstore.Git, dir string) (*Swap, error) {
	p := filepath.Join(dir, lockName)
	if err := rootfs.Own(p); err != nil {
		return nil, gitstore.Refuse(p+" is not a regular file", "remove it: rm "+p)
	}
	ctx, cancel := context.WithTimeout(ctx, git.Wait)
	defer cancel()
	lock := flock.New(p, flock.SetPermissions(0o600))
	ok, err := lock.TryLockContext(ctx, 10*time.Millisecond)
	if !ok {
		if err == nil || errors.Is(err, context.DeadlineExceeded) {
			return nil, &gitstore.LockedError{Path: p, Holder: "another oneonone erase", Hint: "wait until it has finished, then run the command again"}
		}
		return nil, fmt.Errorf("locking %s: %w", p, err)
	}
	root, err := os.OpenRoot(dir)
	if err != nil {
		lock.Close()
		return nil, err
	}
	return &Swap{root: root, git: git, exchange: rootfs.Exchange, lock: lock, repos: map[string]*Rebuilt{}, journal: journal{Files: map[string][]byte{}}}, nil
}

// Add adds a repository that was built, by its directory in the folder.
func (s *Swap) Add(rel string, b *Rebuilt) {
	s.Repos = append(s.Repos, rel)
	s.repos[rel] = b
	for p, text := range b.Files {
		s.Files[path.Join(rel, p)] = text
	}
}

// Remove adds files or directories of the folder that go.
func (s *Swap) Remove(paths ...string) { s.Gone = append(s.Gone, paths...) }

// End releases the lock. What was begun and not performed is cleared away.
func (s *Swap) End() error {
	defer s.root.Close()
	defer s.lock.Close()
	defer func() {
		for _, l := range s.held {
			l.Close()
		}
	}()
	if s.there(journalName) {
		return nil // the next command finishes it
	}
	return s.clear()
}

func (s *Swap) clear() error {
	for _, rel := range s.Repos {
		if err := s.removeAll(path.Join(rel, NewName)); err != nil {
			return err
		}
	}
	if err := s.root.Remove(lockName); !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	return nil
}

// Do performs the swap.
func (s *Swap) Do() error {
	for rel, b := range s.repos {
		if err := s.unchanged(rel, ".git", b); err != nil {
			return err
		}
		held, err := gitstore.HoldNew(filepath.Join(s.root.Name(), rel, NewName))
		if err != nil {
			return err
		}
		s.held = append(s.held, held)
		if err := s.write(path.Join(rel, NewName, placed), nil); err != nil {
			return err
		}
	}
	text, err := json.Marshal(s.journal)
	if err != nil {
		return err
	}
	if err := s.write(journalName, text); err != nil {
		return err
	}
	for _, rel := range s.Repos {
		err := s.place(rel)
		if err == nil && s.there(path.Join(rel, NewName)) {
			err = s.unchanged(rel, NewName, s.repos[rel])
		}
		if err != nil {
			return errors.Join(err, s.putBack())
		}
	}
	return s.perform()
}

// unchanged reports that somebody moved a branch or staged a file since a
// repository was rebuilt.
func (s *Swap) unchanged(rel, name string, b *Rebuilt) error {
	now, err := fingerprint(filepath.Join(s.root.Name(), rel, name))
	if err == nil && now != b.print {
		err = ErrChanged
	}
	return err
}

// putBack takes the new git directories out again, before anything else is done.
func (s *Swap) putBack() error {
	for _, rel := range s.Repos {
		at, beside := path.Join(rel, ".git"), path.Join(rel, NewName)
		if s.there(path.Join(at, placed)) {
			if err := s.exchange(s.root, at, beside); err != nil {
				return nil // the next command finishes the swap instead
			}
		}
	}
	return s.root.Remove(journalName)
}

// perform does what the journal says, however much of it is done already.
func (s *Swap) perform() error {
	for _, rel := range s.Repos {
		if err := s.place(rel); err != nil {
			return fmt.Errorf("putting the repository of %s in its place: %w", path.Join(".", rel), err)
		}
	}
	for _, p := range s.Gone {
		if err := s.git.Step("remove", p); err != nil {
			return err
		}
		if err := s.removeAll(p); err != nil {
			return fmt.Errorf("removing %s: %w", p, err)
		}
		if err := s.sync(path.Dir(p)); err != nil {
			return err
		}
	}
	for p, text := range s.Files {
		if err := s.root.MkdirAll(path.Dir(p), 0o700); err != nil {
			return err
		}
		if err := s.write(p, text); err != nil {
			return err
		}
	}
	return s.tidy()
}

// tidy removes the old git directories, and last the journal and the lock.
func (s *Swap) tidy() error {
	last := []string{}
	for _, rel := range s.Repos {
		for _, name := range []string{NewName, oldName} {
			if err := s.git.Step("remove", path.Join(rel, name)); err != nil {
				return err
			}
			if err := s.removeAll(path.Join(rel, name)); err != nil {
				return err
			}
		}
		if err := s.sync(path.Join(".", rel)); err != nil {
			return err
		}
		last = append(last, path.Join(rel, ".git", placed))
	}
	for _, p := range append(last, journalName, lockName) {
		if err := s.git.Step("remove", p); err != nil {
			return err
		}
		if err := s.root.Remove(p); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return err
		}
	}
	return s.sync(".")
}

// removeAll removes a directory, even one with read-only directories.
func (s *Swap) removeAll(p string) error {
	if err := s.root.RemoveAll(p); err == nil {
		return nil
	}
	fs.WalkDir(s.root.FS(), p, func(p string, d fs.DirEntry, err error) error {
		if err == nil && d.IsDir() {
			s.root.Chmod(p, 0o700)
		}
		return nil
	})
	return s.root.RemoveAll(p)
}

// place exchanges the old git directory for the new one.
func (s *Swap) place(rel string) error {
	at, beside, old := path.Join(rel, ".git"), path.Join(rel, NewName), path.Join(rel, oldName)
	if s.there(path.Join(at, placed)) || !s.there(path.Join(beside, placed)) {
		return nil
	}
	if err := s.git.Step("rename", at); err != nil {
		return err
	}
	if s.there(at) {
		err := s.exchange(s.root, at, beside)
		if err == nil {
			return s.sync(path.Join(".", rel))
		}
		if !errors.Is(err, errors.ErrUnsupported) {
			return err
		}
		if err := s.root.Rename(at, old); err != nil {
			return err
		}
		if err := s.git.Step("rename", beside); err != nil {
			return err
		}
	}
	if err := s.root.Rename(beside, at); err != nil {
		return err
	}
	return s.sync(path.Join(".", rel))
}

func (s *Swap) there(p string) bool {
	_, err := s.root.Lstat(p)
	return err == nil
}

// write writes a file whole or not at all.
func (s *Swap) write(p string, text []byte) error {
	if err := s.git.Step("create", p); err != nil {
		return err
	}
	mode := fs.FileMode(0o600)
	if st, err := s.root.Stat(p); err == nil {
		mode = st.Mode().Perm()
	}
	tmp := path.Join(path.Dir(p), ".git.erase-file")
	s.root.Remove(tmp) // left by a killed run
	f, err := s.root.OpenFile(tmp, os.O_WRONLY|os.O_CREATE|os.O_EXCL, mode)
	if err != nil {
		return err
	}
	_, err = f.Write(text)
	if err == nil {
		err = s.git.Sync(f)
	}
	if closed := f.Close(); err == nil {
		err = closed
	}
	if err == nil {
		err = s.git.Step("rename", p)
	}
	if err == nil {
		err = s.root.Rename(tmp, p)
	}
	if err != nil {
		s.root.Remove(tmp)
		return err
	}
	return s.sync(path.Dir(p))
}

// sync makes the names in a directory durable.
func (s *Swap) sync(dir string) error {
	f, err := s.root.Open(dir)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return err
	}
	defer f.Close()
	if err := s.git.Step("fsync", dir); err != nil {
		return err
	}
	return s.git.Sync(f)
}
