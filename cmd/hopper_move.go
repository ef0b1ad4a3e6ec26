package cmd

import (
	"github.com/spf13/cobra"

	"oneonone/internal/agenda"
	"oneonone/internal/cli"
	"oneonone/internal/writing"
)

func newHopperMoveCmd(s *cli.Session) *cobra.Command {
	var o agenda.MoveOptions
	c := &cobra.Command{
		Use:   "move PERSON WORDS",
		Short: "Move a topic to somebody else, or to the front or the end",
		Long: `Move a topic to somebody else's hopper, or to the front or end of its own.

Topics are taken oldest first, those without a date before all others. So a
topic goes to the front by losing its date, and to the end by waiting since
today.`,
		Example: `  oneonone hopper move alice reorg --to bob
  oneonone hopper move alice promotion --first
  oneonone hopper move alice offsite --last`,
		Args:              cli.ArgsBetween(2, -1),
		ValidArgsFunction: cli.CompleteTopics(s),
		RunE: func(c *cobra.Command, args []string) error {
			return agenda.MoveTopic(c.Context(), s, args, o)
		},
	}
	f := c.Flags()
	f.StringVar(&o.To, "to", "", "the person to talk about it with instead")
	f.BoolVar(&o.First, "first", false, "before all other topics")
	f.BoolVar(&o.Last, "last", false, "after all other topics")
	cli.DryRunFlag(f, &o.DryRun)
	cli.CompleteFlag(c, "to", cli.CompletePeople(s))
	return c
}

func newHopperEditCmd(s *cli.Session) *cobra.Command {
	var text string
	var dryRun bool
	c := &cobra.Command{
		Use:   "edit PERSON [WORDS]",
		Short: "Change a topic's words, or open the page in the editor",
		Example: `  oneonone hopper edit alice reorg --text "the reorg, and who leads what"
  oneonone hopper edit alice              in the editor`,
		Args:              cli.ArgsBetween(1, -1),
		ValidArgsFunction: cli.CompleteTopics(s),
		RunE: func(c *cobra.Command, args []string) error {
			if text == "" {
				return writing.TopPage(c.Context(), s, args[0])
			}
			if len(args) < 2 {
				return cli.Hinted(cli.Usagef("which topic of %s?", args[0]), "oneonone hopper list %s shows them", args[0])
			}
			return agenda.RewordTopic(c.Context(), s, args, text, dryRun)
		},
	}
	c.Flags().StringVar(&text, "text", "", "the new wording")
	cli.DryRunFlag(c.Flags(), &dryRun)
	return c
}
