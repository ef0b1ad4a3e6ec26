package history

import (
	"context"
	"errors"

	"oneonone/internal/gitstore"
	"oneonone/internal/remote"
	"oneonone/internal/shared"
	"oneonone/internal/treemerge"
	"oneonone/notes/page"
)

// Touched is a place of a note where somebody else changed lines that are mine.
type Touched struct {
	Path string
	shared.Touched
}

// touched keeps which lines of mine came changed, against what was here before.
func (done *Synced) touched(ctx context.Context, r *repo, before string) {
	for _, c := range done.Came {
		if c.Old == nil || c.New == nil {
			continue
		}
		for _, t := range shared.Touches(ctx, r.Repo, before, r.inside(c.Path), c.Old, c.New) {
			done.Touched = append(done.Touched, Touched{c.Path, t})
		}
	}
}

// sendDoc sends the text of a shared doc as it stands, as one commit. again
// tells that somebody else was quicker.
func (h *History) sendDoc(ctx context.Context, s Shared, tip, head string, o SyncOptions, done *Synced) (again bool, err error) {
	if o.DryRun && done.Taken > 0 {
		return false, nil // what it will be merged to is not written
	}
	next, err := shared.Plan(ctx, s.r.Repo, head, tip, func(inside string) bool {
		p, ok := s.r.outside(inside)
		return ok && o.Hold != nil && o.Hold(p)
	})
	if done.Waiting = 0; err != nil || len(next.Files) == 0 {
		return false, err
	}
	done.Waiting = 1
	if o.Guard != nil {
		if err := o.Guard(ctx, next); err != nil {
			return false, err
		}
	}
	if o.DryRun {
		return false, nil
	}
	commit, err := next.Commit(ctx)
	if err != nil {
		return false, refusal(err)
	}
	if err := h.step("push", s.Other.Title()); err != nil {
		return false, err
	}
	err = s.Other.Push(ctx, o.Remote, commit)
	if errors.Is(err, remote.ErrQuicker) || err != nil {
		return errors.Is(err, remote.ErrQuicker), notQuicker(err)
	}
	done.Sent, done.Waiting = 1, 0
	for _, f := range next.Files {
		if p, _ := s.r.outside(f.Inside); page.ParsePath(p).Kind != page.KindOther {
			done.Went = append(done.Went, page.Change{Path: p, Old: f.Old, New: f.New})
		}
	}
	for range attempts {
		_, head, err := s.r.Head(ctx)
		if err != nil {
			return false, refusal(err)
		}
		if head, err = h.land(ctx, s, head, commit); err != nil || s.r.Holds(ctx, head, commit) {
			return false, refusal(err)
		}
	}
	return false, nil // the next sync knows it again
}

func notQuicker(err error) error {
	if errors.Is(err, remote.ErrQuicker) {
		return nil
	}
	return err
}

// land makes a commit that was sent, and that tip has, part of the branch, whose
// text stays as it is: what was sent came from it. It gives HEAD as it is then.
func (h *History) land(ctx context.Context, s Shared, head, tip string) (string, error) {
	commit, err := shared.Landed(ctx, s.r.Repo, head, tip)
	if err != nil || commit == "" || head == "" {
		return head, err
	}
	_, err = h.locked(ctx, []string{lockedBy(s.r)}, func([]group) (*Result, error) {
		cfg, err := s.r.Config(ctx)
		if err != nil {
			return nil, err
		}
		ctx = gitstore.Finish(ctx)
		_, err = s.r.Join(ctx, cfg, gitstore.Join{Head: head, Other: commit, Text: func(tree, parent string) string {
			msg := Message{Subject: "Sync with " + s.Other.Title(), Edits: true}
			return msg.format(commandID(h.opt.Now(), msg, tree, parent))
		}})
		return nil, err
	})
	if err != nil {
		return head, err
	}
	_, head, err = s.r.Head(ctx)
	return head, err
}

// keepTopPage keeps the top page of a shared doc where the other side removed
// it: there is no doc without one.
func (j *join) keepTopPage() {
	ours, had := j.ours[page.TopPageFile]
	if merged, known := j.merged.Files[page.TopPageFile]; !had || known && merged.There() {
		return
	}
	j.merged.Files[page.TopPageFile] = treemerge.Outcome{File: ours}
	j.merged.Notices = append(j.merged.Notices, treemerge.Notice{Path: page.TopPageFile, Text: "it was removed there, and stays: there is no doc without it"})
	j.forward = false
}

// MayBeRead reports whether what a commit did was sent with a shared doc.
func (h *History) MayBeRead(ctx context.Context, c Commit) bool {
	r, err := h.repoNamed(c.Repo)
	if err != nil || c.Repo == "" {
		return false
	}
	from, err := r.RefAt(ctx, shared.From)
	return err == nil && r.Holds(ctx, from, c.Hash)
}
