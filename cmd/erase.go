package cmd

import (
	"github.com/spf13/cobra"

	"oneonone/internal/cli"
	"oneonone/internal/erasing"
)

func newEraseCmd(s *cli.Session) *cobra.Command {
	var o erasing.Options
	c := &cobra.Command{
		Use:   "erase PERSON",
		Short: "Erase what was written about someone, from all history too",
		Long: `Erase the notes about someone, or with --entry those of one day, for good: from
the folder, from private notes, and from all that git remembers of either, its
branches, tags, notes, stashes, logs and leftovers. Every other commit keeps its
author, dates and files, and what it says, but for the person's name. What other
people's notes say about them is listed and left for you to change.

It cannot be taken back, so the person's handle has to be typed, or given with
--confirm. The next sync replaces the history of the folder's remote, and another
laptop that syncs afterwards is asked to erase too. Other clones, backups and what
an editor keeps are out of reach. A top page with "hold: true" keeps the notes
about that person from being erased.

--dry-run lists every line about the person in every file, private ones included:
what somebody may ask to see of what is kept about them.`,
		Example: `  oneonone erase alice --dry-run          every line about her, and what would go
  oneonone erase alice
  oneonone erase alice --entry 2026-11-13
  oneonone erase alice --dry-run --csv > about-alice.csv`,
		Args:              cli.ArgsBetween(1, 1),
		ValidArgsFunction: cli.CompleteOnePerson(s),
		RunE:              func(c *cobra.Command, args []string) error { return erasing.Run(c.Context(), s, args[0], o) },
	}
	c.Flags().StringVar(&o.Entry, "entry", "", "erase only the entry of this day")
	c.Flags().StringVar(&o.Confirm, "confirm", "", "the person's handle, to erase without being asked")
	cli.DryRunFlag(c.Flags(), &o.DryRun)
	cli.BindFormat(s, c, &o.As, erasing.Lines)
	return c
}
