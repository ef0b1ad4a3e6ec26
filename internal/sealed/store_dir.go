package sealed

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"oneonone/internal/remote"
	"oneonone/internal/rootfs"
)

// dirStore is a plain directory: on a USB stick, or synced by some service.
type dirStore struct{ dir string }

// partMark is in the name of a file still being written.
const partMark = ".age.part-"

func (d *dirStore) list(_ context.Context, _ remote.Options) ([]file, error) {
	names, err := os.ReadDir(d.dir)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, &remote.OfflineError{Name: title, Words: "there is nothing at " + d.dir}
	}
	if err != nil {
		return nil, &remote.OfflineError{Name: title, Words: err.Error()}
	}
	var files []file
	for _, e := range names {
		if strings.HasPrefix(e.Name(), ".") { // a file manager's, a service's, or one being written
			continue
		}
		f := file{e.Name(), -1}
		if st, err := e.Info(); err == nil && st.Mode().IsRegular() {
			f.size = st.Size()
		}
		files = append(files, f)
	}
	return files, nil
}

func (d *dirStore) read(ctx context.Context, files []file) ([][]byte, error) {
	var texts [][]byte
	for _, f := range files {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		b, err := readUpTo(filepath.Join(d.dir, f.name), f.size)
		if err != nil {
			return nil, fmt.Errorf("reading the sealed store: %w", err)
		}
		texts = append(texts, b)
	}
	return texts, nil
}

// readUpTo reads a regular file up to the size it had when it was listed.
func readUpTo(p string, size int64) ([]byte, error) {
	f, err := rootfs.OpenPath(p)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	return io.ReadAll(io.LimitReader(f, size))
}

// add writes the file under another name and then gives it its own, which must be free.
func (d *dirStore) add(_ context.Context, o remote.Options, name string, b []byte) error {
	part, err := d.writePart(o, name, b)
	if part != "" {
		defer os.Remove(part)
	}
	if err != nil {
		return d.failed(name, err)
	}
	to := filepath.Join(d.dir, name)
	if err = o.Git.Step("link", to); err == nil {
		err = o.Git.Link(part, to)
	}
	if err != nil && !errors.Is(err, fs.ErrExist) && errors.As(err, new(*os.LinkError)) { // FAT has no hard links
		err = d.writeNew(o, to, b)
	}
	if errors.Is(err, fs.ErrExist) {
		return remote.ErrQuicker
	}
	if err == nil {
		err = syncDir(o, d.dir)
	}
	if err != nil {
		return d.failed(name, err)
	}
	d.sweep(name)
	return nil
}

func (d *dirStore) failed(name string, err error) error {
	return &remote.Error{Reason: fmt.Sprintf("writing %s to %s: %v", name, d.dir, err), Next: "make room there, or make it writable, then run it again: nothing is lost"}
}

func (d *dirStore) writePart(o remote.Options, name string, b []byte) (string, error) {
	if err := o.Git.Step("create", name); err != nil {
		return "", err
	}
	f, err := os.CreateTemp(d.dir, "."+strings.TrimSuffix(name, ".age")+partMark)
	if err != nil {
		return "", err
	}
	return f.Name(), fill(o, f, b)
}

// writeNew writes a file in place. A kill in between leaves half of it, which
// every later sync reports.
func (d *dirStore) writeNew(o remote.Options, to string, b []byte) error {
	if err := o.Git.Step("create", to); err != nil {
		return err
	}
	f, err := os.OpenFile(to, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return err
	}
	if err := fill(o, f, b); err != nil {
		os.Remove(to)
		return err
	}
	return nil
}

// fill makes b the durable content of a new file.
func fill(o remote.Options, f *os.File, b []byte) error {
	err := o.Git.Step("write", f.Name())
	if err == nil {
		_, err = f.Write(b)
	}
	if err == nil {
		err = o.Git.Step("fsync", f.Name())
	}
	if err == nil {
		err = o.Git.Sync(f)
	}
	return errors.Join(err, f.Close())
}

func syncDir(o remote.Options, dir string) error {
	if err := o.Git.Step("fsync", dir); err != nil {
		return err
	}
	f, err := os.Open(dir)
	if err != nil {
		return err
	}
	defer f.Close()
	return o.Git.Sync(f)
}

// sweep removes what killed runs began to write under numbers that are now taken.
func (d *dirStore) sweep(name string) {
	parts, _ := filepath.Glob(filepath.Join(d.dir, ".[0-9]*"+partMark+"*"))
	for _, p := range parts {
		if number, _, _ := strings.Cut(filepath.Base(p)[1:], partMark); number <= strings.TrimSuffix(name, ".age") {
			os.Remove(p)
		}
	}
}
