package history

import (
	"context"

	"oneonone/internal/remote"
)

// tellApart marks the commands that were run in another clone and came by a
// sync or a pull. The reflog tells: a commit made or rebased here has its own
// line there; one that came from elsewhere has none. A repository without a
// remote has nothing from elsewhere.
func (h *History) tellApart(ctx context.Context, cmds []Command) error {
	made := map[string]func(hash string) bool{}
	for i, c := range cmds {
		for _, commit := range c.Commits {
			if made[commit.Repo] == nil {
				r, err := h.repos.Named(commit.Repo)
				if err != nil {
					return err
				}
				if made[commit.Repo], err = remote.MadeHere(ctx, r.Repo); err != nil {
					return err
				}
			}
			if !made[commit.Repo](commit.Hash) {
				cmds[i].Elsewhere = true
			}
		}
	}
	return nil
}
