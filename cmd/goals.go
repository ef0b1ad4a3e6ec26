package cmd

import (
	"strings"

	"github.com/spf13/cobra"

	"oneonone/internal/agenda"
	"oneonone/internal/cli"
	"oneonone/internal/screen"
	"oneonone/internal/writing"
	"oneonone/notes/clause"
)

func newGoalsCmd(s *cli.Session) *cobra.Command {
	var o agenda.GoalsOptions
	c := &cobra.Command{
		Use:   "goals [PERSON]",
		Short: "Show the story of someone's goals",
		Long: `Show the story of someone's goals: what each entry says about them.

A new entry lists the open goals; what is typed behind one, or nested under it,
is its progress. A goal nobody has mentioned for a month is pointed out.`,
		Example: `  oneonone goals                          everybody's
  oneonone goals alice                    the story of each
  oneonone goals add alice "lead the payments migration" --due 2026-12-31
  oneonone goals done alice migration`,
		Args:              cli.ArgsBetween(0, 1),
		ValidArgsFunction: cli.CompletePeople(s),
		RunE: func(c *cobra.Command, args []string) error {
			o.Story = len(args) == 1
			o.All = o.Story
			return agenda.Goals(c.Context(), s, args, o)
		},
	}
	cli.BindFormat(s, c, &o.As, screen.Goals)
	c.AddCommand(newGoalsAddCmd(s), newGoalsListCmd(s), newGoalsDoneCmd(s), newGoalsDropCmd(s), newGoalsEditCmd(s))
	return c
}

func newGoalsListCmd(s *cli.Session) *cobra.Command {
	var o agenda.GoalsOptions
	c := &cobra.Command{
		Use:   "list [PERSON...]",
		Short: "List the goals",
		Example: `  oneonone goals list
  oneonone goals list alice --all         those reached and dropped too
  oneonone goals list --json`,
		Args:              cli.ArgsBetween(0, -1),
		ValidArgsFunction: cli.CompletePeople(s),
		RunE:              func(c *cobra.Command, args []string) error { return agenda.Goals(c.Context(), s, args, o) },
	}
	c.Flags().BoolVar(&o.All, "all", false, "include goals that are reached or dropped")
	cli.BindFormat(s, c, &o.As, screen.Goals)
	return c
}

func newGoalsAddCmd(s *cli.Session) *cobra.Command {
	var due string
	var steps []string
	var dryRun bool
	c := &cobra.Command{
		Use:   "add PERSON TEXT",
		Short: "Add a goal",
		Example: `  oneonone goals add alice "lead the payments migration" --due 2026-12-31
  oneonone goals add alice give a talk --step "find a topic" --step "ask the guild"`,
		Args:              cli.ArgsBetween(2, -1),
		ValidArgsFunction: cli.CompletePeople(s),
		RunE: func(c *cobra.Command, args []string) error {
			return agenda.AddGoal(c.Context(), s, args[0], strings.Join(args[1:], " "), due, steps, dryRun)
		},
	}
	c.Flags().StringVar(&due, "due", "", "when it is due")
	c.Flags().StringArrayVar(&steps, "step", nil, "a step on the way; can be repeated")
	cli.DryRunFlag(c.Flags(), &dryRun)
	cli.CompleteFlag(c, "due", cli.CompleteDates(s))
	return c
}

func newGoalsDoneCmd(s *cli.Session) *cobra.Command {
	return goalCloser(s, "done", clause.Done, "Tick a goal that was reached, or a step towards one", "  oneonone goals done alice migration\n  oneonone goals done alice \"write the runbook\"")
}

func newGoalsDropCmd(s *cli.Session) *cobra.Command {
	return goalCloser(s, "drop", clause.Dropped, "Drop a goal that no longer counts, or a step towards one", "  oneonone goals drop alice talk")
}

func goalCloser(s *cli.Session, name string, to clause.State, short, example string) *cobra.Command {
	var dryRun bool
	c := &cobra.Command{
		Use:               name + " PERSON WORDS",
		Short:             short,
		Example:           example,
		Args:              cli.ArgsBetween(2, -1),
		ValidArgsFunction: cli.CompleteGoals(s),
		RunE: func(c *cobra.Command, args []string) error {
			return agenda.CloseGoal(c.Context(), s, args, to, dryRun)
		},
	}
	cli.DryRunFlag(c.Flags(), &dryRun)
	return c
}

func newGoalsEditCmd(s *cli.Session) *cobra.Command {
	var text, dueWord string
	var dryRun bool
	c := &cobra.Command{
		Use:   "edit PERSON [WORDS]",
		Short: "Change a goal's words or due date, or open the page in the editor",
		Long: `Change a goal's words or due date; without --text and --due, open the top page
in the editor. Words of the goal that entries repeat tell its story, so a new
wording begins a new one.`,
		Example: `  oneonone goals edit alice migration --due 2027-03-31
  oneonone goals edit alice               in the editor`,
		Args:              cli.ArgsBetween(1, -1),
		ValidArgsFunction: cli.CompleteGoals(s),
		RunE: func(c *cobra.Command, args []string) error {
			if text == "" && dueWord == "" {
				return writing.TopPage(c.Context(), s, args[0])
			}
			if len(args) < 2 {
				return cli.Hinted(cli.Usagef("which goal of %s?", args[0]), "oneonone goals list %s shows them", args[0])
			}
			return agenda.EditGoal(c.Context(), s, args, text, dueWord, dryRun)
		},
	}
	c.Flags().StringVar(&text, "text", "", "the new wording")
	c.Flags().StringVar(&dueWord, "due", "", "when it is due")
	cli.DryRunFlag(c.Flags(), &dryRun)
	cli.CompleteFlag(c, "due", cli.CompleteDates(s))
	return c
}
