package gitstore

import (
	"bytes"
	"cmp"
	"compress/zlib"
	"errors"
	"fmt"
	"io"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"sync"
	"time"

	"github.com/go-git/go-billy/v5"
	"github.com/go-git/go-billy/v5/osfs"
	"github.com/go-git/go-git/v5/plumbing"
	"github.com/go-git/go-git/v5/plumbing/cache"
	"github.com/go-git/go-git/v5/storage/filesystem"

	"oneonone/internal/gitformat"
	"oneonone/internal/rootfs"
)

// objects is a repository's object database. It reads through go-git's store,
// and writes loose objects itself, because go-git does not make them durable.
type objects struct {
	dir   string
	git   *Git
	store *filesystem.ObjectStorage
	fresh []looseObject
}

// looseObject is an object not durable yet: written under a temporary name, or,
// with tmp "", already in place.
type looseObject struct{ tmp, path string }

func openObjects(dir string, git *Git) *objects {
	return &objects{dir: dir, git: git}
}

// open skips the configuration: go-git fails on many that git accepts.
func (o *objects) open() *filesystem.ObjectStorage {
	if o.store == nil {
		fs := regularFS{osfs.New(filepath.Dir(o.dir), osfs.WithBoundOS())}
		s := filesystem.NewStorageWithOptions(fs, cache.NewObjectLRU(16*cache.MiByte),
			filesystem.Options{KeepDescriptors: true, LargeObjectThreshold: rootfs.MaxFile})
		o.store = &s.ObjectStorage
	}
	return o.store
}

// regularFS opens only regular files: a named pipe would block.
type regularFS struct{ billy.Filesystem }

func (f regularFS) Open(name string) (billy.File, error) {
	if st, err := f.Stat(name); err == nil && !st.Mode().IsRegular() {
		return nil, fmt.Errorf("%s is not a regular file", name)
	}
	return f.Filesystem.Open(name)
}

func (o *objects) close() {
	if o != nil && o.store != nil {
		o.store.Close()
		o.store = nil
	}
}

// read returns an object's bytes. kind is "commit", "tree" or "blob".
func (o *objects) read(kind string, h gitformat.Hash) ([]byte, error) {
	t, err := plumbing.ParseObjectType(kind)
	if err != nil {
		return nil, fmt.Errorf("reading git object: %w", err)
	}
	obj, err := o.object(t, h)
	if err == nil && obj.Size() > rootfs.MaxFile {
		err = ErrTooLarge
	}
	if err != nil {
		return nil, fmt.Errorf("reading git %s %s: %w", kind, h, err)
	}
	rd, err := obj.Reader()
	if err != nil {
		return nil, fmt.Errorf("reading git %s %s: %w", kind, h, err)
	}
	defer rd.Close()
	b, err := io.ReadAll(rd)
	if err != nil {
		return nil, fmt.Errorf("reading git %s %s: %w", kind, h, err)
	}
	return b, nil
}

func (o *objects) object(t plumbing.ObjectType, h gitformat.Hash) (plumbing.EncodedObject, error) {
	obj, err := o.open().EncodedObject(t, plumbing.Hash(h))
	if errors.Is(err, plumbing.ErrObjectNotFound) && o.store != nil {
		// A repack may have moved it since the store listed the packs.
		o.close()
		obj, err = o.open().EncodedObject(t, plumbing.Hash(h))
	}
	return obj, err
}

func (o *objects) has(h gitformat.Hash) bool {
	if st, err := os.Stat(o.path(h)); err == nil && st.Size() > 0 {
		return true
	}
	return o.open().HasEncodedObject(plumbing.Hash(h)) == nil
}

func (o *objects) path(h gitformat.Hash) string {
	s := h.String()
	return filepath.Join(o.dir, s[:2], s[2:])
}

