package gitstore

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
)

// sync announces the step and makes the file or directory at p durable.
func (g *Git) sync(p string) error {
	if err := g.Step("fsync", p); err != nil {
		return err
	}
	return g.syncPath(p)
}

func (g *Git) syncPath(p string) error {
	f, err := os.Open(p)
	if err != nil {
		return err
	}
	defer f.Close()
	return g.Sync(f)
}

// syncFile is sync for an open file.
func (g *Git) syncFile(f *os.File, p string) error {
	if err := g.Step("fsync", p); err != nil {
		return err
	}
	return g.Sync(f)
}

// fsync makes a file durable, or the names in a directory.
func fsync(f *os.File) error {
	if st, err := f.Stat(); err == nil && st.IsDir() {
		return syncDir(f)
	}
	return f.Sync()
}

// makeDirs makes a directory and its parents, and makes their names durable.
func (g *Git) makeDirs(dir string) error {
	if st, err := os.Stat(dir); err == nil && st.IsDir() {
		return nil
	}
	if err := g.makeDirs(filepath.Dir(dir)); err != nil {
		return err
	}
	if err := g.Step("mkdir", dir); err != nil {
		return err
	}
	if err := os.Mkdir(dir, dirPerm); err != nil && !errors.Is(err, fs.ErrExist) {
		return err
	}
	return g.sync(filepath.Dir(dir))
}
