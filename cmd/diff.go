package cmd

import (
	"context"

	"github.com/spf13/cobra"

	"oneonone/internal/cli"
	"oneonone/internal/history"
	"oneonone/internal/render"
)

func newDiffCmd(s *cli.Session) *cobra.Command {
	var since string
	var private bool
	c := &cobra.Command{
		Use:   "diff [PERSON [DATE]]",
		Short: "Show what changed in the notes, by line and word",
		Long: `Show what changed in the notes: what is on disk and not recorded yet, or with
--since everything since the start of a day.`,
		Example: `  oneonone diff
  oneonone diff alice --since "2 weeks ago"
  oneonone diff --since 2026-11-01 | less`,
		Args:              cli.ArgsBetween(0, 2),
		ValidArgsFunction: cli.CompletePersonAndEntry(s),
		RunE:              func(c *cobra.Command, args []string) error { return runDiff(c.Context(), s, args, since, private) },
	}
	c.Flags().StringVar(&since, "since", "", "compare with the notes as they were at the start of a day")
	c.Flags().BoolVar(&private, "private", false, "private notes too")
	cli.CompleteFlag(c, "since", cli.CompletePastDates(s))
	return c
}

func runDiff(ctx context.Context, s *cli.Session, args []string, since string, private bool) error {
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
