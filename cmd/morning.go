package cmd

import (
	"github.com/spf13/cobra"

	"oneonone/internal/cli"
	"oneonone/internal/reading"
	"oneonone/internal/screen"
)

// bindMorning binds the flags of a bare oneonone, without a command.
func bindMorning(s *cli.Session, root *cobra.Command, o *reading.StandingOptions) {
	bindWithin(root, &o.Within, "")
	cli.BindFormat(s, root, &o.As, screen.Standings)
}

func bindWithin(c *cobra.Command, to *string, otherwise string) {
	c.Flags().StringVar(to, "within", otherwise, "only those whose 1:1 is late or due within a time: 0d, 7d, 2w, 1m")
	cli.CompleteFlag(c, "within", cobra.FixedCompletions([]string{"0d", "7d", "2w", "1m"}, cobra.ShellCompDirectiveNoFileComp))
}

// newDueCmd is the older name of --within.
func newDueCmd(s *cli.Session) *cobra.Command {
	var o reading.StandingOptions
	c := &cobra.Command{
		Use:               "due [PERSON...]",
		Short:             "List who is due for a 1:1, most urgent first",
		Example:           "  oneonone due --within 30d               newer: oneonone --within 30d",
		Hidden:            true,
		Args:              cli.ArgsBetween(0, -1),
		ValidArgsFunction: cli.CompletePeople(s),
		RunE:              func(c *cobra.Command, args []string) error { return reading.Due(c.Context(), s, args, o) },
	}
	bindWithin(c, &o.Within, "7d")
	cli.BindFormat(s, c, &o.As, screen.Due)
	return c
}
