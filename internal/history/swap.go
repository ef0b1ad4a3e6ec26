package history

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"math"
	"strings"

	"oneonone/internal/noterepo"
	"oneonone/notes/page"
)

// putNew moves tmp to a name that must be free; making a hard link fails if it is not.
func (h *History) putNew(c page.Change, tmp string) error {
	defer h.root.Remove(tmp)
	if err := h.step("link", c.Path); err != nil {
		return fmt.Errorf("saving %s: %w", c.Path, err)
	}
	err := h.link(tmp, c.Path)
	if errors.Is(err, fs.ErrExist) {
		return &ChangedError{Path: c.Path}
	}
	if err == nil {
		return nil
	}
	// On file systems without hard links, look, then rename.
	if _, err := h.root.Lstat(c.Path); !errors.Is(err, fs.ErrNotExist) {
		return &ChangedError{Path: c.Path}
	}
	if err := h.root.Rename(tmp, c.Path); err != nil {
		return fmt.Errorf("saving %s: %w", c.Path, err)
	}
	return nil
}

// swapIn exchanges the note with tmp in one step and then looks at what it got:
// if somebody saved between the check and the exchange, or is still writing to
// what was taken out, that version goes back and nothing is lost. Where the
// system cannot exchange, the last look comes just before the rename.
func (h *History) swapIn(c page.Change, tmp string) error {
	swap := strings.TrimSuffix(tmp, noterepo.TmpEnd) + noterepo.SwapEnd
	drop := func(p string, err error) error {
		h.root.Remove(p)
		return fmt.Errorf("saving %s: %w", c.Path, err)
	}
	doubtful, err := h.settle(c.Path)
	if err != nil {
		h.root.Remove(tmp)
		return err
	}
	if err := h.step("rename", swap); err != nil {
		return drop(tmp, err)
	}
	if err := h.root.Rename(tmp, swap); err != nil {
		return drop(tmp, err)
	}
	if err := h.step("exchange", c.Path); err != nil {
		return drop(swap, err)
	}
	err = h.exchange(h.root, swap, c.Path)
	switch {
	case errors.Is(err, errors.ErrUnsupported):
		return h.renameOver(c, swap, doubtful)
	case errors.Is(err, fs.ErrNotExist):
		h.root.Remove(swap)
		return &ChangedError{Path: c.Path}
	case err != nil:
		return drop(swap, err)
	}
	stillOpen := h.watchFile(swap, doubtful)
	if !stillOpen && h.holds(swap, c.Old) {
		h.step("remove", swap)
		h.root.Remove(swap)
		return nil
	}
	h.step("put back", c.Path)
	if err := h.exchange(h.root, swap, c.Path); err != nil {
		return fmt.Errorf("%s changed while it was written; what was there is in %s: %w", c.Path, swap, err)
	}
	if h.holds(swap, c.New) {
		h.root.Remove(swap)
	}
	if stillOpen {
		return h.openElsewhere(c.Path)
	}
	return &ChangedError{Path: c.Path}
}

// renameOver renames swap over the note, and then checks whether somebody went on
// writing to the old file; if so, that is put back.
func (h *History) renameOver(c page.Change, swap string, doubtful bool) error {
	old, err := h.root.Open(c.Path)
	if err != nil || !h.holds(c.Path, c.Old) {
		h.root.Remove(swap)
		return &ChangedError{Path: c.Path}
	}
	defer old.Close()
	if err := h.root.Rename(swap, c.Path); err != nil {
		h.root.Remove(swap)
		return fmt.Errorf("saving %s: %w", c.Path, err)
	}
	h.watch(old, doubtful)
	late, err := io.ReadAll(io.NewSectionReader(old, 0, math.MaxInt64))
	if err != nil || bytes.Equal(late, c.Old) || !h.holds(c.Path, c.New) {
		return nil
	}
	tmp, err := h.writeTemp(page.Change{Path: c.Path, New: late})
	if err == nil {
		h.step("put back", c.Path)
		err = h.root.Rename(tmp, c.Path)
	}
	if err != nil {
		return fmt.Errorf("%s changed while it was written: %w", c.Path, err)
	}
	return &ChangedError{Path: c.Path}
}

// takeOut removes a note: it is moved aside first, so that a version somebody
// saved in that moment, or is still writing, can be put back.
func (h *History) takeOut(c page.Change) error {
	doubtful, err := h.settle(c.Path)
	if err != nil {
		return err
	}
	swap := tempName(c.Path, noterepo.SwapEnd)
	if err := h.step("rename", swap); err != nil {
		return fmt.Errorf("removing %s: %w", c.Path, err)
	}
	if err := h.root.Rename(c.Path, swap); err != nil {
		if errors.Is(err, fs.ErrNotExist) {
			return &ChangedError{Path: c.Path}
		}
		return fmt.Errorf("removing %s: %w", c.Path, err)
	}
	if stillOpen := h.watchFile(swap, doubtful); stillOpen || !h.holds(swap, c.Old) {
		if err := h.putBack(swap, c.Path); err != nil {
			return fmt.Errorf("%s changed while it was removed; what was there is in %s: %w", c.Path, swap, err)
		}
		return &ChangedError{Path: c.Path}
	}
	if err := h.step("remove", swap); err != nil {
		return errors.Join(fmt.Errorf("removing %s: %w", c.Path, err), h.putBack(swap, c.Path))
	}
	return h.root.Remove(swap)
}

// putBack gives a file that was moved aside its name again, unless somebody
// has put another there.
func (h *History) putBack(swap, p string) error {
	h.step("put back", p)
	err := h.link(swap, p)
	if err == nil {
		return h.root.Remove(swap)
	}
	if errors.Is(err, fs.ErrExist) {
		return err
	}
	if _, err := h.root.Lstat(p); !errors.Is(err, fs.ErrNotExist) {
		return fs.ErrExist
	}
	return h.root.Rename(swap, p)
}

// holds reports whether a file is exactly b, reading no more than needed.
func (h *History) holds(p string, b []byte) bool {
	f, err := h.root.Open(p)
	if err != nil {
		return false
	}
	defer f.Close()
	got, err := io.ReadAll(io.LimitReader(f, int64(len(b))+1))
	return err == nil && bytes.Equal(got, b)
}
