package shared

import (
	"context"

	"oneonone/internal/gitstore"
	"oneonone/internal/remote"
)

// Side is the remote of a shared doc.
type Side struct {
	*remote.Remote
	// Hold reports whether a file must not be sent yet. It may be nil.
	Hold func(inside string) bool
	// Guard checks what is about to be sent; an error stops it. It may be nil.
	Guard func(ctx context.Context, next *Next) error
	// Anyway accepts that the remote's history was rewritten.
	Anyway bool

	repo   *gitstore.Repo
	before string // HEAD at the last Fetch
}

// Of returns a remote as the side of a shared doc, if the repository keeps one.
func Of(m *remote.Remote, r *gitstore.Repo) (side *Side, is bool) {
	return &Side{Remote: m, repo: r}, Is(m.Setting("remote." + m.Name + ".push"))
}

// Fetch also merges what was sent before a run was killed.
func (s *Side) Fetch(ctx context.Context, o remote.Options) (tip string, err error) {
	o.Anyway = s.Anyway
	if tip, err = s.Remote.Fetch(ctx, o); err != nil {
		return tip, err
	}
	if err := s.land(ctx, tip); err != nil {
		return tip, err
	}
	_, s.before, err = s.repo.Head(ctx)
	return tip, err
}

// Rewritten returns an error if the remote has dropped what is still here.
func (s *Side) Rewritten(ctx context.Context, head, tip string) error {
	if s.Anyway {
		return nil
	}
	return s.Remote.Rewritten(ctx, head, tip)
}

// Apart counts the commits here whose text has not been sent, and those of tip
// that head lacks.
func (s *Side) Apart(ctx context.Context, head, tip string) (ahead, behind int, err error) {
	if _, behind, err = s.Remote.Apart(ctx, head, tip); err != nil || head == "" {
		return 0, behind, err
	}
	next, err := s.plan(ctx, head, tip)
	if err != nil || len(next.Files) == 0 {
		return 0, behind, err
	}
	return max(1, waiting(ctx, s.repo, head)), behind, nil
}

// Leaving makes the commit to send: the text of head, except what is held back,
// on top of tip.
func (s *Side) Leaving(ctx context.Context, head, tip string) (string, error) {
	next, err := s.plan(ctx, head, tip)
	if err != nil {
		return "", err
	}
	if s.Guard != nil {
		if err := s.Guard(ctx, next); err != nil {
			return "", err
		}
	}
	return next.commit(ctx)
}

// Push sends a commit that Leaving made, and merges it here.
func (s *Side) Push(ctx context.Context, o remote.Options, commit string) error {
	if err := s.Remote.Push(ctx, o, commit); err != nil {
		return err
	}
	return s.land(ctx, commit)
}

func (s *Side) plan(ctx context.Context, head, tip string) (*Next, error) {
	hold := s.Hold
	if hold == nil {
		hold = func(string) bool { return false }
	}
	return plan(ctx, s.repo, head, tip, hold)
}

// landings bounds how often land is retried while others commit.
const landings = 20

// land merges a commit that was sent, and that tip has, into the branch, whose
// text stays as it is: what was sent came from it.
func (s *Side) land(ctx context.Context, tip string) error {
	for range landings {
		_, head, err := s.repo.Head(ctx)
		if err != nil {
			return err
		}
		commit, err := landed(ctx, s.repo, head, tip)
		if err != nil || commit == "" || head == "" {
			return err
		}
		if err := s.join(ctx, head, commit); err != nil {
			return err
		}
	}
	return nil // the next sync recognises it
}

func (s *Side) join(ctx context.Context, head, commit string) error {
	lock, err := s.repo.Lock(ctx)
	if err != nil {
		return err
	}
	defer lock.Close()
	cfg, err := s.repo.Config(ctx)
	if err != nil {
		return err
	}
	_, err = s.repo.Join(gitstore.Finish(ctx), cfg, gitstore.Join{Head: head, Other: commit,
		Text: func(string, string) string { return "Sync with " + s.Title() + "\n" }})
	return err
}

// Touches returns the places in a file where what came changed the user's lines,
// comparing the file before and now.
func (s *Side) Touches(ctx context.Context, inside string, old, now []byte) []Touched {
	return touches(ctx, s.repo, s.before, inside, old, now)
}

// Sent reports whether the text of a commit here has been sent.
func Sent(ctx context.Context, r *gitstore.Repo, commit string) bool {
	from, err := r.RefAt(ctx, from)
	return err == nil && r.Holds(ctx, from, commit)
}
