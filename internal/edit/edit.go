// Package edit applies byte-range edits to a buffer.
//
// Notes belong to their writer, so a change is never a reprint: it is a few
// spans of bytes replaced, and every other byte stays as it was (FORMAT.md,
// first law). Edits are queued against positions of the original buffer, in
// any order, and applied together. The design is that of the Go tree's
// cmd/internal/edit; unlike there, a wrong edit is an error and not a panic,
// because here it must end in an unharmed file and a message.
package edit

import (
	"bytes"
	"fmt"
	"slices"
)

// A Buffer is a queue of edits to one byte slice. Positions are always those
// of the original bytes. The zero Buffer edits an empty slice.
type Buffer struct {
	src   []byte
	queue []edit
}

// An edit replaces src[start:end] with text.
type edit struct {
	start, end int
	text       string
}

// NewBuffer returns a buffer for edits to src. The buffer keeps src and never
// writes to it.
func NewBuffer(src []byte) *Buffer { return &Buffer{src: src} }

// Insert queues s to be put before the byte at pos; pos may be the length of
// the buffer. Insertions at the same position keep the order of their calls,
// and come before what replaces the bytes that begin there.
func (b *Buffer) Insert(pos int, s string) { b.Replace(pos, pos, s) }

// Delete queues the removal of the bytes from start up to end.
func (b *Buffer) Delete(start, end int) { b.Replace(start, end, "") }

// Replace queues the replacement of the bytes from start up to end with s.
func (b *Buffer) Replace(start, end int, s string) {
	if start == end && s == "" {
		return
	}
	b.queue = append(b.queue, edit{start, end, s})
}

// Bytes returns a new slice with all queued edits applied; the queue stays as
// it is. It fails when an edit lies outside the buffer or two edits overlap,
// that is, when an edit begins inside the bytes another one removes.
func (b *Buffer) Bytes() ([]byte, error) { return b.Within(0, len(b.src)) }

// Within is Bytes for the part from start up to end, in which all edits lie.
func (b *Buffer) Within(start, end int) ([]byte, error) {
	queue := slices.Clone(b.queue)
	slices.SortStableFunc(queue, func(x, y edit) int {
		if x.start != y.start {
			return x.start - y.start
		}
		return x.end - y.end
	})

	size := end - start
	for _, e := range queue {
		if e.start < start || e.end < e.start || e.end > end {
			return nil, fmt.Errorf("edit of bytes %d to %d lies outside the %d bytes there are", e.start, e.end, end-start)
		}
		size += len(e.text) - (e.end - e.start)
	}
	out := make([]byte, 0, max(size, 0))
	done := start
	for i, e := range queue {
		if e.start < done {
			before := queue[i-1]
			return nil, fmt.Errorf("edits of bytes %d to %d and %d to %d overlap", before.start, before.end, e.start, e.end)
		}
		out = append(out, b.src[done:e.start]...)
		out = append(out, e.text...)
		done = e.end
	}
	return append(out, b.src[done:end]...), nil
}

// LineStart is the offset of the nth line, from 1; the end where there are fewer.
func LineStart(src []byte, n int) int {
	at := 0
	for ; n > 1; n-- {
		i := bytes.IndexByte(src[at:], '\n')
		if i < 0 {
			return len(src)
		}
		at += i + 1
	}
	return at
}
