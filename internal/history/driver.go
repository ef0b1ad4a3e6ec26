package history

import (
	"context"
	"errors"

	"oneonone/internal/gitstore"
	"oneonone/internal/mergedriver"
)

func (h *History) driver() mergedriver.Driver {
	return mergedriver.Driver{Dir: h.opt.Dir, Program: h.opt.Program}
}

// SetDriver makes git merge the notes of every repository as sync does.
func (h *History) SetDriver(ctx context.Context) error {
	repos, err := h.repos.All()
	if err != nil {
		return err
	}
	for _, r := range repos {
		if err := h.SetDriverIn(ctx, r); err != nil && !errors.Is(err, gitstore.ErrNoGit) {
			return err
		}
	}
	return nil
}

// SetDriverOf is SetDriver for one synced repository.
func (h *History) SetDriverOf(ctx context.Context, s Shared) error {
	if s.Err != nil {
		return nil
	}
	var said func(key string) string
	if known, is := s.Other.(interface{ Setting(key string) string }); is {
		said = known.Setting
	}
	return h.driver().Set(ctx, s.r, said)
}

// SetDriverIn makes git merge the notes of one repository as sync does.
func (h *History) SetDriverIn(ctx context.Context, r *repo) error {
	return h.driver().Set(ctx, r, nil)
}