// add writes an object under a temporary name; flush puts it in place.
func (o *objects) add(kind string, b []byte) (gitformat.Hash, error) {
	h := gitformat.ObjectHash(kind, b)
	p := o.path(h)
	if st, err := os.Stat(p); err == nil && st.Size() > 0 {
		// Like git, tell gc that the object is in use again. A killed run may have left
		// it, so it is made durable like a new one.
		if old, err := o.read(kind, h); err == nil && bytes.Equal(old, b) {
			now := time.Now()
			os.Chtimes(p, now, now)
			o.fresh = append(o.fresh, looseObject{path: p})
			return h, nil
		}
	}
	tmp, err := o.writeLoose(filepath.Dir(p), kind, b)
	if err != nil {
		return h, fmt.Errorf("writing git %s: %w", kind, err)
	}
	o.fresh = append(o.fresh, looseObject{tmp, p})
	return h, nil
}

// compressors are reused, since each has a megabyte of tables. git soon packs
// loose objects, and compresses them better then.
var compressors = sync.Pool{New: func() any {
	z, err := zlib.NewWriterLevel(nil, zlib.BestSpeed)
	if err != nil {
		panic(err) // the level is valid
	}
	return z
}}

// writeLoose uses the prefix tmp_obj_, which git gc sweeps if it is left behind.
func (o *objects) writeLoose(dir, kind string, b []byte) (string, error) {
	mode := os.FileMode(0o755)
	if st, err := os.Stat(o.dir); err == nil {
		mode = st.Mode().Perm()
	}
	if err := o.git.Step("create", dir); err != nil {
		return "", err
	}
	if err := os.MkdirAll(dir, mode); err != nil {
		return "", err
	}
	f, err := os.CreateTemp(dir, "tmp_obj_")
	if err != nil {
		return "", err
	}
	defer f.Close()
	drop := func(err error) (string, error) {
		os.Remove(f.Name())
		return "", err
	}
	if err := o.git.Step("write", f.Name()); err != nil {
		return drop(err)
	}
	z := compressors.Get().(*zlib.Writer)
	defer compressors.Put(z)
	z.Reset(f)
	io.WriteString(z, kind+" "+strconv.Itoa(len(b))+"\x00")
	z.Write(b)
	if err := z.Close(); err != nil {
		return drop(err)
	}
	if err := f.Chmod(0o444 & mode); err != nil {
		return drop(err)
	}
	if err := f.Close(); err != nil {
		return drop(err)
	}
	return f.Name(), nil
}

// flush makes every added object durable and puts it in place, and makes the
// names in others, which are directories too, durable with theirs. The syncs run
// in parallel, so that the file system can combine them.
func (o *objects) flush(others ...string) error {
	fresh := o.fresh
	o.fresh = nil
	defer func() {
		for _, l := range fresh {
			if l.tmp != "" {
				os.Remove(l.tmp) // only there after a failure
			}
		}
	}()
	dirs := map[string]bool{o.dir: true}
	var files []string
	for _, l := range fresh {
		files = append(files, cmp.Or(l.tmp, l.path))
		dirs[filepath.Dir(l.path)] = true
	}
	if len(fresh) == 0 {
		return nil
	}
	if err := o.syncAll(files); err != nil {
		return fmt.Errorf("writing git objects: %w", err)
	}
	for _, l := range fresh {
		if l.tmp == "" {
			continue
		}
		if err := o.git.Step("rename", l.path); err != nil {
			return fmt.Errorf("writing git objects: %w", err)
		}
		if err := os.Rename(l.tmp, l.path); err != nil {
			return fmt.Errorf("writing git objects: %w", err)
		}
	}
	files = files[:0]
	files = slices.AppendSeq(append(files, others...), maps.Keys(dirs))
	slices.Sort(files)
	if err := o.syncAll(files); err != nil {
		return fmt.Errorf("writing git objects: %w", err)
	}
	return nil
}

func (o *objects) syncAll(paths []string) error {
	errs := make([]error, len(paths))
	var wg sync.WaitGroup
	for i, p := range paths {
		if err := o.git.Step("fsync", p); err != nil {
			wg.Wait()
			return err
		}
		wg.Go(func() { errs[i] = o.git.syncPath(p) })
	}
	wg.Wait()
	return errors.Join(errs...)
}
