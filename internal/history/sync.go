package history

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"path/filepath"
	"slices"
	"strings"

	"oneonone/internal/gitrewrite"
	"oneonone/internal/gitstore"
	"oneonone/internal/merge"
	"oneonone/internal/noterepo"
	"oneonone/internal/remote"
	docs "oneonone/internal/shared"
	"oneonone/notes/page"
)

// Shared is a repository of the folder with another side to sync with.
type Shared struct {
	Repo  string // as in Commit
	Other OtherSide
	// Err is why it cannot be synced.
	Err     error
	r       *repo
	vouched bool // see SharedBy
}

// Shared returns the repositories that have a remote, among those that keep notes
// about these people, or among all.
func (h *History) Shared(ctx context.Context, people ...string) ([]Shared, error) {
	repos, err := h.repos.All()
	if err != nil {
		return nil, err
	}
	wanted := map[*repo]bool{}
	for _, p := range people {
		wanted[noterepo.Nearest(repos, page.TopPagePath(p))] = true
		wanted[noterepo.Nearest(repos, page.PrivateDir+"/"+page.TopPagePath(p))] = true
	}
	var shared []Shared
	for _, r := range repos {
		if len(people) > 0 && !wanted[r] {
			continue
		}
		m, err := remote.Of(ctx, r.Repo)
		if m == nil && err == nil {
			continue
		}
		s := Shared{Repo: r.Rel, Other: m, Err: refusal(err), r: r}
		if err == nil {
			if side, is := docs.Of(m, r.Repo); is {
				s.Other = side
			}
		}
		if s.Err == nil {
			s.Err = Unshareable(ctx, r, repos)
		}
		shared = append(shared, s)
	}
	return shared, nil
}

// SyncOptions say how to sync a repository.
type SyncOptions struct {
	Remote remote.Options
	// Record commits what was edited outside. It is called before every merge.
	Record func(ctx context.Context) error
	// Settle settles each person's notes as a whole. It may be nil.
	Settle Settle
	// Open reports whether an editor has unsaved changes to a note. It may be nil.
	Open func(path string) bool
	// DryRun fetches and merges, and writes nothing.
	DryRun bool
	// Keep skips the push.
	Keep bool
	// Ready is called after the merge, before anything is sent. more is whether it
	// recorded anything. It may be nil.
	Ready func(ctx context.Context) (more bool, err error)
}

// Synced is the result of syncing a repository.
type Synced struct {
	// Came are the notes that changed here, Went those that changed at the remote.
	Came, Went []page.Change
	// From are the names of others whose work came.
	From    []string
	Decide  []Place
	Notices []string
	// Taken and Sent are how many commits came and went, Waiting how many the remote
	// still lacks.
	Taken, Sent, Waiting int
}

// Place is a line of a note.
type Place struct {
	Path string
	Line int
}

// rounds bounds how often a push is retried when others are quicker, attempts how
// often a merge is planned anew because a note changed.
const (
	rounds   = 8
	attempts = 20
)

// Sync brings a repository and its other side together: what is new there is merged
// in memory and written as one commit, and what is new here is sent. If it is
// killed at any step, the next run goes on.
func (h *History) Sync(ctx context.Context, s Shared, o SyncOptions) (*Synced, error) {
	if s.Err != nil {
		return nil, s.Err
	}
	if h.ahead != nil {
		h.ahead() // wait for it: a fetch closes the packs it reads
	}
	o.Remote.Git = h.git
	done := &Synced{}
	mended := false
	for range rounds {
		tip, err := s.Other.Fetch(ctx, o.Remote)
		if err != nil {
			return h.waiting(ctx, s, o, done, err)
		}
		head, err := h.takeIn(ctx, s, tip, o, done)
		if err != nil {
			return done, err
		}
		if o.Ready != nil && !o.DryRun {
			if more, err := o.Ready(ctx); err != nil {
				return done, err
			} else if more {
				continue
			}
		}
		if o.DryRun || o.Keep || head == "" || head == tip {
			return done, h.follow(ctx, s, o)
		}
		if done.Waiting == 0 {
			return done, h.follow(ctx, s, o)
		}
		leaving, err := s.Other.Leaving(ctx, head, tip)
		if err != nil {
			return done, refusal(err)
		}
		went, err := h.changedBetween(ctx, s.r, tip, leaving)
		if err != nil {
			return done, err
		}
		if marked := withMarks(went); len(marked) > 0 && !mended { // the user's own merge recorded them
			if err := h.mend(ctx, s.r, marked); err != nil {
				return done, err
			}
			mended = true
			continue
		}
		err = s.Other.Push(ctx, o.Remote, leaving)
		switch {
		case err == nil:
			done.Went, done.Sent, done.Waiting = went, done.Waiting, 0
			return done, h.follow(ctx, s, o)
		case !errors.Is(err, remote.ErrQuicker):
			return done, err
		}
	}
	return done, &remote.Error{Reason: "others kept pushing to " + s.Other.Title(), Next: "run again: oneonone sync"}
}

func (h *History) follow(ctx context.Context, s Shared, o SyncOptions) error {
	if o.DryRun {
		return nil
	}
	return s.Other.Follow(ctx)
}

