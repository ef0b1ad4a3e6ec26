package cmd

import (
	"github.com/spf13/cobra"

	"oneonone/internal/cli"
	"oneonone/internal/roster"
)

func newPeopleEditCmd(s *cli.Session) *cobra.Command {
	var o roster.Front
	var dryRun bool
	c := &cobra.Command{
		Use:   "edit PERSON",
		Short: "Edit someone's top page, or set what it says at the top",
		Example: `  oneonone people edit alice                        in the editor
  oneonone people edit alice --cadence biweekly --day tuesday
  oneonone people edit alice --away 2026-12-20..2027-01-05`,
		Args:              cli.ArgsBetween(1, 1),
		ValidArgsFunction: cli.CompleteOnePerson(s),
		RunE: func(c *cobra.Command, args []string) error {
			return roster.Edit(c.Context(), s, args[0], o, dryRun)
		},
	}
	bindFront(s, c, &o)
	c.Flags().StringVar(&o.Name, "name", "", "their full name")
	cli.DryRunFlag(c.Flags(), &dryRun)
	return c
}
