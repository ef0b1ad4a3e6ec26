package gitstore

import (
	"bytes"
	"context"
	"encoding/binary"
	"path/filepath"
	"strings"

	"oneonone/internal/gitformat"
	"oneonone/internal/rootfs"
)

// StatusLine is one line of git status.
type StatusLine struct {
	Path      string // relative to the repository
	Kind      EditKind
	Ignored   bool
	untracked bool
}

// Status asks git which of the paths differ from HEAD.
func (r *Repo) Status(ctx context.Context, paths []string) ([]StatusLine, error) {
	args := []string{"status", "--porcelain=v1", "-z", "--no-renames", "--untracked-files=all", "--ignored=traditional", "--ignore-submodules=all", "--"}
	out, err := r.read(ctx, nil, append(args, paths...)...)
	if err != nil {
		return nil, err
	}
	byPath := map[string]*StatusLine{}
	var order []string
	for line := range strings.SplitSeq(string(out), "\x00") {
		if len(line) < 4 {
			continue
		}
		xy, p := line[:2], line[3:]
		e := byPath[p]
		if e == nil {
			e = &StatusLine{Path: p}
			byPath[p] = e
			order = append(order, p)
		}
		e.untracked = e.untracked || xy == "??"
		e.Ignored = e.Ignored || xy == "!!"
		onDisk := !fileGone(r.File(p))
		switch {
		case xy == "D " && e.Kind != Added, xy == "??" && e.Kind == Deleted:
			e.Kind = map[bool]EditKind{true: Modified, false: Deleted}[onDisk && e.Kind != ""]
		case !onDisk && xy[0] == 'A':
			delete(byPath, p)
		case !onDisk:
			e.Kind = Deleted
		case xy == "??", xy == "!!", xy[0] == 'A', xy == " A":
			e.Kind = Added
		default:
			e.Kind = Modified
		}
	}
	var edits []StatusLine
	for _, p := range order {
		if e := byPath[p]; e != nil {
			edits = append(edits, *e)
			delete(byPath, p)
		}
	}
	return edits, nil
}

// IndexSize is how many files the index holds by its header; 0 when that cannot
// be read.
func (r *Repo) IndexSize() int {
	head, err := rootfs.ReadHead(filepath.Join(r.GitDir, "index"), 12)
	if err != nil || len(head) < 12 || string(head[:4]) != "DIRC" {
		return 0
	}
	return int(binary.BigEndian.Uint32(head[8:]))
}

// Tracked is how many files below a directory the index holds.
func (r *Repo) Tracked(dir string) int {
	ix, err := gitformat.ReadIndex(filepath.Join(r.GitDir, "index"))
	if err != nil {
		return 0
	}
	return len(ix.Below(dir + "/x").Entries)
}

// Tracks returns a function that reports whether the index holds a file; none when it
// cannot be read.
func (r *Repo) Tracks() func(inside string) bool {
	ix, err := gitformat.ReadIndex(filepath.Join(r.GitDir, "index"))
	return func(inside string) bool {
		if err != nil {
			return false
		}
		_, ok := ix.Find(inside)
		return ok
	}
}

// SizeInIndex is a file's size in bytes when the index last saw it; 0 if unknown.
func (r *Repo) SizeInIndex(inside string) int64 {
	ix, err := gitformat.ReadIndex(filepath.Join(r.GitDir, "index"))
	if err != nil {
		return 0
	}
	i, ok := ix.Find(inside)
	if !ok {
		return 0
	}
	return int64(ix.Entries[i].Size())
}

// Hides reports whether a sparse checkout keeps a file off the disk.
func (r *Repo) Hides(ctx context.Context, inside string) bool {
	if fileGone(filepath.Join(r.GitDir, "info", "sparse-checkout")) {
		return false
	}
	if ix, err := gitformat.ReadIndex(filepath.Join(r.GitDir, "index")); err == nil {
		i, ok := ix.Find(inside)
		return ok && ix.Entries[i].Ext&gitformat.ExtSkip != 0
	}
	out, err := r.read(ctx, nil, "ls-files", "-t", "--", inside)
	return err == nil && bytes.HasPrefix(out, []byte("S "))
}

// HasBlob reports whether git has these bytes as a blob.
func (r *Repo) HasBlob(b []byte) bool { return r.objects.has(gitformat.BlobHash(b)) }
