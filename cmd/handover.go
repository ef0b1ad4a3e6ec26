package cmd

import (
	"github.com/spf13/cobra"

	"oneonone/internal/cli"
	"oneonone/internal/handover"
)

func newHandoverCmd(s *cli.Session) *cobra.Command {
	var o handover.Options
	c := &cobra.Command{
		Use:   "handover PERSON",
		Short: "Hand over what both of you have seen to the next manager",
		Long: `Hand over what both of you have seen to the next manager, as a notes folder of its
own: when you meet, goals, the working agreement, the open promises of both sides,
and the entries you choose one by one. From a shared doc only what was sent can go;
for any other it asks what they have seen, and what you do not name stays. Comments,
moods, habits kept quiet, reasons for skipping, private notes and history never go.

It is a page first. Edit it, let them strike from it, then make the folder from it.`,
		Example: `  oneonone handover alice --page alice.md
  oneonone handover alice --page alice.md -o ~/for-kim
  oneonone handover alice --since 2026-09-01 -o ~/for-kim
  oneonone handover alice --entry 2026-11-13 --entry 2026-11-20 --dry-run`,
		Args:              cli.ArgsBetween(1, 1),
		ValidArgsFunction: cli.CompleteOnePerson(s),
		RunE:              func(c *cobra.Command, args []string) error { return handover.Run(c.Context(), s, args[0], o) },
	}
	f := c.Flags()
	f.StringVar(&o.Since, "since", "", "offer only entries from this `DAY` on")
	f.StringArrayVar(&o.Entries, "entry", nil, "hand over only the entry of this `DAY`; can be repeated")
	f.StringSliceVar(&o.Also, "also", nil, "what else they have seen of a doc that is not shared: goals, agreement")
	f.StringVar(&o.Page, "page", "", "write the page to this `FILE`; once it exists, make the folder from it")
	f.StringVarP(&o.Dir, "output", "o", "", "the `DIR` to create: new, or empty")
	f.BoolVar(&o.DryRun, "dry-run", false, "show the page and write nothing")
	return c
}
