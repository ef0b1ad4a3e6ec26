package cmd

import (
	"fmt"

	"github.com/spf13/cobra"

	"oneonone/internal/agenda"
	"oneonone/internal/cli"
	"oneonone/internal/draft"
	"oneonone/internal/role"
	"oneonone/internal/screen"
)

func newAskCmd(s *cli.Session) *cobra.Command {
	var o agenda.AskOptions
	c := &cobra.Command{
		Use:     "ask [PERSON]",
		Aliases: []string{"questions"},
		Short:   "Get a few questions to ask someone, or browse them all",
		Long: fmt.Sprintf(`Get a few questions to ask someone: open ones that fit their role, what they work
in (people edit --field), how long you have been meeting, and what is going on:
their first 90 days, a review or holidays ahead, a reorganisation or a long leave
behind (config review, config reorg, --away). They are those that a new entry of
the day offers, and stay the same all day; where its template asks questions of its
own, as in first meetings, they are these, with what to ask next. A question that your
last %d entries with them hold, reworded or not, counts as asked; one that was only
offered in a comment may come again. One of them is about what eight weeks of notes
do not mention, growth or feedback, where something is missing. A question about
leaving, trust or your own faults comes only with --topic, and not while you are
getting to know each other.

Without a person it lists all the questions there are. Your own, in questions/
of the notes folder, stand beside the built-in ones.`, draft.LookBack),
		Example: `  oneonone ask alice
  oneonone ask alice --topic growth
  oneonone ask alice --again              others; once more for yet others
  oneonone ask alice -n 1 --add           onto the agenda
  oneonone ask alice --pick               choose what goes onto it
  oneonone ask --topics                   what there are questions about
  oneonone ask --role peer --search trust
  oneonone ask add "What did you learn this month?" --topic growth`,
		Args:              cli.ArgsBetween(0, 1),
		ValidArgsFunction: cli.CompleteOnePerson(s),
		RunE: func(c *cobra.Command, args []string) error {
			if err := checkAsk(c, o, len(args) > 0); err != nil {
				return err
			}
			switch {
			case len(args) == 0:
				return agenda.Questions(c.Context(), s, o)
			case o.Add, o.Pick:
				return agenda.AskOnAgenda(c.Context(), s, args[0], o)
			}
			return agenda.Ask(c.Context(), s, args[0], o)
		},
	}
	f := c.Flags()
	f.StringVar(&o.Topic, "topic", "", "questions on a topic")
	f.IntVarP(&o.Number, "number", "n", 3, "how many to ask someone")
	f.CountVar(&o.Again, "again", "different ones; can be repeated")
	f.BoolVar(&o.Add, "add", false, "add them to the agenda of the next entry, or to the hopper when there is none")
	f.BoolVar(&o.Pick, "pick", false, "choose which of them to add")
	f.StringVar(&o.Role, "role", "", "all questions for a role")
	f.StringVar(&o.Search, "search", "", "all questions with these words, in any order")
	f.BoolVar(&o.Topics, "topics", false, "list the topics there are questions on")
	cli.BindFormat(s, c, &o.As, screen.Questions)
	cli.AlsoPrints(s, c, "--topics", screen.QuestionTopics)
	cli.DryRunFlag(f, &o.DryRun)
	cli.CompleteFlag(c, "topic", completeQuestionTopics(s))
	cli.CompleteFlag(c, "role", cobra.FixedCompletions(role.All, cobra.ShellCompDirectiveNoFileComp))
	c.AddCommand(newAskAddCmd(s))
	return c
}

// checkAsk refuses flags that mean nothing with, or without, a person.
func checkAsk(c *cobra.Command, o agenda.AskOptions, person bool) error {
	without, of := []string{"number", "again", "add", "pick", "dry-run"}, "needs a PERSON"
	if person {
		without, of = []string{"role", "search", "topics"}, "searches all questions: leave PERSON out"
	}
	for _, name := range without {
		if c.Flags().Changed(name) {
			return cli.Hinted(cli.Usagef("--%s %s", name, of), "%s", cli.UseLine(c))
		}
	}
	if o.Number < 1 || o.Number > 50 {
		return cli.Usagef("invalid number of questions %d: try 1 to 50", o.Number)
	}
	return nil
}
