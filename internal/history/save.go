package history

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"strconv"
	"sync/atomic"

	"oneonone/internal/noterepo"
	"oneonone/internal/rootfs"
	"oneonone/notes/page"
)

// Notes and their directories are for the user alone.
const (
	noteMode = 0o600
	dirMode  = 0o700
)

var tmpCount atomic.Uint64

// tempName is a name beside p that no other process or call uses.
func tempName(p, end string) string {
	dir, base := path.Split(p)
	return dir + "." + base + noterepo.TmpMark + strconv.Itoa(os.Getpid()) + "-" + strconv.FormatUint(tmpCount.Add(1), 36) + end
}

// save performs the changes, all or none as far as the disk allows: every Old
// is checked before the first byte is written and once more at the moment each
// file is exchanged.
func (h *History) save(changes []page.Change) error {
	goes := map[string]bool{}
	for _, c := range changes {
		if !madeWay(goes, c.Path) {
			if err := h.checkOld(c); err != nil {
				return err
			}
		}
		goes[c.Path] = c.New == nil
	}
	dirs := map[string]bool{}
	for i, c := range changes {
		err := h.saveOne(c, dirs)
		if err == nil {
			continue
		}
		for j := i - 1; j >= 0; j-- {
			done := changes[j]
			if back := h.saveOne(page.Change{Path: done.Path, Old: done.New, New: done.Old}, dirs); back != nil {
				err = errors.Join(err, fmt.Errorf("putting %s back: %w", done.Path, back))
			}
		}
		h.syncDirs(dirs)
		return err
	}
	return h.syncDirs(dirs)
}

// madeWay reports whether a file is removed to make way for the directory of p.
func madeWay(goes map[string]bool, p string) bool {
	for dir := path.Dir(p); dir != "."; dir = path.Dir(dir) {
		if goes[dir] {
			return true
		}
	}
	return false
}

func (h *History) saveOne(c page.Change, dirs map[string]bool) error {
	dir := path.Dir(c.Path)
	switch {
	case c.New == nil && c.Old == nil, c.New != nil && c.Old != nil && bytes.Equal(c.Old, c.New):
		return nil
	case c.New == nil:
		if err := h.takeOut(c); err != nil {
			return err
		}
		dirs[dir] = true
		h.dropEmpty(dir, dirs)
		return nil
	}
	if err := h.makeDir(dir, dirs); err != nil {
		return fmt.Errorf("saving %s: %w", c.Path, err)
	}
	dirs[dir] = true
	tmp, err := h.writeTemp(c)
	if err != nil {
		return fmt.Errorf("saving %s: %w", c.Path, err)
	}
	if c.Old == nil {
		return h.putNew(c, tmp)
	}
	return h.swapIn(c, tmp)
}

// notHidden refuses to make a file that a sparse checkout keeps off the disk: it
// would replace what cannot be seen.
func (h *History) notHidden(p string) error {
	r, err := h.repos.Of(p)
	if err != nil || r == nil {
		return nil // recording reports what is wrong
	}
	if r.Hides(context.Background(), r.Inside(p)) {
		return &PathError{Path: p, Reason: "git has this note, and a sparse checkout hides it",
			Hint: "oneonone git sparse-checkout disable, or add its directory"}
	}
	return nil
}

// checkOld checks that the disk still has what the change was planned on.
func (h *History) checkOld(c page.Change) error {
	if err := h.noLinks(c.Path); err != nil {
		return err
	}
	b, err := rootfs.ReadFile(h.root, c.Path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		if c.Old != nil {
			return &ChangedError{Path: c.Path}
		}
		return h.notHidden(c.Path)
	case err != nil:
		return fmt.Errorf("reading %s before writing it: %w", c.Path, err)
	case c.Old == nil || !bytes.Equal(b, c.Old):
		return &ChangedError{Path: c.Path}
	}
	return nil
}

// noLinks refuses a note that is, or is below, a symbolic link: a rename would
// replace the link, and git follows none.
func (h *History) noLinks(p string) error {
	for i := 0; i <= len(p); i++ {
		if i < len(p) && p[i] != '/' {
			continue
		}
		st, err := h.root.Lstat(p[:i])
		if errors.Is(err, fs.ErrNotExist) {
			return nil
		}
		if err != nil {
			return fmt.Errorf("looking at %s: %w", p[:i], err)
		}
		switch {
		case st.Mode()&fs.ModeSymlink != 0:
			return &PathError{Path: p, Reason: p[:i] + " is a symbolic link", Hint: "replace the link with the file or directory itself"}
		case i < len(p) && !st.IsDir():
			return &PathError{Path: p, Reason: p[:i] + " is not a directory", Hint: "move that file away"}
		case i == len(p) && !st.Mode().IsRegular():
			return &PathError{Path: p, Reason: "it is not a regular file", Hint: "move it away"}
		}
	}
	return nil
}

