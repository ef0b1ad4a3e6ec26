package cmd

import (
	"context"
	"errors"
	"io/fs"
	"strings"

	"github.com/spf13/cobra"

	"oneonone/internal/cli"
	"oneonone/internal/history"
	"oneonone/internal/render"
	"oneonone/internal/role"
	"oneonone/internal/screen"
	"oneonone/notes/page"
	"oneonone/template"
)

// bankAnywhere is the questions there are, also without a notes folder.
func bankAnywhere(s *cli.Session) (*template.Bank, error) {
	w, err := s.Anywhere()
	if err != nil {
		return nil, err
	}
	if w == nil {
		return template.LoadBank(nil), nil
	}
	return template.LoadBank(w.FS), nil
}

// sayBankProblems reports faults of the user's question files. The rest of
// them is used.
func sayBankProblems(s *cli.Session, b *template.Bank) {
	for _, p := range b.Problems {
		s.Say("warning: %s", p)
	}
}

// runQuestions lists the questions there are.
func runQuestions(ctx context.Context, s *cli.Session, o askOptions) error {
	bank, err := bankAnywhere(s)
	if err != nil {
		return err
	}
	sayBankProblems(s, bank)
	if o.topics {
		return cli.Print(ctx, s, o.as, &render.Listing[template.Topic]{Columns: screen.QuestionTopics, Rows: bank.Topics}, "")
	}
	if o.role, err = cli.ParseRole(o.role); err != nil {
		return err
	}
	found, err := bank.Find(o.topic, o.role, o.search)
	if err != nil {
		return err
	}
	if !s.Output().TTY || o.as.Data() || len(found) == 0 {
		return cli.Print(ctx, s, o.as, &render.Listing[template.Question]{Columns: screen.Questions, Rows: found}, "no matching questions")
	}
	return s.Paged(ctx, func(out render.Output) error { return screen.WriteByTopic(out, bank, found) })
}

// completeQuestionTopics offers what questions are about.
func completeQuestionTopics(s *cli.Session) cli.Completer {
	return func(*cobra.Command, []string, string) ([]cobra.Completion, cobra.ShellCompDirective) {
		bank, err := bankAnywhere(s)
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
			return runAskOwn(c.Context(), s, q, dryRun)
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

func runAskOwn(ctx context.Context, s *cli.Session, q template.Question, dryRun bool) error {
	for i, word := range q.Roles {
		r, err := cli.ParseRole(word)
		if err != nil {
			return err
		}
		q.Roles[i] = r
	}
	_, err := s.Change(ctx, dryRun, func(w *cli.Workspace) (*cli.Plan, error) {
		bank := template.LoadBank(w.FS)
		add, err := bank.Add(q, func(path string) ([]byte, error) {
			src, err := fs.ReadFile(w.FS, path)
			if errors.Is(err, fs.ErrNotExist) {
				return nil, nil
			}
			return src, err
		})
		if err != nil {
			return nil, err
		}
		change := page.Change{Path: add.Path, Old: add.Old, New: add.New}
		return &cli.Plan{Changes: []page.Change{change}, Message: history.Message{Subject: cli.SubjectLine("questions: add: ", []string{q.Text})}, Said: []string{"added to " + add.Path}}, nil
	})
	return err
}