// waiting counts the commits that could not be sent, and passes on the error that kept them here.
func (h *History) waiting(ctx context.Context, s Shared, o SyncOptions, done *Synced, cause error) (*Synced, error) {
	var offline *remote.OfflineError
	if !errors.As(cause, &offline) {
		return done, cause
	}
	if !o.DryRun {
		if err := o.Record(ctx); err != nil {
			return done, errors.Join(cause, err)
		}
	}
	_, head, err := s.r.Head(ctx)
	if err != nil {
		return done, cause
	}
	tip, err := s.Other.Known(ctx)
	if err != nil {
		tip = "" // it was never sent
	}
	if head != "" {
		done.Waiting, _, _ = s.Other.Apart(ctx, head, tip)
	}
	return done, cause
}

// takeInTo merges what the other side has up to a commit.
func (h *History) takeInTo(ctx context.Context, s Shared, tip string, o SyncOptions, done *Synced) (string, error) {
	for range attempts {
		if !o.DryRun {
			if err := h.recordFirst(ctx, s.r, o); err != nil {
				return "", err
			}
		}
		_, head, err := s.r.Head(ctx)
		if err != nil {
			return "", refusal(err)
		}
		ahead, behind := 0, 0
		if head != "" || tip != "" {
			if ahead, behind, err = s.Other.Apart(ctx, head, tip); err != nil {
				return "", err
			}
		}
		if ahead+behind > 0 {
			still, err := gitrewrite.StillErased(ctx, s.r.Repo, head, tip)
			if err != nil {
				return "", err
			}
			if still != nil {
				still.Title = s.Other.Title()
				return "", still
			}
		}
		if ahead > 0 && tip != "" {
			if err := s.Other.Rewritten(ctx, head, tip); err != nil {
				return "", err
			}
		}
		if done.Waiting = ahead; behind == 0 {
			return head, nil
		}
		if err := h.ofAnother(ctx, s, tip); err != nil {
			return "", err
		}
		j, err := h.planJoin(ctx, s, head, tip, o.Settle)
		if err != nil {
			return "", err
		}
		from, err := remote.Others(ctx, s.r.Repo, head, tip)
		if err != nil {
			return "", err
		}
		again, err := h.perform(ctx, j, s, o, done)
		if err != nil {
			return "", refusal(err)
		}
		if again {
			continue
		}
		done.Taken += behind
		done.addFrom(from)
		if !o.DryRun {
			if err := h.mend(ctx, s.r, withMarks(done.Came)); err != nil {
				return "", err
			}
		}
		if _, head, err = s.r.Head(ctx); err == nil && head != tip && !o.DryRun {
			done.Waiting, _, err = s.Other.Apart(ctx, head, tip)
		}
		return head, err
	}
	return "", &remote.Error{Reason: "the notes keep changing", Next: "run again when the other program is done: oneonone sync"}
}

// recordFirst commits what was edited outside, and merges what other programs
// left in it between conflict markers.
func (h *History) recordFirst(ctx context.Context, r *repo, o SyncOptions) error {
	if o.Settle != nil {
		if err := h.SettleMerges(ctx, o.Settle); err != nil {
			return err
		}
	}
	edits, err := h.pendingSoFar(ctx)
	if err != nil || len(edits) == 0 {
		return err
	}
	if err := h.mend(ctx, r, h.marked(r, edits)); err != nil {
		return err
	}
	return o.Record(ctx)
}

// pendingSoFar is Pending, or what LookAhead found, once.
func (h *History) pendingSoFar(ctx context.Context) ([]Edit, error) {
	if h.ahead == nil {
		return h.Pending(ctx)
	}
	found := h.ahead()
	h.ahead = nil
	return found.edits, found.err
}

// withMarks are the notes that came with conflict markers in them.
func withMarks(came []page.Change) []string {
	var paths []string
	for _, c := range came {
		if merge.ConflictLine(c.New) > 0 {
			paths = append(paths, c.Path)
		}
	}
	return paths
}

// refusal says why a repository cannot be written, without what the error says
// about reading it.
func refusal(err error) error {
	var refused *gitstore.RefusedError
	if errors.As(err, &refused) {
		reason := refused.Reason
		if refused.Err != nil {
			reason += ": " + refused.Err.Error()
		}
		return &remote.Error{Reason: reason, Next: strings.Replace(refused.Hint, "then: oneonone save", "then: oneonone sync", 1)}
	}
	return err
}

// changedBetween are the notes that differ between two commits.
func (h *History) changedBetween(ctx context.Context, r *repo, a, b string) ([]page.Change, error) {
	diff, err := r.Differences(ctx, a, b)
	if err != nil {
		return nil, err
	}
	read := r.Blobs(ctx, slices.Collect(maps.Keys(diff)))
	var changes []page.Change
	for _, inside := range slices.Sorted(maps.Keys(diff)) {
		p, ok := r.Outside(inside)
		if !ok || page.ParsePath(p).Kind == page.KindOther {
			continue
		}
		c := page.Change{Path: p}
		for i, at := range []*[]byte{&c.Old, &c.New} {
			if e := diff[inside][i]; e.Mode != "" {
				text, err := read(inside, e.ID)
				if err != nil && !errors.Is(err, gitstore.ErrTooLarge) {
					return nil, fmt.Errorf("reading %s: %w", p, err)
				}
				*at = orNil(text, true)
			}
		}
		changes = append(changes, c)
	}
	return changes, nil
}

// Repository is the repository to sync.
func (s Shared) Repository() *noterepo.Repo { return s.r }

// Name is what messages call the repository.
func (s Shared) Name() string {
	if s.Repo == "" {
		return "notes"
	}
	return filepath.Base(s.Repo)
}

// addFrom adds the names of others, each once.
func (done *Synced) addFrom(names []string) {
	for _, n := range names {
		if !slices.Contains(done.From, n) {
			done.From = append(done.From, n)
		}
	}
}
