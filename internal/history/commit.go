package history

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"oneonone/internal/gitstore"
	"oneonone/internal/rootfs"
)

// commit records a group's files in its repository; nil when HEAD already has
// them as they are. id names the command; the first commit of one sets it.
func (h *History) commit(ctx context.Context, g group, plan map[string][]byte, msg Message, id *string) (*Commit, error) {
	c, err := h.tryCommit(ctx, g, plan, msg, id)
	if err == nil {
		return c, nil
	}
	var locked *LockedError
	if errors.As(err, &locked) {
		locked.Saved = g.paths
		return nil, locked
	}
	var refused *gitstore.RefusedError
	if errors.As(err, &refused) {
		return nil, &NotRecordedError{Saved: g.paths, Reason: refused.Reason, Hint: refused.Hint, Err: refused.Err}
	}
	if errors.Is(err, context.Canceled) {
		return nil, &NotRecordedError{Saved: g.paths, Reason: "another process held a lock", Hint: "oneonone save", Err: err}
	}
	var busy *PathError
	if errors.As(err, &busy) {
		return nil, &NotRecordedError{Saved: g.paths, Reason: busy.Error(), Hint: busy.Hint}
	}
	return nil, &NotRecordedError{Saved: g.paths, Reason: "git's files could not be written",
		Hint: "fix the cause, then run: oneonone save", Err: err}
}

func (h *History) tryCommit(ctx context.Context, g group, plan map[string][]byte, msg Message, id *string) (*Commit, error) {
	r := g.repo
	if r == nil {
		return nil, noRepository(g.paths)
	}
	if err := h.blocked(r); err != nil {
		return nil, err
	}
	cfg, err := g.settings()
	if err != nil {
		return nil, err
	}
	if msg.Edits {
		if err := h.awaitAbsent(g.paths, plan); err != nil {
			return nil, err
		}
	}
	snaps, err := h.snapshot(r, g.paths, plan, msg.Edits || msg.Removed)
	if err != nil {
		return nil, err
	}
	msg = msg.about(g.paths)
	made, err := r.Commit(ctx, cfg, snaps, func(tree, parent string) string {
		if *id == "" {
			*id = commandID(h.opt.Now(), msg, tree, parent)
		}
		return msg.format(*id)
	})
	if made == nil || err != nil {
		return nil, err
	}
	c := told(r, *made)
	return &c, nil
}

// snapshot returns the files to commit: as planned, else as they are on disk.
func (h *History) snapshot(r *repo, paths []string, plan map[string][]byte, mayBeGone bool) ([]gitstore.Snap, error) {
	snaps := make([]gitstore.Snap, 0, len(paths))
	for _, p := range paths {
		read := func() ([]byte, error) { return rootfs.ReadFile(h.root, p) }
		if b, ok := plan[p]; ok {
			snaps = append(snaps, r.Planned(p, r.Inside(p), b, read))
			continue
		}
		if err := h.noLinks(p); err != nil {
			return nil, err
		}
		if _, err := h.settle(p); err != nil {
			return nil, err
		}
		s, err := r.Snapshot(p, r.Inside(p), read)
		if err != nil {
			return nil, fmt.Errorf("reading %s: %w", p, err)
		}
		s.NeverGone = !mayBeGone
		snaps = append(snaps, s)
	}
	return snaps, nil
}

// told is a commit with its paths relative to the notes folder.
func told(r *repo, g gitstore.Commit) Commit {
	c := parseMessage(g.Text)
	c.Repo, c.Hash, c.Author, c.Email, c.Time = r.Rel, g.Hash, g.Author, g.Email, g.Time
	for _, p := range g.Paths {
		if out, ok := r.Outside(p.Path); ok {
			c.Paths = append(c.Paths, ChangedPath{Path: out, Kind: p.Kind})
		}
	}
	return *c
}

// InitHint says what to do about a folder without a repository.
const InitHint = "make it one with: oneonone init"

func noRepository(paths []string) error {
	if strings.HasPrefix(paths[0], "private/") {
		return gitstore.Refuse("private/ is not a git repository of its own", "make it one with: oneonone init; private notes are never recorded in the folder's repository")
	}
	return gitstore.Refuse("the notes folder is not in a git repository", InitHint)
}
