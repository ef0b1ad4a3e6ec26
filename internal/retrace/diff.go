package retrace

import (
	"context"

	"oneonone/internal/cli"
	"oneonone/internal/history"
	"oneonone/internal/render"
)

// Diff shows what changed in the notes, by line and word.
func Diff(ctx context.Context, s *cli.Session, args []string, since string, private bool) error {
	w, err := s.Open()
	if err != nil {
		return err
	}
	q := history.Query{Private: private}
	if q.Since, err = s.StartOf(since); err != nil {
		return err
	}
	if q.Paths, err = s.PathsOf(w, args, private); err != nil {
		return err
	}
	diffs, err := w.History.Diff(ctx, q)
	if err != nil {
		return err
	}
	if len(diffs) == 0 {
		s.Say("no differences")
		return nil
	}
	return s.Paged(ctx, func(out render.Output) error {
		for _, d := range diffs {
			if err := render.Diff(out, d.Path, d.Old, d.New); err != nil {
				return err
			}
		}
		return nil
	})
}
