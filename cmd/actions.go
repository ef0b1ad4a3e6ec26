package cmd

import (
	"slices"

	"github.com/spf13/cobra"

	"oneonone/internal/cli"
	"oneonone/internal/followup"
	"oneonone/internal/screen"
)

func newActionsCmd(s *cli.Session) *cobra.Command {
	var o followup.ListOptions
	var explain bool
	c := &cobra.Command{
		Use:   "actions [PERSON...]",
		Short: "List what was promised, most urgent first",
		Long: `List what was promised, most urgent first: the open actions, unless another
state is asked for. An action that lives through several entries is listed once.

Each has a short handle to name it by; a few of its words do as well, with
the person in front where that is clearer.`,
		Example: `  oneonone actions                        everything open
  oneonone actions alice --owner me
  oneonone actions --overdue --by person
  oneonone actions --done --json
  oneonone actions done k4m               tick it where it stands
  oneonone actions --explain alice        why something is an action, or is not`,
		Args:              cobra.ArbitraryArgs,
		ValidArgsFunction: cli.CompletePeople(s),
		RunE: func(c *cobra.Command, args []string) error {
			if explain {
				return followup.Explain(c.Context(), s, args, o.As)
			}
			return cli.OrCommand(c, followup.List(c.Context(), s, slices.Concat(args, o.People), o))
		},
	}
	f := c.Flags()
	f.BoolVar(&o.Open, "open", false, "the open ones (the default)")
	f.BoolVar(&o.Done, "done", false, "the done ones")
	f.BoolVar(&o.Dropped, "dropped", false, "the dropped ones")
	f.BoolVar(&o.All, "all", false, "all of them")
	f.BoolVar(&o.Overdue, "overdue", false, "the open ones that are past their due date")
	f.StringVar(&o.Owner, "owner", "", "those of one owner: a person, or me for your own and those without owner")
	f.StringArrayVar(&o.People, "person", nil, "those in one person's notes; can be repeated")
	f.StringVar(&o.DueBefore, "due-before", "", "those due before a day")
	f.StringVar(&o.Since, "since", "", "those promised since a day")
	f.StringVar(&o.By, "by", "", "group them by person, owner or due")
	f.BoolVar(&explain, "explain", false, "say for every checkbox and bold span why it is an action or not;\narguments are people, or files anywhere")
	cli.BindFormat(s, c, &o.As, screen.Actions)
	cli.AlsoPrints(s, c, "--explain", screen.Verdicts)
	cli.CompleteFlag(c, "owner", cli.CompleteOwners(s))
	cli.CompleteFlag(c, "person", cli.CompletePeople(s))
	cli.CompleteFlag(c, "due-before", cli.CompleteDates(s))
	cli.CompleteFlag(c, "since", cli.CompletePastDates(s))
	cli.CompleteFlag(c, "by", cobra.FixedCompletions(screen.Groupings, cobra.ShellCompDirectiveNoFileComp))
	c.AddCommand(newActionsAddCmd(s), newActionsDoneCmd(s), newActionsDropCmd(s), newActionsReopenCmd(s),
		newActionsDueCmd(s), newActionsAssignCmd(s), newActionsShowCmd(s))
	return c
}
