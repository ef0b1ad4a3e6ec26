package exchange

import (
	"context"
	"path"
	"slices"
	"strings"

	"oneonone/internal/cli"
	"oneonone/internal/history"
	"oneonone/internal/shared"
)

// SayRead says who may already have read what is taken back, because it was sent,
// and who else can read the notes that undoing it changed.
func SayRead(ctx context.Context, s *cli.Session, back *history.Plan, redo, dryRun bool) {
	w, err := s.Open()
	if err != nil {
		return
	}
	defer w.History.Close()
	paths := cli.ChangedPaths(back.Changes)
	for _, c := range back.Command.Commits {
		r, err := w.History.Repos().At(c.Repo)
		if redo || c.Repo == "" || err != nil || r == nil || !shared.Sent(ctx, r.Repo, c.Hash) {
			continue
		}
		if p := w.Person(path.Base(c.Repo)); p != nil {
			s.Say("%s may already have read what you took back: it was sent", p.FirstName())
			paths = slices.DeleteFunc(paths, func(at string) bool { return strings.HasPrefix(at, c.Repo+"/") })
		}
	}
	if !dryRun {
		s.SayReaders(w, paths)
	}
}
