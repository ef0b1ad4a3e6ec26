package history

import (
	"context"

	"oneonone/internal/gitstore"
	"oneonone/internal/remote"
)

// OtherSide is what a repository is synced with: a [remote.Remote], or a stand-in
// for one. Commits come by Fetch and go by Push; what happens in between is the
// same for all.
type OtherSide interface {
	// Title is what messages call it.
	Title() string
	// Fetch brings what is new there into the repository, and returns its newest
	// commit, "" for none.
	Fetch(ctx context.Context, o remote.Options) (tip string, err error)
	// Known is its newest commit as of the last successful Fetch or Push, "" for none.
	Known(ctx context.Context) (commit string, err error)
	// Apart counts the commits of head that it lacks, and those of its tip that head
	// lacks.
	Apart(ctx context.Context, head, tip string) (ahead, behind int, err error)
	// Rewritten returns an error if it has dropped commits that head still has.
	Rewritten(ctx context.Context, head, tip string) error
	// Leaving is the commit to push: head, or the part of it that may be sent.
	Leaving(ctx context.Context, head, tip string) (commit string, err error)
	// Push sends a commit and its history; [remote.ErrQuicker] if somebody else
	// pushed meanwhile.
	Push(ctx context.Context, o remote.Options, commit string) error
	// Follow is called at the end of a successful sync.
	Follow(ctx context.Context) error
}

// SharedBy is the repository of a directory in the folder, with the other side that
// side makes for it; nil if there is no such repository, or no other side. That side
// vouches for what it has, so the two histories may be unrelated.
func (h *History) SharedBy(rel string, side func(*gitstore.Git, *gitstore.Repo) (OtherSide, error)) (*Shared, error) {
	r, err := h.repos.At(rel)
	if r == nil || err != nil {
		return nil, err
	}
	other, err := side(h.git, r.Repo)
	if other == nil && err == nil {
		return nil, nil
	}
	return &Shared{Repo: r.Rel, Other: other, Err: refusal(err), r: r, vouched: true}, nil
}
