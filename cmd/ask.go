package cmd

import (
	"context"
	"fmt"

	"github.com/spf13/cobra"

	"oneonone/internal/cli"
	"oneonone/internal/draft"
	"oneonone/internal/history"
	"oneonone/internal/render"
	"oneonone/internal/role"
	"oneonone/internal/screen"
	"oneonone/internal/text"
	"oneonone/notes"
	"oneonone/notes/page"
	"oneonone/template"
)

type askOptions struct {
	topic, role, search string
	topics              bool
	number, again       int
	add, dryRun         bool
	as                  cli.Format
}

func newAskCmd(s *cli.Session) *cobra.Command {
	var o askOptions
	c := &cobra.Command{
		Use:     "ask [PERSON]",
		Aliases: []string{"questions"},
		Short:   "Get a few questions to ask someone, or browse them all",
		Long: fmt.Sprintf(`Get a few questions to ask someone: open ones that fit their role and that none
of your last %d entries with them holds, as they are or reworded. They stay the
same all day.

Without a person it lists all the questions there are. Your own, in questions/
of the notes folder, stand beside the built-in ones.`, draft.LookBack),
		Example: `  oneonone ask alice
  oneonone ask alice --topic growth
  oneonone ask alice --again              others; once more for yet others
  oneonone ask alice -n 1 --add           onto the agenda
  oneonone ask --topics                   what there are questions about
  oneonone ask --role peer --search trust
  oneonone ask add "What did you learn this month?" --topic growth`,
		Args:              cli.ArgsBetween(0, 1),
		ValidArgsFunction: cli.CompleteOnePerson(s),
		RunE: func(c *cobra.Command, args []string) error {
			if err := o.check(c, len(args) > 0); err != nil {
				return err
			}
			switch {
			case len(args) == 0:
				return runQuestions(c.Context(), s, o)
			case o.add:
				return runAskAdd(c.Context(), s, args[0], o)
			}
			return runAsk(c.Context(), s, args[0], o)
		},
	}
	f := c.Flags()
	f.StringVar(&o.topic, "topic", "", "questions on a topic")
	f.IntVarP(&o.number, "number", "n", 3, "how many to ask someone")
	f.CountVar(&o.again, "again", "different ones; can be repeated")
	f.BoolVar(&o.add, "add", false, "add them to the agenda of the next entry, or to the hopper when there is none")
	f.StringVar(&o.role, "role", "", "all questions for a role")
	f.StringVar(&o.search, "search", "", "all questions with these words, in any order")
	f.BoolVar(&o.topics, "topics", false, "list the topics there are questions on")
	cli.BindFormat(s, c, &o.as, screen.Questions)
	cli.AlsoPrints(s, c, "--topics", screen.QuestionTopics)
	cli.DryRunFlag(f, &o.dryRun)
	cli.CompleteFlag(c, "topic", completeQuestionTopics(s))
	cli.CompleteFlag(c, "role", cobra.FixedCompletions(role.All, cobra.ShellCompDirectiveNoFileComp))
	c.AddCommand(newAskAddCmd(s))
	return c
}

// check refuses flags that mean nothing with, or without, a person.
func (o *askOptions) check(c *cobra.Command, person bool) error {
	without, of := []string{"number", "again", "add", "dry-run"}, "needs a PERSON"
	if person {
		without, of = []string{"role", "search", "topics"}, "searches all questions: leave PERSON out"
	}
	for _, name := range without {
		if c.Flags().Changed(name) {
			return cli.Hinted(cli.Usagef("--%s %s", name, of), "%s", cli.UseLine(c))
		}
	}
	if o.number < 1 || o.number > 50 {
		return cli.Usagef("invalid number of questions %d: try 1 to 50", o.number)
	}
	return nil
}

// runAsk prints the questions.
func runAsk(ctx context.Context, s *cli.Session, word string, o askOptions) error {
	w, people, err := s.OpenWith([]string{word})
	if err != nil {
		return err
	}
	chosen, err := chooseQuestions(s, w, people[0], o)
	if err != nil {
		return err
	}
	if len(chosen) == 0 && !o.as.Data() {
		s.Say("no questions on that topic for the role %s", people[0].Role)
		return nil
	}
	return printChosen(ctx, s, chosen, o.as)
}

// chooseQuestions picks the day's questions for a person.
func chooseQuestions(s *cli.Session, w *cli.Workspace, p *notes.Person, o askOptions) ([]template.Question, error) {
	bank := template.LoadBank(w.FS)
	sayBankProblems(s, bank)
	want := template.Want{N: o.number, Round: o.again}
	if o.topic != "" {
		topic, err := bank.Topic(o.topic)
		if err != nil {
			return nil, err
		}
		want.Topic = topic.ID
	}
	chosen, problems, err := draft.Questions(w.Folder, bank, p, want, s.Today())
	s.SayProblems(problems)
	return chosen, err
}

// runAskAdd puts the questions where the next meeting finds them, as one
// commit.
func runAskAdd(ctx context.Context, s *cli.Session, word string, o askOptions) error {
	var chosen []template.Question
	_, err := s.Change(ctx, o.dryRun, func(w *cli.Workspace) (*cli.Plan, error) {
		p, err := w.Find(word)
		if err != nil {
			return nil, err
		}
		if chosen, err = chooseQuestions(s, w, p, o); err != nil || len(chosen) == 0 {
			return nil, err
		}
		change, known, where, err := planAgenda(s, w, p.Handle, draft.Texts(chosen))
		if err != nil {
			return nil, err
		}
		var said []string
		for _, k := range known {
			said = append(said, fmt.Sprintf("%s: already waiting: %s", p.Handle, k))
		}
		if change == nil {
			return &cli.Plan{Said: said}, nil
		}
		said = append(said, fmt.Sprintf("%s: %s %s", p.Handle, text.Count(len(chosen)-len(known), "question", "questions"), where))
		message := history.Message{Subject: cli.SubjectLine(p.Handle+": ask: ", draft.Texts(chosen))}
		return &cli.Plan{Changes: []page.Change{*change}, Message: message, Said: said}, nil
	})
	if err != nil || o.dryRun {
		return err
	}
	return printChosen(ctx, s, chosen, o.as)
}

// planAgenda plans topics onto the agenda of the next entry that is there
// already, today's or one prepared for a later day, else into the hopper.
func planAgenda(s *cli.Session, w *cli.Workspace, handle string, topics []string) (change *page.Change, known []string, where string, err error) {
	if r, err := w.NextAgenda(handle); err == nil {
		change, known, err = w.AddToAgenda(r, topics)
		return change, known, "on the agenda of " + r.Date.String(), err
	}
	change, known, err = w.AddTopics(handle, topics, s.Today())
	return change, known, "added to the hopper", err
}

// printChosen prints the questions of the day.
func printChosen(ctx context.Context, s *cli.Session, questions []template.Question, as cli.Format) error {
	out := s.Output()
	if as.Data() || !out.TTY {
		return cli.Print(ctx, s, as, &render.Listing[template.Question]{Columns: screen.Questions, Rows: questions}, "")
	}
	return screen.WriteAsked(out, questions)
}
