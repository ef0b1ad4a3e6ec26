package cmd

import (
	"github.com/spf13/cobra"

	"oneonone/internal/cli"
	"oneonone/internal/roster"
)

func newInviteCmd(s *cli.Session) *cobra.Command {
	var noEdit bool
	c := &cobra.Command{
		Use:   "invite PERSON",
		Short: "Draft a message that explains the meeting before the first one",
		Long: `Draft a message that explains what the meeting is for, to be sent before the
first one: how long it is, whose time it is, and that it is moved rather than
cancelled. It is made from what your notes say about their role and slot, opens
in the editor for you to change, and is printed when that closes; nothing of it
is kept. oneonone template edit invite makes the words yours.`,
		Example: `  oneonone invite alice
  oneonone invite alice --no-edit         the draft as it is
  oneonone invite alice | pbcopy`,
		Args:              cli.ArgsBetween(1, 1),
		ValidArgsFunction: cli.CompleteOnePerson(s),
		RunE:              func(c *cobra.Command, args []string) error { return roster.Invite(c.Context(), s, args[0], noEdit) },
	}
	c.Flags().BoolVar(&noEdit, "no-edit", false, "do not open the editor")
	return c
}
