package history

import (
	"context"
	"fmt"
	"iter"
	"slices"
	"time"

	"oneonone/notes/page"
)

// Replaced is the text that a file had until it was edited.
type Replaced struct {
	Path string
	Text []byte
	Last time.Time // when the edit was recorded; now for one that is not yet
}

// Replaced goes through the texts of some files that were edited, the newest
// first: what is not recorded yet, then what commits changed. Commands of this
// program count only for oneonone.yaml: on a top page they keep what matters.
func (h *History) Replaced(ctx context.Context, paths []string) iter.Seq2[Replaced, error] {
	return func(yield func(Replaced, error) bool) {
		edits, err := h.Pending(ctx, paths...)
		if err != nil {
			yield(Replaced{}, err)
			return
		}
		for _, e := range edits {
			if e.Kind != Modified {
				continue
			}
			text, err := h.FileAt(ctx, e.Path, time.Time{})
			if !yield(Replaced{e.Path, text, h.opt.Now()}, err) || err != nil {
				return
			}
		}
		for c, err := range h.Log(ctx, Query{Paths: paths}) {
			if err != nil {
				yield(Replaced{}, err)
				return
			}
			if !h.replacedBy(ctx, c, paths, yield) {
				return
			}
		}
	}
}

func (h *History) replacedBy(ctx context.Context, c Commit, paths []string, yield func(Replaced, error) bool) bool {
	for _, p := range c.Paths {
		if p.Kind != Modified || !slices.Contains(paths, p.Path) || c.trailer.id != "" && p.Path != page.SettingsFile {
			continue
		}
		r, err := h.repos.Named(c.Repo)
		if err != nil {
			return yield(Replaced{}, err)
		}
		before, err := r.FilesBefore(ctx, c.Hash, []string{r.Inside(p.Path)})
		if err != nil {
			yield(Replaced{}, fmt.Errorf("reading %s before %q: %w", p.Path, c.Subject, err))
			return false
		}
		if !yield(Replaced{p.Path, before[r.Inside(p.Path)], c.Time}, nil) {
			return false
		}
	}
	return true
}
