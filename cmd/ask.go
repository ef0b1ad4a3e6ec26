package cmd

import (
	"context"
	"fmt"

	"github.com/spf13/cobra"

	"oneonone/internal/cli"
	"oneonone/internal/history"
	"oneonone/internal/render"
	"oneonone/notes"
	"oneonone/notes/page"
	"oneonone/template"
)

type askOptions struct {
	topic               string
	number, again       int
	add, asJSON, dryRun bool
}

func newAskCmd(s *cli.Session) *cobra.Command {
	var o askOptions
	c := &cobra.Command{
		Use:   "ask PERSON",
		Short: "Get a few questions to ask someone",
		Long: fmt.Sprintf(`Get a few questions to ask someone: open ones that fit their role and that none
of your last %d entries with them holds, as they are or reworded. They stay the
same all day.`, lookBack),
		Example: `  oneonone ask alice
  oneonone ask alice --topic growth
  oneonone ask alice --again              others; once more for yet others
  oneonone ask alice -n 1 --add           onto the agenda`,
		Args:              cli.ArgsBetween(1, 1),
		ValidArgsFunction: cli.CompleteOnePerson(s),
		RunE: func(c *cobra.Command, args []string) error {
			if o.number < 1 || o.number > 50 {
				return cli.Usagef("-n %d is no number of questions: 1 to 50", o.number)
			}
			if o.add {
				return runAskAdd(c.Context(), s, args[0], o)
			}
			return runAsk(s, args[0], o)
		},
	}
	f := c.Flags()
	f.StringVar(&o.topic, "topic", "", "what they shall be about; oneonone questions --topics lists what there is")
	f.IntVarP(&o.number, "number", "n", 3, "how many")
	f.CountVar(&o.again, "again", "others than the first; may be given again")
	f.BoolVar(&o.add, "add", false, "put them onto the agenda of the next entry that is there, else into the hopper")
	cli.JSONFlag(f, &o.asJSON)
	cli.DryRunFlag(f, &o.dryRun)
	cli.CompleteFlag(c, "topic", completeQuestionTopics(s))
	return c
}

// runAsk prints the questions.
func runAsk(s *cli.Session, word string, o askOptions) error {
	w, people, err := s.OpenWith([]string{word})
	if err != nil {
		return err
	}
	chosen, err := chooseQuestions(s, w, people[0], o)
	if err != nil {
		return err
	}
	if o.asJSON {
		return render.JSON(s.Env.Stdout, questionsAsJSON(chosen))
	}
	if len(chosen) == 0 {
		s.Say("there is no question for a %s about that", people[0].Role)
		return nil
	}
	return writeQuestions(s.Output(), chosen)
}

// chooseQuestions picks the day's questions for a person. What stands in an
// entry or the hopper since before today was asked or will be; today's entry
// is not looked at, so that adding the questions to it does not change them.
func chooseQuestions(s *cli.Session, w *cli.Workspace, p *notes.Person, o askOptions) ([]template.Question, error) {
	bank := template.LoadBank(w.FS)
	sayBankProblems(s, bank)
	want := template.Want{Role: p.Role, N: o.number, Round: o.again, Seed: seedOf(p.Handle, s.Today().String())}
	if o.topic != "" {
		topic, err := bank.Topic(o.topic)
		if err != nil {
			return nil, err
		}
		want.Topic = topic.ID
	}
	refs, err := w.Entries(p.Handle)
	if err != nil {
		return nil, err
	}
	for len(refs) > 0 && !refs[len(refs)-1].Date.Before(s.Today()) {
		refs = refs[:len(refs)-1]
	}
	entries, problems := w.ReadAll(refs[max(0, len(refs)-lookBack):])
	s.SayProblems(problems)
	asked := askedIn(bank, entries)
	if top := w.Top(p.Handle); top != nil {
		for _, t := range top.Hopper() {
			if t.Since.Before(s.Today()) {
				asked.Read(t.Text)
			}
		}
	}
	want.Asked = asked.Has
	return bank.Choose(want), nil
}

// runAskAdd puts the questions where the next meeting finds them, as one
// commit.
func runAskAdd(ctx context.Context, s *cli.Session, word string, o askOptions) error {
	var chosen []template.Question
	var said []string
	_, err := s.Change(ctx, o.dryRun, func(w *cli.Workspace) (*cli.Plan, error) {
		said = nil
		p, err := w.Find(word)
		if err != nil {
			return nil, err
		}
		if chosen, err = chooseQuestions(s, w, p, o); err != nil || len(chosen) == 0 {
			return nil, err
		}
		change, known, where, err := planAgenda(s, w, p.Handle, texts(chosen))
		if err != nil {
			return nil, err
		}
		for _, k := range known {
			said = append(said, fmt.Sprintf("%s: waits already: %s", p.Handle, k))
		}
		if change == nil {
			return nil, nil
		}
		said = append(said, fmt.Sprintf("%s: %s %s", p.Handle, cli.Plural(len(chosen)-len(known), "question", "questions"), where))
		message := history.Message{Subject: cli.SubjectLine(p.Handle+": ask: ", texts(chosen))}
		return &cli.Plan{Changes: []page.Change{*change}, Message: message}, nil
	})
	if err != nil || o.dryRun {
		return err
	}
	if o.asJSON {
		err = render.JSON(s.Env.Stdout, questionsAsJSON(chosen))
	} else {
		err = writeQuestions(s.Output(), chosen)
	}
	for _, line := range said {
		s.Say("%s", line)
	}
	return err
}

// planAgenda plans topics onto the agenda of the next entry that is there
// already, today's or one prepared for a later day, else into the hopper.
func planAgenda(s *cli.Session, w *cli.Workspace, handle string, topics []string) (change *page.Change, known []string, where string, err error) {
	if r, err := nextAgenda(s, w, handle); err == nil {
		change, known, err = w.AddToAgenda(r, topics)
		return change, known, "on the agenda of " + r.Date.String(), err
	}
	change, known, err = w.AddTopics(handle, topics, s.Today())
	return change, known, "added to the hopper", err
}

// writeQuestions writes questions to be read aloud from; in a pipe, one a
// line.
func writeQuestions(out render.Output, questions []template.Question) error {
	if !out.TTY {
		return questionTable(questions).Write(out)
	}
	for i, q := range questions {
		if i > 0 {
			if err := out.Printf("\n"); err != nil {
				return err
			}
		}
		if err := cli.WriteHanging(out, render.Bold, "", "", q.Text); err != nil {
			return err
		}
		if q.FollowUp != "" {
			if err := cli.WriteHanging(out, render.Muted, "  then: ", "  ", q.FollowUp); err != nil {
				return err
			}
		}
	}
	return nil
}
