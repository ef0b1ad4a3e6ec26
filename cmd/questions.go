package cmd

import (
	"strings"

	"github.com/spf13/cobra"

	"oneonone/internal/agenda"
	"oneonone/internal/cli"
	"oneonone/internal/role"
	"oneonone/template"
)

// completeQuestionTopics offers the topics of questions.
func completeQuestionTopics(s *cli.Session) cli.Completer {
	return func(*cobra.Command, []string, string) ([]cobra.Completion, cobra.ShellCompDirective) {
		bank, err := agenda.Bank(s)
		if err != nil {
			return nil, cobra.ShellCompDirectiveNoFileComp
		}
		var out []cobra.Completion
		for _, t := range bank.Topics {
			out = append(out, cobra.CompletionWithDesc(t.ID, t.Title))
		}
		return out, cobra.ShellCompDirectiveNoFileComp
	}
}

func newAskAddCmd(s *cli.Session) *cobra.Command {
	var q template.Question
	var dryRun bool
	c := &cobra.Command{
		Use:   "add TEXT",
		Short: "Add a question of your own",
		Long: `Add a question of your own to questions/TOPIC.yaml, where you can also write
them yourself: a list, each a line.`,
		Example: `  oneonone ask add "What did you learn this month?" --topic growth
  oneonone ask add "What would you tell your successor?" --role manager --role peer
  oneonone ask add "Who could teach you that?" --follow-up "When will you ask them?"`,
		Args: cli.ArgsBetween(1, -1),
		RunE: func(c *cobra.Command, args []string) error {
			q.Text = strings.Join(args, " ")
			return agenda.AddQuestion(c.Context(), s, q, dryRun)
		},
	}
	f := c.Flags()
	f.StringVar(&q.Topic, "topic", "", "what it is about: a topic that is there, or a new one (default own)")
	f.StringSliceVar(&q.Roles, "role", nil, "whom it suits (default everyone); can be repeated")
	f.StringVar(&q.FollowUp, "follow-up", "", "what to ask next")
	f.StringVar(&q.Source, "source", "", "where it comes from")
	cli.DryRunFlag(f, &dryRun)
	cli.CompleteFlag(c, "topic", completeQuestionTopics(s))
	cli.CompleteFlag(c, "role", cobra.FixedCompletions(role.All, cobra.ShellCompDirectiveNoFileComp))
	return c
}
