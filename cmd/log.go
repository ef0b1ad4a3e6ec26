package cmd

import (
	"github.com/spf13/cobra"

	"oneonone/internal/cli"
	"oneonone/internal/retrace"
)

func newLogCmd(s *cli.Session) *cobra.Command {
	var o retrace.LogOptions
	c := &cobra.Command{
		Use:   "log [PERSON [DATE]]",
		Short: "Show what was recorded, newest first",
		Example: `  oneonone log
  oneonone log alice --since "3 months ago"
  oneonone log alice 2026-11-13           one entry
  oneonone log --full --author sam`,
		Args:              cli.ArgsBetween(0, 2),
		ValidArgsFunction: cli.CompletePersonAndEntry(s),
		RunE:              func(c *cobra.Command, args []string) error { return retrace.Log(c.Context(), s, args, o) },
	}
	f := c.Flags()
	f.StringVar(&o.Since, "since", "", "from a day on")
	f.StringVar(&o.Until, "until", "", "up to and including a day")
	f.StringVar(&o.Author, "author", "", "by someone: part of their name or address")
	f.IntVarP(&o.Limit, "number", "n", 0, "at most this many")
	f.BoolVar(&o.Full, "full", false, "with author, time and files")
	f.BoolVar(&o.Private, "private", false, "private notes too")
	cli.BindFormat(s, c, &o.As, retrace.Commits(s))
	cli.CompleteFlag(c, "since", cli.CompletePastDates(s))
	cli.CompleteFlag(c, "until", cli.CompletePastDates(s))
	return c
}
