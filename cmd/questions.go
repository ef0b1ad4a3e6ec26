package cmd

import (
	"context"
	"errors"
	"io/fs"
	"strings"

	"github.com/spf13/cobra"

	"oneonone/internal/cli"
	"oneonone/internal/history"
	"oneonone/internal/lookup"
	"oneonone/internal/render"
	"oneonone/notes/page"
	"oneonone/template"
)

type questionsOptions struct {
	topic, role, search string
	topics, asJSON      bool
}

func newQuestionsCmd(s *cli.Session) *cobra.Command {
	var o questionsOptions
	c := &cobra.Command{
		Use:   "questions",
		Short: "Look through the questions there are, and add your own",
		Long: `Look through the questions there are, and add your own: those in questions/ of
the notes folder stand beside the built-in ones.`,
		Example: `  oneonone questions --topic feedback-to-manager
  oneonone questions --role peer --search trust
  oneonone questions --topics
  oneonone questions add "What did you learn this month?" --topic growth`,
		Args: cobra.ArbitraryArgs,
		RunE: func(c *cobra.Command, args []string) error {
			if len(args) > 0 {
				return cli.UnknownCommand(c, args[0])
			}
			return runQuestions(c.Context(), s, o)
		},
	}
	f := c.Flags()
	f.StringVar(&o.topic, "topic", "", "those about something")
	f.StringVar(&o.role, "role", "", "those for a role")
	f.StringVar(&o.search, "search", "", "those with these words, in any order")
	f.BoolVar(&o.topics, "topics", false, "list the topics instead")
	cli.JSONFlag(f, &o.asJSON)
	cli.CompleteFlag(c, "topic", completeQuestionTopics(s))
	cli.CompleteFlag(c, "role", cobra.FixedCompletions(template.Roles, cobra.ShellCompDirectiveNoFileComp))
	c.AddCommand(newQuestionsAddCmd(s))
	return c
}

// questionJSON is a question as questions --json and ask --json give it.
type questionJSON struct {
	ID       string   `json:"id"`
	Text     string   `json:"text"`
	Topic    string   `json:"topic"`
	Roles    []string `json:"roles"`
	FollowUp *string  `json:"follow_up"`
	Source   *string  `json:"source"`
	Path     *string  `json:"path"`
	Line     *int     `json:"line"`
}

func questionsAsJSON(questions []template.Question) []questionJSON {
	rows := make([]questionJSON, len(questions))
	for i, q := range questions {
		rows[i] = questionJSON{ID: q.ID, Text: q.Text, Topic: q.Topic, Roles: append([]string{}, q.Roles...), FollowUp: cli.OrNull(q.FollowUp), Source: cli.OrNull(q.Source)}
		if q.Path != "" {
			rows[i].Path, rows[i].Line = &q.Path, &q.Line
		}
	}
	return rows
}

// topicRowJSON is a topic as questions --topics --json gives it.
type topicRowJSON struct {
	ID        string `json:"id"`
	Title     string `json:"title"`
	Count     int    `json:"count"`
	Sequence  bool   `json:"sequence"`
	OnRequest bool   `json:"on_request"`
}

