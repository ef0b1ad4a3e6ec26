package rootfs

import (
	"bytes"
	"errors"
	"io"
	"io/fs"
	"os"
	"path"
	"slices"
	"strings"
	"sync"
	"time"
)

// FS is a folder as a file system. It may be used by several goroutines.
type FS struct {
	fs.FS // the root's own, for everything but reading: directories, stat
	root  *os.Root
	mu    sync.Mutex
	// dirs are directories of notes, opened once: a folder of ten years has ten
	// thousand files, and each would be resolved from the top.
	dirs   map[string]*os.File
	settle time.Duration // see SettlesIn
}

// Open opens a folder.
func Open(dir string) (*FS, error) {
	root, err := os.OpenRoot(dir)
	if err != nil {
		return nil, err
	}
	return &FS{FS: root.FS(), root: root, dirs: map[string]*os.File{}, settle: Settle}, nil
}

// Open opens a regular file or a directory.
func (f *FS) Open(name string) (fs.File, error) {
	if !fs.ValidPath(name) {
		return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrInvalid}
	}
	file, err := f.root.OpenFile(name, os.O_RDONLY|nonblock, 0)
	if err != nil {
		return nil, err
	}
	if st, err := file.Stat(); err != nil || !st.IsDir() && !st.Mode().IsRegular() {
		file.Close()
		return nil, &fs.PathError{Op: "open", Path: name, Err: errNotRegular}
	}
	return file, nil
}

// Stat follows links inside the folder.
func (f *FS) Stat(name string) (fs.FileInfo, error) { return fs.Stat(f.FS, name) }

// ReadDir lists a directory by name.
func (f *FS) ReadDir(name string) ([]fs.DirEntry, error) { return ReadDir(f.root, name) }

// Files returns the names of the regular files in a directory of a folder, in no
// order: sorting ten thousand takes as long as reading a thousand. Links and pipes are
// left out: they could lead out of the folder, or never end.
func Files(folder fs.FS, dir string) (names []string, err error) {
	var list []fs.DirEntry
	if f, ok := folder.(*FS); ok {
		list, err = readDir(f.root, dir)
	} else {
		list, err = fs.ReadDir(folder, dir)
	}
	for _, e := range list {
		if e.Type().IsRegular() {
			names = append(names, e.Name())
		}
	}
	return names, err
}

// ReadDir lists a directory of a root by name. A named pipe in its place is an
// error at once.
func ReadDir(root *os.Root, name string) ([]fs.DirEntry, error) {
	entries, err := readDir(root, name)
	slices.SortFunc(entries, func(a, b fs.DirEntry) int { return strings.Compare(a.Name(), b.Name()) })
	return entries, err
}

func readDir(root *os.Root, name string) ([]fs.DirEntry, error) {
	dir, err := OpenDir(root, name)
	if err != nil {
		return nil, err
	}
	defer dir.Close()
	list, err := listed(root, dir, name)
	if err != nil {
		return nil, err
	}
	defer list.Close()
	return list.ReadDir(-1)
}

// OpenDir opens a directory of a root, and never blocks on anything else.
func OpenDir(root *os.Root, name string) (*os.File, error) {
	dir, err := root.OpenFile(name, os.O_RDONLY|nonblock, 0)
	if err != nil {
		return nil, err
	}
	if st, err := dir.Stat(); err != nil || !st.IsDir() {
		dir.Close()
		return nil, &fs.PathError{Op: "open", Path: name, Err: errors.New("not a directory")}
	}
	return dir, nil
}

// ReadFile reads a regular file whole.
func (f *FS) ReadFile(name string) ([]byte, error) {
	if !fs.ValidPath(name) {
		return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrInvalid}
	}
	if dir, err := f.dir(path.Dir(name)); err == nil {
		b, err := readAt(dir, path.Base(name))
		// A directory that was removed and made again meanwhile seems empty.
		if !errors.Is(err, errLink) && !errors.Is(err, fs.ErrNotExist) {
			return b, asPathError(name, err)
		}
	}
	return ReadFile(f.root, name)
}

// dir is a directory of the folder, opened.
func (f *FS) dir(name string) (*os.File, error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.opened(name)
}

