package cmd

import (
	"github.com/spf13/cobra"

	"oneonone/internal/cli"
	"oneonone/internal/retrace"
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
		RunE:              func(c *cobra.Command, args []string) error { return retrace.Diff(c.Context(), s, args, since, private) },
	}
	c.Flags().StringVar(&since, "since", "", "compare with the notes as they were at the start of a day")
	c.Flags().BoolVar(&private, "private", false, "private notes too")
	cli.CompleteFlag(c, "since", cli.CompletePastDates(s))
	return c
}
