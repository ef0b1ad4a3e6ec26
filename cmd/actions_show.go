package cmd

import (
	"github.com/spf13/cobra"

	"oneonone/internal/cli"
	"oneonone/internal/followup"
	"oneonone/internal/screen"
	"oneonone/notes/clause"
)

func newActionsShowCmd(s *cli.Session) *cobra.Command {
	var as cli.Format
	c := &cobra.Command{
		Use:   "show ID",
		Short: "Show the whole life of an action: its lines, when it slipped",
		Example: `  oneonone actions show k4m
  oneonone actions show alice migration`,
		Args:              cli.ArgsBetween(1, -1),
		ValidArgsFunction: s.CompleteActions(clause.Done),
		RunE:              func(c *cobra.Command, args []string) error { return followup.Show(c.Context(), s, args, as) },
	}
	cli.BindFormat(s, c, &as, screen.Lives)
	return c
}
