package cmd

import (
	"github.com/spf13/cobra"

	"oneonone/internal/cli"
	"oneonone/internal/retrace"
)

func newRestoreCmd(s *cli.Session) *cobra.Command {
	var o retrace.RestoreOptions
	c := &cobra.Command{
		Use:   "restore PERSON [DATE] --at WHEN",
		Short: "Bring a note back as it was",
		Long: `Bring an entry, or without a date the top page, back as it was recorded at the
end of a day, at a time, or in a commit. It becomes a new commit; what the note
says now stays in the history.`,
		Example: `  oneonone restore alice 2026-11-13 --at yesterday
  oneonone restore alice 2026-11-13 --at 4f0c2d1     a commit that log shows
  oneonone restore alice --at "2 weeks ago" --dry-run
  oneonone restore alice 2026-11-13 --private --at yesterday`,
		Args:              cli.ArgsBetween(1, 2),
		ValidArgsFunction: cli.CompletePersonAndEntry(s),
		RunE:              func(c *cobra.Command, args []string) error { return retrace.Restore(c.Context(), s, args, o) },
	}
	c.Flags().StringVar(&o.At, "at", "", "a day (its end), a time such as \"09:30\", or a commit from the log")
	c.Flags().BoolVar(&o.Private, "private", false, "the private note of that day, by default today's")
	cli.DryRunFlag(c.Flags(), &o.DryRun)
	cli.CompleteFlag(c, "at", cli.CompletePastDates(s))
	return c
}
