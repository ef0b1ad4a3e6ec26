package cmd

import (
	"github.com/spf13/cobra"

	"oneonone/internal/cli"
	"oneonone/internal/followup"
)

func newActionsAddCmd(s *cli.Session) *cobra.Command {
	var o followup.AddOptions
	c := &cobra.Command{
		Use:   "add PERSON TEXT",
		Short: "Record a promise made between meetings",
		Long: `Record a promise made between meetings: in today's entry if there is one,
else in the latest, with the day it was made. If the latest is more than half a
year old, it goes into the next one already written. Prints its handle.`,
		Example: `  oneonone actions add alice "Alice to send the migration plan by Friday"
  oneonone actions add alice review the draft --owner me --due "in 3 days"
  pbpaste | oneonone actions add alice -  an action a line, from standard input`,
		Args:              cli.ArgsBetween(2, -1),
		ValidArgsFunction: cli.CompleteOnePerson(s),
		RunE: func(c *cobra.Command, args []string) error {
			return followup.Add(c.Context(), s, args[0], args[1:], o)
		},
	}
	c.Flags().StringVar(&o.Owner, "owner", "", "the owner: a person, me, or @name")
	c.Flags().StringVar(&o.Due, "due", "", "when it is due")
	cli.DryRunFlag(c.Flags(), &o.DryRun)
	cli.CompleteFlag(c, "owner", cli.CompleteOwners(s))
	cli.CompleteFlag(c, "due", cli.CompleteDates(s))
	return c
}
