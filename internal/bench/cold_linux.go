package main

import (
	"io/fs"
	"os"
	"path/filepath"

	"golang.org/x/sys/unix"
)

// coldDisk reports whether the page cache can be told to drop a folder.
func coldDisk() bool { return true }

// forgetPages has the page cache drop the files of the notes, with their
// repository. The kernel's cache of names and times stays.
func (b *bench) forgetPages() {
	b.must(filepath.WalkDir(b.notes, func(path string, d fs.DirEntry, err error) error {
		if err != nil || !d.Type().IsRegular() {
			return err
		}
		f, err := os.Open(path)
		if err != nil {
			return err
		}
		defer f.Close()
		if err := f.Sync(); err != nil { // only what is on disk can be dropped
			return err
		}
		return unix.Fadvise(int(f.Fd()), 0, 0, unix.FADV_DONTNEED)
	}))
}
