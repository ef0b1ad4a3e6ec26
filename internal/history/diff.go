package history

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"slices"
	"sort"

	"oneonone/internal/gitstore"
	"oneonone/internal/noterepo"
	"oneonone/internal/rootfs"
	"oneonone/notes/page"
)

// FileDiff is one note as it was and as it is. Old is nil for a new one, New
// for one that is gone.
type FileDiff struct {
	Path     string
	Repo     string
	Old, New []byte
}

// Diff compares the notes as recorded at q.Since (the zero time: as last
// recorded) with the notes on disk, or as recorded at q.Until. q.Paths picks
// files; q.Author and q.Limit are not used.
func (h *History) Diff(ctx context.Context, q Query) ([]FileDiff, error) {
	repos, err := h.repos.All()
	if err != nil {
		return nil, err
	}
	if !q.asksAny(repos) {
		return nil, noRepository([]string{page.SettingsFile})
	}
	var diffs []FileDiff
	for _, r := range repos {
		paths, ok := r.Pathspecs(q.Paths, repos)
		if !ok || r.Private() && !q.Private {
			continue
		}
		d, err := h.diffOf(ctx, r, repos, q, paths)
		if err != nil {
			return nil, fmt.Errorf("comparing notes of %s: %w", r.Name, err)
		}
		diffs = append(diffs, d...)
	}
	sort.Slice(diffs, func(i, j int) bool { return diffs[i].Path < diffs[j].Path })
	return diffs, nil
}

func (h *History) diffOf(ctx context.Context, r *repo, repos []*repo, q Query, paths []string) ([]FileDiff, error) {
	old, err := r.CommitAt(ctx, q.Since)
	if err != nil {
		return nil, err
	}
	now, err := r.CommitAt(ctx, q.Until)
	if err != nil {
		return nil, err
	}
	names, err := r.ChangedBetween(ctx, old, now, paths)
	if err != nil {
		return nil, err
	}
	if q.Until.IsZero() {
		edits, err := h.pendingIn(ctx, r, repos, paths)
		if err != nil {
			return nil, err
		}
		for _, e := range edits {
			names[r.Inside(e.Path)] = true
		}
	}
	var insides []string
	for n := range names {
		p, ok := r.Outside(n)
		if ok && (q.Private || !gitstore.Within(p, page.PrivateDir)) && gitstore.Picked(n, paths) && page.ParsePath(p).Kind != page.KindOther && noterepo.Nearest(repos, p) == r {
			insides = append(insides, n)
		}
	}
	before, err := h.filesIf(ctx, r, old, insides)
	if err != nil {
		return nil, err
	}
	after := map[string][]byte{}
	if !q.Until.IsZero() {
		if after, err = h.filesIf(ctx, r, now, insides); err != nil {
			return nil, err
		}
	} else {
		for _, n := range insides {
			p, _ := r.Outside(n)
			if b, err := rootfs.ReadFile(h.root, p); err == nil {
				after[n] = b
			} else if !errors.Is(err, fs.ErrNotExist) {
				return nil, err
			}
		}
	}
	var diffs []FileDiff
	for _, n := range insides {
		b, had := before[n]
		a, has := after[n]
		if had != has || !bytes.Equal(a, b) {
			p, _ := r.Outside(n)
			diffs = append(diffs, FileDiff{Path: p, Repo: r.Rel, Old: orNil(b, had), New: orNil(a, has)})
		}
	}
	return diffs, nil
}

// orNil is b, never nil for a file that is there, even an empty one, and nil for none.
func orNil(b []byte, there bool) []byte {
	if there && b == nil {
		return []byte{}
	}
	return b
}

// filesIf is FilesAt, for when there may be no commit.
func (h *History) filesIf(ctx context.Context, r *repo, rev string, insides []string) (map[string][]byte, error) {
	if rev == "" {
		return map[string][]byte{}, nil
	}
	return r.FilesAt(ctx, rev, insides)
}

// asksAny reports whether the query concerns any of the repositories.
func (q Query) asksAny(repos []*repo) bool {
	return slices.ContainsFunc(repos, func(r *repo) bool { return q.Private || !r.Private() })
}
