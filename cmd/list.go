package cmd

import (
	"github.com/spf13/cobra"

	"oneonone/internal/cli"
	"oneonone/internal/reading"
	"oneonone/internal/screen"
)

// newListCmd is the older name of show --list.
func newListCmd(s *cli.Session) *cobra.Command {
	var as cli.Format
	var since string
	c := &cobra.Command{
		Use:               "list [PERSON...]",
		Short:             "List the entries, newest first",
		Example:           "  oneonone list alice                     newer: oneonone show --list alice",
		Hidden:            true,
		Args:              cli.ArgsBetween(0, -1),
		ValidArgsFunction: cli.CompletePeople(s),
		RunE:              func(c *cobra.Command, args []string) error { return reading.List(c.Context(), s, args, since, as) },
	}
	c.Flags().StringVar(&since, "since", "", "entries since a day")
	cli.BindFormat(s, c, &as, screen.Entries)
	cli.CompleteFlag(c, "since", cli.CompletePastDates(s))
	return c
}
