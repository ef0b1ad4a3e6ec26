package history

import (
	"context"
	"io"
	"path"
	"sort"
	"strings"
)

// lockAll takes the advisory lock of every repository in the groups, in the
// order of their paths, so that two commands never wait for each other.
func (h *History) lockAll(ctx context.Context, groups []group) (unlock func(), err error) {
	sorted := make([]group, 0, len(groups))
	for _, g := range groups {
		if g.repo != nil {
			sorted = append(sorted, g)
		}
	}
	sort.Slice(sorted, func(i, j int) bool { return sorted[i].repo.GitDir < sorted[j].repo.GitDir })
	var held []io.Closer
	unlock = func() {
		for _, l := range held {
			l.Close()
		}
	}
	for _, g := range sorted {
		l, err := g.repo.Lock(ctx)
		if err != nil {
			unlock()
			return nil, err
		}
		held = append(held, l)
		h.sweep(g.repo, h.toSweep(g))
	}
	return unlock, nil
}

// toSweep returns the directories in which a killed run may have left something:
// those of the group, and those in littered.
func (h *History) toSweep(g group) map[string]bool {
	dirs := map[string]bool{}
	for _, p := range g.paths {
		dirs[path.Dir(p)] = true
	}
	for dir := range h.littered {
		if r, err := h.repos.Of(dir + "/x"); err == nil && r == g.repo {
			dirs[dir] = true
			delete(h.littered, dir)
		}
	}
	return dirs
}

// ClearLeft clears away what a killed run left, by taking the lock as any command
// would.
func (h *History) ClearLeft(ctx context.Context, p string) error {
	if i := strings.Index(p, ".git/"); i >= 0 {
		p = p[:i] + "x"
	}
	_, err := h.locked(ctx, []string{p}, func([]group) (*Result, error) { return nil, nil })
	return err
}