// makeDir makes dir and the directories above it, private to the user.
func (h *History) makeDir(dir string, dirs map[string]bool) error {
	if dir == "." {
		return nil
	}
	if st, err := h.root.Stat(dir); err == nil && st.IsDir() {
		return nil
	}
	parent := path.Dir(dir)
	if err := h.makeDir(parent, dirs); err != nil {
		return err
	}
	dirs[parent] = true
	if err := h.step("mkdir", dir); err != nil {
		return err
	}
	if err := h.root.Mkdir(dir, dirMode); err != nil && !errors.Is(err, fs.ErrExist) {
		return err
	}
	return nil
}

// dropEmpty removes dir and the directories above it that a deletion left empty,
// as git does. The notes folder itself stays.
func (h *History) dropEmpty(dir string, dirs map[string]bool) {
	for ; dir != "."; dir = path.Dir(dir) {
		if h.step("rmdir", dir) != nil || h.root.Remove(dir) != nil {
			return
		}
		delete(dirs, dir)
		dirs[path.Dir(dir)] = true
	}
}

func (h *History) writeTemp(c page.Change) (string, error) {
	mode := fs.FileMode(noteMode)
	if st, err := h.root.Stat(c.Path); err == nil {
		mode = st.Mode().Perm()
	}
	tmp := tempName(c.Path, noterepo.TmpEnd)
	if err := h.step("create", tmp); err != nil {
		return "", err
	}
	f, err := h.root.OpenFile(tmp, os.O_WRONLY|os.O_CREATE|os.O_EXCL, mode)
	if err != nil {
		return "", err
	}
	if err := h.fill(f, c.New, mode); err != nil {
		h.root.Remove(tmp)
		return "", err
	}
	return tmp, nil
}

// fill writes b, makes the file durable and closes it.
func (h *History) fill(f *os.File, b []byte, mode fs.FileMode) error {
	defer f.Close()
	if err := f.Chmod(mode); err != nil {
		return err
	}
	if err := h.step("write", f.Name()); err != nil {
		return err
	}
	if _, err := f.Write(b); err != nil {
		return err
	}
	if err := h.step("fsync", f.Name()); err != nil {
		return err
	}
	if err := h.git.Sync(f); err != nil {
		return err
	}
	return f.Close()
}

// syncDirs makes the names in the directories durable.
func (h *History) syncDirs(dirs map[string]bool) error {
	for dir := range dirs {
		if err := h.step("fsync", dir); err != nil {
			return fmt.Errorf("saving in %s: %w", dir, err)
		}
		f, err := h.root.Open(dir)
		if errors.Is(err, fs.ErrNotExist) {
			continue
		}
		if err != nil {
			return fmt.Errorf("saving in %s: %w", dir, err)
		}
		err = h.git.Sync(f)
		f.Close()
		if err != nil {
			return fmt.Errorf("saving in %s: %w", dir, err)
		}
	}
	return nil
}

// sweep removes what a killed run left beside the notes in these directories.
// A .swap goes only when its contents are safe elsewhere: the note or git has
// them, or git has the note's, which means that the exchange had not happened
// yet.
func (h *History) sweep(r *repo, dirs map[string]bool) {
	for dir := range dirs {
		f, err := h.root.Open(dir)
		if err != nil {
			continue
		}
		names, _ := f.Readdirnames(-1)
		f.Close()
		for _, name := range names {
			target, end, ok := noterepo.Leftover(name)
			if !ok {
				continue
			}
			if end == noterepo.TmpEnd || h.known(r, dir+"/"+name) || h.known(r, dir+"/"+target) {
				h.root.Remove(path.Join(dir, name))
			}
		}
	}
}

// known reports whether git has a file's bytes.
func (h *History) known(r *repo, p string) bool {
	if r == nil {
		return false
	}
	b, err := rootfs.ReadFile(h.root, path.Clean(p))
	return err == nil && r.HasBlob(b)
}