// bankAnywhere is the questions there are, also without a notes folder.
func bankAnywhere(s *cli.Session) (*template.Bank, error) {
	w, err := anywhere(s)
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

func runQuestions(ctx context.Context, s *cli.Session, o questionsOptions) error {
	bank, err := bankAnywhere(s)
	if err != nil {
		return err
	}
	sayBankProblems(s, bank)
	if o.topics {
		return listQuestionTopics(s, bank, o.asJSON)
	}
	found, err := findQuestions(bank, o)
	if err != nil {
		return err
	}
	if o.asJSON {
		return render.JSON(s.Env.Stdout, questionsAsJSON(found))
	}
	if len(found) == 0 {
		s.Say("no such question")
		return nil
	}
	return s.Paged(ctx, func(out render.Output) error { return writeByTopic(out, bank, found) })
}

func findQuestions(bank *template.Bank, o questionsOptions) ([]template.Question, error) {
	topic := ""
	if o.topic != "" {
		t, err := bank.Topic(o.topic)
		if err != nil {
			return nil, err
		}
		topic = t.ID
	}
	if err := knownRole(o.role); err != nil {
		return nil, err
	}
	var found []template.Question
	for _, q := range bank.Questions {
		if (topic == "" || q.Topic == topic) && q.Suits(o.role) && holdsWords(q, o.search) {
			found = append(found, q)
		}
	}
	return found, nil
}

func knownRole(role string) error {
	for _, r := range template.Roles {
		if role == "" || role == r {
			return nil
		}
	}
	return cli.Usagef("%q is no role: write one of %s", role, strings.Join(template.Roles, ", "))
}

func holdsWords(q template.Question, words string) bool {
	in := lookup.Fold(strings.Join([]string{q.Text, q.FollowUp, q.Topic, q.Source}, " "))
	for _, w := range strings.Fields(lookup.Fold(words)) {
		if !strings.Contains(in, w) {
			return false
		}
	}
	return true
}

// writeByTopic lists questions under their topics; in a pipe, one a line.
func writeByTopic(out render.Output, bank *template.Bank, questions []template.Question) error {
	if !out.TTY {
		return questionTable(questions).Write(out)
	}
	first := true
	for _, t := range bank.Topics {
		titled := false
		for _, q := range questions {
			if q.Topic != t.ID {
				continue
			}
			if !titled {
				gap := "\n"
				if first {
					gap, first = "", false
				}
				if err := out.Printf("%s%s  %s\n", gap, cli.Styled(out, render.Bold, t.Title), cli.Styled(out, render.Muted, t.ID)); err != nil {
					return err
				}
				titled = true
			}
			if err := cli.WriteHanging(out, render.Plain, "  ", "    ", q.Text); err != nil {
				return err
			}
		}
	}
	return nil
}

func questionTable(questions []template.Question) *render.Table {
	t := &render.Table{Columns: []render.TableColumn{{Name: "id", Fixed: true}, {Name: "topic", Fixed: true}, {Name: "question"}, {Name: "follow-up"}}}
	for _, q := range questions {
		t.Add(render.Text(q.ID), render.Text(q.Topic), render.Text(q.Text), render.Text(q.FollowUp))
	}
	return t
}

func listQuestionTopics(s *cli.Session, bank *template.Bank, asJSON bool) error {
	rows := []topicRowJSON{}
	table := render.Table{Columns: []render.TableColumn{{Name: "topic", Fixed: true}, {Name: "questions", Right: true}, {Name: "about"}, {Name: "", Fixed: true}}}
	for _, t := range bank.Topics {
		rows = append(rows, topicRowJSON{t.ID, t.Title, t.Count, t.Sequence, t.OnRequest})
		how := ""
		switch {
		case t.Sequence:
			how = "in their order"
		case t.OnRequest:
			how = "when asked for"
		}
		table.Add(render.Cell{Text: t.ID, Style: render.Name}, cli.Count(t.Count), render.Text(t.Title), render.Cell{Text: how, Style: render.Muted})
	}
	if asJSON {
		return render.JSON(s.Env.Stdout, rows)
	}
	return table.Write(s.Output())
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

func newQuestionsAddCmd(s *cli.Session) *cobra.Command {
	var q template.Question
	var dryRun bool
	c := &cobra.Command{
		Use:   "add TEXT",
		Short: "Add a question of your own",
		Long: `Add a question of your own to questions/TOPIC.yaml, where you can also write
them yourself: a list, each a line.`,
		Example: `  oneonone questions add "What did you learn this month?" --topic growth
  oneonone questions add "What would you tell your successor?" --role manager --role peer
  oneonone questions add "Who could teach you that?" --follow-up "When will you ask them?"`,
		Args: cli.ArgsBetween(1, -1),
		RunE: func(c *cobra.Command, args []string) error {
			q.Text = strings.Join(args, " ")
			return runQuestionsAdd(c.Context(), s, q, dryRun)
		},
	}
	f := c.Flags()
	f.StringVar(&q.Topic, "topic", "", "what it is about: a topic that is there, or a new one (default own)")
	f.StringSliceVar(&q.Roles, "role", nil, "whom it suits (default everybody); may be given again")
	f.StringVar(&q.FollowUp, "follow-up", "", "what to ask on")
	f.StringVar(&q.Source, "source", "", "where it comes from")
	cli.DryRunFlag(f, &dryRun)
	cli.CompleteFlag(c, "topic", completeQuestionTopics(s))
	cli.CompleteFlag(c, "role", cobra.FixedCompletions(template.Roles, cobra.ShellCompDirectiveNoFileComp))
	return c
}

func runQuestionsAdd(ctx context.Context, s *cli.Session, q template.Question, dryRun bool) error {
	for _, role := range q.Roles {
		if err := knownRole(role); err != nil {
			return err
		}
	}
	var path string
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
		path = add.Path
		change := page.Change{Path: add.Path, Old: add.Old, New: add.New}
		return &cli.Plan{Changes: []page.Change{change}, Message: history.Message{Subject: cli.SubjectLine("questions: add: ", []string{q.Text})}}, nil
	})
	if err == nil && !dryRun {
		s.Say("added to %s", path)
	}
	return err
}
