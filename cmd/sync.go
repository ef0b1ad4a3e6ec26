package cmd

import (
	"github.com/spf13/cobra"

	"oneonone/internal/cli"
	"oneonone/internal/exchange"
)

func newSyncCmd(s *cli.Session) *cobra.Command {
	var dryRun bool
	c := &cobra.Command{
		Use:   "sync [PERSON...]",
		Short: "Bring the notes of two laptops together",
		Long: `Bring the notes here and those of the remote together: what was edited is
recorded, what is new there is merged, what is new here is sent. Notes that both
sides changed are merged by what they mean: a promise ticked here and given a
date there is both, topics that both added are all there. Where one line says
two things, both stay, as "or: … (keep one)", and the line is named.

The remote is any git remote, and your own git goes there, with your keys and
helpers. The folder has one, or a person's directory that is a repository of its
own; private/ goes nowhere unless it has a remote of its own. With people named,
only the repositories that keep notes about them. With sync: auto in the settings,
new, prep and the morning take in what is new first, wait two seconds at most for
it, and send nothing. undo takes back what you did here, never what came.`,
		Example: `  oneonone git remote add origin git@example.org:sam/notes.git
  oneonone sync
  oneonone sync --dry-run                 what would come
  oneonone config sync auto               take in what is new before new, prep and the morning`,
		Args:              cli.ArgsBetween(0, -1),
		ValidArgsFunction: cli.CompletePeople(s),
		RunE:              func(c *cobra.Command, args []string) error { return exchange.Sync(c.Context(), s, args, dryRun) },
	}
	cli.DryRunFlag(c.Flags(), &dryRun)
	return c
}
