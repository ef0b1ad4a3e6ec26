package agenda

import (
	"context"
	"fmt"

	"oneonone/internal/cli"
	"oneonone/internal/draft"
	"oneonone/internal/history"
	"oneonone/internal/render"
	"oneonone/internal/screen"
	"oneonone/internal/text"
	"oneonone/notes"
	"oneonone/notes/page"
	"oneonone/template"
)

// AskOptions say which questions, and what becomes of them.
type AskOptions struct {
	Topic, Role, Search string
	Topics              bool
	Number, Again       int
	Add, Pick, DryRun   bool // Pick lets the user choose those that Add adds
	As                  cli.Format
}

// Ask prints the questions.
func Ask(ctx context.Context, s *cli.Session, word string, o AskOptions) error {
	w, people, err := s.OpenWith([]string{word})
	if err != nil {
		return err
	}
	chosen, err := chooseQuestions(s, w, people[0], o)
	if err != nil {
		return err
	}
	if len(chosen) == 0 && !o.As.Data() {
		s.Say("no question on that topic fits %s now", people[0].Handle)
		s.Say("hint: oneonone ask --topic %s lists what there is for others, and for later", o.Topic)
		return nil
	}
	return printChosen(ctx, s, chosen, o.As)
}

// chooseQuestions picks the day's questions for a person.
func chooseQuestions(s *cli.Session, w *cli.Workspace, p *notes.Person, o AskOptions) ([]template.Question, error) {
	bank := template.LoadBank(w.FS)
	sayBankProblems(s, bank)
	want := template.Want{N: o.Number, Round: o.Again}
	if o.Topic != "" {
		topic, err := bank.Topic(o.Topic)
		if err != nil {
			return nil, err
		}
		want.Topic = topic.ID
	}
	chosen, problems, err := draft.Questions(w.Folder, bank, p, want, s.Today())
	s.SayProblems(problems)
	return chosen, err
}

// AskOnAgenda puts the questions on the agenda of the next meeting, in one
// commit.
func AskOnAgenda(ctx context.Context, s *cli.Session, word string, o AskOptions) error {
	chosen, err := pickQuestions(s, word, o)
	if err != nil || o.Pick && len(chosen) == 0 {
		return err
	}
	_, err = s.Change(ctx, o.DryRun, func(w *cli.Workspace) (*cli.Plan, error) {
		p, err := w.Find(word)
		if err != nil {
			return nil, err
		}
		if !o.Pick {
			chosen, err = chooseQuestions(s, w, p, o)
		}
		if err != nil || len(chosen) == 0 {
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
	if err != nil || o.DryRun || o.Pick {
		return err
	}
	return printChosen(ctx, s, chosen, o.As)
}

// pickQuestions lets the user choose among the day's questions, with --pick only;
// otherwise it picks none.
func pickQuestions(s *cli.Session, word string, o AskOptions) ([]template.Question, error) {
	if !o.Pick {
		return nil, nil
	}
	if !s.Interactive() {
		return nil, cli.Hinted(cli.Usagef("--pick asks which questions to take, which needs a terminal"), "oneonone ask %s -n 1 --add takes one", word)
	}
	w, people, err := s.OpenWith([]string{word})
	if err != nil {
		return nil, err
	}
	offered, err := chooseQuestions(s, w, people[0], o)
	if err != nil || len(offered) == 0 {
		return nil, err
	}
	for i, q := range offered {
		s.Say("%2d  %s", i+1, q.Text)
	}
	numbers, err := s.Pick("which ones go onto the agenda, such as 1 3 (enter: none)? ", len(offered))
	var chosen []template.Question
	for _, i := range numbers {
		chosen = append(chosen, offered[i])
	}
	return chosen, err
}

// planAgenda plans topics onto the agenda of the next entry there is, today's or
// one prepared for a later day, else into the hopper.
func planAgenda(s *cli.Session, w *cli.Workspace, handle string, topics []string) (change *page.Change, known []string, where string, err error) {
	if r, err := w.NextAgenda(handle); err == nil {
		change, known, err = w.AddToAgenda(r, topics)
		return change, known, "on the agenda of " + r.Date.String(), err
	}
	change, known, err = w.AddTopics(handle, topics, s.Today(), "")
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
