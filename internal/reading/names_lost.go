package reading

import (
	"context"
	"fmt"
	"iter"
	"slices"
	"time"

	"oneonone/internal/cli"
	"oneonone/internal/history"
	"oneonone/internal/when"
	"oneonone/notes"
	"oneonone/notes/page"
)

// namesLost finds names that edits outside this program have removed: from the
// pages of some people, or from the settings and every page when nobody is named.
func namesLost(ctx context.Context, s *cli.Session, w *cli.Workspace, people []*notes.Person) ([]page.Finding, error) {
	var paths []string
	for _, p := range people {
		paths = append(paths, page.TopPagePath(p.Handle))
	}
	if people == nil {
		paths = append(paths, page.SettingsFile)
		for _, p := range w.People() {
			paths = append(paths, page.TopPagePath(p.Handle))
		}
	}
	var found []page.Finding
	seen := map[string]bool{}
	for old, err := range replacedTexts(ctx, w.History, paths, s.Env.Now()) {
		if err != nil {
			return nil, err
		}
		for _, x := range w.LostNames(old.path, old.text, when.Of(old.last)) {
			if !seen[x.Path+x.What] {
				seen[x.Path+x.What] = true
				found = append(found, x)
			}
		}
	}
	return found, nil
}

// replaced is the text that a file had until it was edited.
type replaced struct {
	path string
	text []byte
	last time.Time // when the edit was recorded; now for one that is not yet
}

// replacedTexts yields the earlier texts of edited files, newest first: before
// edits not yet recorded, then before commits. Commits of this program's own
// commands count only for oneonone.yaml; on a top page they remove no name.
func replacedTexts(ctx context.Context, h *history.History, paths []string, now time.Time) iter.Seq2[replaced, error] {
	return func(yield func(replaced, error) bool) {
		edits, err := h.Pending(ctx, paths...)
		if err != nil {
			yield(replaced{}, err)
			return
		}
		for _, e := range edits {
			if e.Kind != history.Modified {
				continue
			}
			text, err := h.FileAt(ctx, e.Path, time.Time{})
			if !yield(replaced{e.Path, text, now}, err) || err != nil {
				return
			}
		}
		for c, err := range h.Log(ctx, history.Query{Paths: paths}) {
			if err != nil {
				yield(replaced{}, err)
				return
			}
			if !replacedBy(ctx, h, c, paths, yield) {
				return
			}
		}
	}
}

func replacedBy(ctx context.Context, h *history.History, c history.Commit, paths []string, yield func(replaced, error) bool) bool {
	for _, p := range c.Paths {
		if p.Kind != history.Modified || !slices.Contains(paths, p.Path) || c.Ours() && p.Path != page.SettingsFile {
			continue
		}
		r, err := h.Repos().Named(c.Repo)
		if err != nil {
			return yield(replaced{}, err)
		}
		before, err := r.FilesBefore(ctx, c.Hash, []string{r.Inside(p.Path)})
		if err != nil {
			yield(replaced{}, fmt.Errorf("reading %s before %q: %w", p.Path, c.Subject, err))
			return false
		}
		if !yield(replaced{p.Path, before[r.Inside(p.Path)], c.Time}, nil) {
			return false
		}
	}
	return true
}
