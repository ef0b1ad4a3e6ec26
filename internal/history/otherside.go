package history

import (
	"context"

	"oneonone/internal/gitstore"
	"oneonone/internal/remote"
)

// OtherSide is what a repository is synced with: a [remote.Remote], or what
// stands for one. Commits come by Fetch and go by Push; what is done with them
// in between is the same for all.
type OtherSide interface {
	// Title is what messages call it.
	Title() string
	// Fetch brings what is new there into the repository, and gives its newest
	// commit, "" while it has none.
	Fetch(ctx context.Context, o remote.Options) (tip string, err error)
	// Known is what the last Fetch or Push that went well left of it here, "" for nothing.
	Known(ctx context.Context) (commit string, err error)
	// Apart counts the commits of head that it has not, and those of its tip
	// that head has not.
	Apart(ctx context.Context, head, tip string) (ahead, behind int, err error)
	// Rewritten is an error where it took back what head still has.
	Rewritten(ctx context.Context, head, tip string) error
	// Leaving is the commit to push: head, or what of it may leave.
	Leaving(ctx context.Context, head, tip string) (commit string, err error)
	// Push sends a commit, and what leads to it: [remote.ErrQuicker] where
	// somebody else did meanwhile.
	Push(ctx context.Context, o remote.Options, commit string) error
	// Follow ends a sync that went well.
	Follow(ctx context.Context) error
}

// SharedBy is the repository of a directory of the folder with the other side
// that is made for it; nil where there is no such repository, or no other side.
// What that side has is vouched for by it, and may have begun apart from what is here.
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
