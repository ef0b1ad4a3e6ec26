package history

import (
	"bytes"
	"context"
	"errors"
	"io"
	"io/fs"
	"os"
	"path"

	"oneonone/internal/noterepo"
	"oneonone/internal/treemerge"
)

var errOtherBytes = errors.New("it has other bytes")

// bulkAsKnown reports whether a file too large to be read is on disk as HEAD has
// it, or already as the join should leave it.
func (h *History) bulkAsKnown(ctx context.Context, j *join, piece joinPiece) bool {
	p, _ := j.r.Outside(piece.inside)
	return h.holdsBlob(ctx, j, p, piece.inside, piece.before) == nil || h.holdsBlob(ctx, j, p, piece.inside, piece.File) == nil
}

// holdsBlob returns nil when a file on disk has the bytes of f in git, or when f
// is not a file and there is none on disk either.
func (h *History) holdsBlob(ctx context.Context, j *join, p, inside string, f treemerge.File) error {
	st, err := h.root.Lstat(p)
	switch {
	case f.Mode != treemerge.ModeFile && f.Mode != treemerge.ModeExec:
		if err == nil && st.Mode().IsRegular() {
			return errOtherBytes
		}
		return nil
	case err != nil:
		return err
	case !st.Mode().IsRegular():
		return errOtherBytes
	}
	file, err := h.root.Open(p)
	if err != nil {
		return err
	}
	defer file.Close()
	if err := j.r.WriteBlob(ctx, inside, f.ID, &sameBytes{file: file}); err != nil {
		return err
	}
	if n, _ := file.Read(make([]byte, 1)); n > 0 {
		return errOtherBytes
	}
	return nil
}

// sameBytes is a writer that fails unless it is given the bytes of file.
type sameBytes struct {
	file io.Reader
	buf  []byte
}

func (s *sameBytes) Write(b []byte) (int, error) {
	if len(s.buf) < len(b) {
		s.buf = make([]byte, len(b))
	}
	if _, err := io.ReadFull(s.file, s.buf[:len(b)]); err != nil || !bytes.Equal(s.buf[:len(b)], b) {
		return 0, errOtherBytes
	}
	return len(b), nil
}

// placeBulk writes a file too large to be read to disk, or removes it.
func (h *History) placeBulk(ctx context.Context, j *join, p string, piece joinPiece, f treemerge.File) error {
	if h.holdsBlob(ctx, j, p, piece.inside, f) == nil {
		return nil
	}
	if !h.bulkAsKnown(ctx, j, piece) {
		if f == piece.before {
			return nil // somebody else's file: ours, to be taken back, was never placed
		}
		return &ChangedError{Path: p}
	}
	dirs := map[string]bool{}
	if f.Mode != treemerge.ModeFile && f.Mode != treemerge.ModeExec {
		err := h.root.Remove(p)
		h.dropEmpty(path.Dir(p), dirs)
		return err
	}
	if err := h.makeDir(path.Dir(p), dirs); err != nil {
		return err
	}
	tmp := tempName(p, noterepo.TmpEnd)
	if err := h.stream(ctx, j, tmp, piece.inside, f); err != nil {
		h.root.Remove(tmp)
		return err
	}
	return h.root.Rename(tmp, p)
}

// stream writes a file to tmp as git has it, and makes it durable.
func (h *History) stream(ctx context.Context, j *join, tmp, inside string, f treemerge.File) error {
	if err := h.step("create", tmp); err != nil {
		return err
	}
	file, err := h.root.OpenFile(tmp, os.O_WRONLY|os.O_CREATE|os.O_EXCL, fs.FileMode(noteMode))
	if err != nil {
		return err
	}
	defer file.Close()
	if err := j.r.WriteBlob(ctx, inside, f.ID, file); err != nil {
		return err
	}
	if err := h.git.Sync(file); err != nil {
		return err
	}
	return file.Close()
}
