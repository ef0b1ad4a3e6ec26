package cmd

import (
	"github.com/spf13/cobra"

	"oneonone/internal/cli"
	"oneonone/internal/retrace"
)

func newUndoCmd(s *cli.Session) *cobra.Command {
	var o retrace.UndoOptions
	c := &cobra.Command{
		Use:   "undo",
		Short: "Take back the last command",
		Long: `Take back the last command, as a new commit: nothing is ever removed from the
history. Undoing twice goes further back, --redo comes forward again. A line
taken from inbox.md is put back.`,
		Example: `  oneonone undo --dry-run                 what would be taken back
  oneonone undo
  oneonone undo --redo
  oneonone undo --private                 the last one on private notes`,
		Args: cli.ArgsBetween(0, 0),
		RunE: func(c *cobra.Command, args []string) error { return retrace.Undo(c.Context(), s, o) },
	}
	c.Flags().BoolVar(&o.Redo, "redo", false, "bring back what was last taken back")
	c.Flags().BoolVar(&o.Private, "private", false, "the last command that changed private notes")
	cli.DryRunFlag(c.Flags(), &o.DryRun)
	return c
}
