package shared

import (
	"context"

	"oneonone/internal/gitstore"
	"oneonone/internal/remote"
)

// Side is the remote of a shared doc.
type Side struct {
	*remote.Remote
	// Hold reports whether a file is not to be sent yet. It may be nil.
	Hold func(inside string) bool
	// Guard looks at what is about to leave; an error keeps it here. It may be nil.
	Guard func(ctx context.Context, next *Next) error
	// Anyway says that the remote's history may be another one than it was.
	Anyway bool

	repo   *gitstore.Repo
	before string // HEAD at the last Fetch
}

// Of is a remote as the side of a shared doc, where the repository keeps one.
func Of(m *remote.Remote, r *gitstore.Repo) (side *Side, is bool) {
	return &Side{Remote: m, repo: r}, Is(m.Setting("remote." + m.Name + ".push"))
}

// Fetch also takes in what was sent before a run was killed.
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

// Rewritten is an error where the remote took back what is still here.
func (s *Side) Rewritten(ctx context.Context, head, tip string) error {
	if s.Anyway {
		return nil
	}
	return s.Remote.Rewritten(ctx, head, tip)
}

// Apart counts the commits here whose text has not left, and those of tip that
// head has not.
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

// Leaving makes the commit to be sent: the text of head, but for what is held
// back, on top of tip.
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

// Push sends a commit that Leaving made, and takes it in.
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

// landings bounds how often it is tried while others commit.
const landings = 20

// land makes a commit that was sent, and that tip has, part of the branch, whose
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
	return nil // the next sync knows it again
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

// Touches gives the places of a file where lines of mine were changed by what
// came, as it was before and as it is now.
func (s *Side) Touches(ctx context.Context, inside string, old, now []byte) []Touched {
	return touches(ctx, s.repo, s.before, inside, old, now)
}

// Sent reports whether the text of a commit here has left.
func Sent(ctx context.Context, r *gitstore.Repo, commit string) bool {
	from, err := r.RefAt(ctx, from)
	return err == nil && r.Holds(ctx, from, commit)
}
