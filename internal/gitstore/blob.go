package gitstore

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"

	"github.com/go-git/go-git/v5/plumbing"

	"oneonone/internal/gitformat"
	"oneonone/internal/rootfs"
)

// ErrTooLarge says that an object is too large to be held in memory.
var ErrTooLarge = fmt.Errorf("is larger than %d MB", rootfs.MaxFile>>20)

// Blobs reads files by the git name of their contents, as a checkout would write
// them. The error for one that is too large is ErrTooLarge.
func (r *Repo) Blobs(ctx context.Context, insides []string) func(inside, id string) ([]byte, error) {
	direct := r.readsDirectly(ctx, insides)
	return func(inside, id string) ([]byte, error) {
		if h, ok := gitformat.ParseHash(id); ok && direct {
			return r.objects.read("blob", h)
		}
		var b bounded
		err := r.filtered(ctx, inside, id, &b)
		if b.over {
			return nil, fmt.Errorf("reading git blob %s: %w", id, ErrTooLarge)
		}
		return b.buf.Bytes(), err
	}
}

// WriteBlob writes a file as a checkout would, however large it is.
func (r *Repo) WriteBlob(ctx context.Context, inside, id string, w io.Writer) error {
	if h, ok := gitformat.ParseHash(id); ok && r.readsDirectly(ctx, []string{inside}) {
		return r.objects.copyBlob(h, w)
	}
	return r.filtered(ctx, inside, id, w)
}

// filtered has git convert a file as its attributes say.
func (r *Repo) filtered(ctx context.Context, inside, id string, w io.Writer) error {
	args := []string{"cat-file", "--filters", "--path=" + inside, id}
	cmd, err := r.command(ctx, readEnv(), append(readOnly(), args...)...)
	if err != nil {
		return err
	}
	var said bytes.Buffer
	cmd.Stdout, cmd.Stderr = w, &said
	if err := cmd.Run(); err != nil {
		return &gitError{args: args, stderr: said.String(), err: err}
	}
	return nil
}

func (o *objects) copyBlob(h gitformat.Hash, w io.Writer) error {
	obj, err := o.object(plumbing.BlobObject, h)
	if err != nil {
		return fmt.Errorf("reading git blob %s: %w", h, err)
	}
	rd, err := obj.Reader()
	if err != nil {
		return fmt.Errorf("reading git blob %s: %w", h, err)
	}
	defer rd.Close()
	_, err = io.Copy(w, rd)
	return err
}

// bounded is a buffer that refuses more than may be held in memory. Write is its
// only method: the buffer's own ReadFrom would bypass the bound.
type bounded struct {
	buf  bytes.Buffer
	over bool
}

func (b *bounded) Write(p []byte) (int, error) {
	if b.over = b.over || b.buf.Len()+len(p) > rootfs.MaxFile; b.over {
		return 0, errors.New("too much")
	}
	return b.buf.Write(p)
}