// opened is dir for callers that hold the lock. One below another open one is not
// resolved from the top.
func (f *FS) opened(name string) (*os.File, error) {
	if d := f.dirs[name]; d != nil {
		return d, nil
	}
	var d *os.File
	err := errLink
	if up := path.Dir(name); up != "." && up != name {
		if parent, upErr := f.opened(up); upErr == nil {
			d, err = dirAt(parent, path.Base(name))
		}
	}
	if err != nil {
		d, err = OpenDir(f.root, name)
	}
	if err == nil {
		f.dirs[name] = d
	}
	return d, err
}

// ReadFile reads a regular file of a root whole.
func ReadFile(root *os.Root, name string) ([]byte, error) {
	file, err := root.OpenFile(name, os.O_RDONLY|nonblock, 0)
	if err != nil {
		return nil, err
	}
	b, err := readOpen(file, nil)
	return b, asPathError(name, err)
}

// OpenPath opens a regular file outside of any root, such as one of git's own.
func OpenPath(name string) (*os.File, error) {
	return openRegular(name, os.O_RDONLY, 0)
}

// OpenOwn opens a regular file for writing, but does not follow a link: what that
// leads to is not ours.
func OpenOwn(name string, flag int, perm fs.FileMode) (*os.File, error) {
	if err := Own(name); err != nil {
		return nil, err
	}
	return openRegular(name, flag|nofollow, perm)
}

// Own reports what keeps a name from being a file of our own: a link, a pipe or
// a directory in its place.
func Own(name string) error {
	st, err := os.Lstat(name)
	if err == nil && !st.Mode().IsRegular() {
		return &fs.PathError{Op: "open", Path: name, Err: errNotRegular}
	}
	return nil
}

func openRegular(name string, flag int, perm fs.FileMode) (*os.File, error) {
	file, err := os.OpenFile(name, flag|nonblock, perm)
	if err != nil {
		return nil, err
	}
	if st, err := file.Stat(); err != nil || !st.Mode().IsRegular() {
		file.Close()
		return nil, &fs.PathError{Op: "open", Path: name, Err: errNotRegular}
	}
	return file, nil
}

// ReadPath reads a regular file outside of any root, such as one of git's own.
func ReadPath(name string) ([]byte, error) { return ReadInto(name, nil) }

// ReadInto is ReadPath for reading many files: it reuses room as the buffer if it
// is large enough.
func ReadInto(name string, room []byte) ([]byte, error) {
	file, err := OpenPath(name)
	if err != nil {
		return nil, err
	}
	b, err := readOpen(file, room)
	return b, asPathError(name, err)
}

// ReadUnlinked is ReadPath for a file that must not be a link, as git reads
// .gitignore and .gitattributes.
func ReadUnlinked(name string) ([]byte, error) {
	st, err := os.Lstat(name)
	if err != nil {
		return nil, err
	}
	if err := readable(st.Mode(), st.Size()); err != nil {
		return nil, asPathError(name, err)
	}
	return ReadPath(name)
}

// ReadHead reads at most n bytes of a regular file outside of any root.
func ReadHead(name string, n int) ([]byte, error) {
	file, err := OpenPath(name)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	return io.ReadAll(io.LimitReader(file, int64(n)))
}

// readOpen reads an open file and closes it.
func readOpen(file *os.File, room []byte) ([]byte, error) {
	defer file.Close()
	st, err := file.Stat()
	if err != nil {
		return nil, err
	}
	if err := readable(st.Mode(), st.Size()); err != nil {
		return nil, err
	}
	b := bytes.NewBuffer(room[:0])
	b.Grow(int(st.Size()) + bytes.MinRead) // MinRead stays free, for the read that finds the end
	if _, err := b.ReadFrom(io.LimitReader(file, MaxFile+1)); err != nil {
		return nil, err
	}
	if b.Len() > MaxFile {
		return nil, errTooLarge
	}
	return b.Bytes(), nil
}

// asPathError makes an error name the file, unless it already does.
func asPathError(name string, err error) error {
	var named *fs.PathError
	if err == nil || errors.As(err, &named) {
		return err
	}
	return &fs.PathError{Op: "read", Path: name, Err: err}
}
