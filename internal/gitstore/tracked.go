package gitstore

import (
	"bytes"
	"context"
	"encoding/binary"
	"io"
	"os"
	"path/filepath"
)

// IndexSize is how many files the index says it holds at a glance; 0 when that
// cannot be told.
func (r *Repo) IndexSize() int {
	f, err := os.Open(filepath.Join(r.GitDir, "index"))
	if err != nil {
		return 0
	}
	defer f.Close()
	var head [12]byte
	if _, err := io.ReadFull(f, head[:]); err != nil || string(head[:4]) != "DIRC" {
		return 0
	}
	return int(binary.BigEndian.Uint32(head[8:]))
}

// Tracked is how many files below a directory the index holds.
func (r *Repo) Tracked(dir string) int {
	ix, err := readIndex(filepath.Join(r.GitDir, "index"))
	if err != nil {
		return 0
	}
	return len(ix.below(dir + "/x").entries)
}

// Tracks tells which files the index holds; none when it cannot be read.
func (r *Repo) Tracks() func(inside string) bool {
	ix, err := readIndex(filepath.Join(r.GitDir, "index"))
	return func(inside string) bool {
		if err != nil {
			return false
		}
		_, ok := ix.find(inside)
		return ok
	}
}

// Hides reports whether git has a file that a sparse checkout keeps from the
// disk.
func (r *Repo) Hides(ctx context.Context, inside string) bool {
	if fileGone(filepath.Join(r.GitDir, "info", "sparse-checkout")) {
		return false
	}
	if ix, err := readIndex(filepath.Join(r.GitDir, "index")); err == nil {
		i, ok := ix.find(inside)
		return ok && ix.entries[i].ext&extSkip != 0
	}
	out, err := r.read(ctx, nil, "ls-files", "-t", "--", inside)
	return err == nil && bytes.HasPrefix(out, []byte("S "))
}

// HasBlob reports whether git has a file's bytes.
func (r *Repo) HasBlob(b []byte) bool { return r.objects.has(blobHash(b)) }
