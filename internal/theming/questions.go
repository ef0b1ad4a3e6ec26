package theming

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"oneonone/internal/cli"
	"oneonone/internal/screen"
	"oneonone/internal/sharing"
	"oneonone/internal/text"
	"oneonone/internal/when"
	"oneonone/notes"
	"oneonone/notes/clause"
	"oneonone/notes/markdown"
	"oneonone/notes/page"
	"oneonone/notes/themes"
)

func questionKind() *kind[screen.Question] {
	return &kind[screen.Question]{what: "question", list: "oneonone themes questions --all", columns: screen.Questioned,
		theme: func(q screen.Question) themes.Theme { return q.Theme },
		short: func(q screen.Question) string { return q.Short },
		shown: isOpen,
		write: screen.WriteQuestions}
}

func isOpen(q screen.Question) bool { return len(q.Unanswered()) > 0 }

// Questions lists what others ask the keeper, what nobody has answered first.
func Questions(ctx context.Context, s *cli.Session, words []string, o Options) error {
	w, since, err := openSince(s, o.Since)
	if err != nil {
		return err
	}
	all, problems, err := questions(ctx, w, since)
	if err != nil {
		return err
	}
	s.SayProblems(problems)
	answered, err := questionKind().print(ctx, s, all, words, o, func(answered int) string {
		if answered > 0 {
			return "every question is answered"
		}
		return `no question since ` + cli.ShortDate(since, s.Today()) + `; "Q: why Kafka?" in an entry is one`
	})
	if err == nil && answered > 0 && !o.As.Data() {
		s.Say("%s answered: --all lists them", text.Count(answered, "more is", "more are"))
	}
	return err
}

// questions returns the folder's questions, each with its shortest unique handle.
func questions(ctx context.Context, w *cli.Workspace, since when.Date) ([]screen.Question, []markdown.Problem, error) {
	more, err := addedQuestions(ctx, w)
	if err != nil {
		return nil, nil, err
	}
	found, problems, err := themes.Questions(w.Folder, themes.Window{Since: since}, more, putBy(w))
	short := shortened(found, func(q themes.Question) string { return q.ID })
	all := make([]screen.Question, len(found))
	for i, q := range found {
		all[i] = screen.Question{Question: q, Short: short[q.ID], Today: w.Today}
	}
	return all, problems, err
}

// CompleteQuestion offers questions: all, or those waiting for an answer.
func CompleteQuestion(s *cli.Session, open bool) cli.Completer {
	return func(c *cobra.Command, args []string, toComplete string) ([]cobra.Completion, cobra.ShellCompDirective) {
		since, _ := c.Flags().GetString("since")
		w, from, err := openSince(s, since)
		if err != nil || len(args) > 0 {
			return nil, cobra.ShellCompDirectiveNoFileComp
		}
		all, _, _ := questions(c.Context(), w, from)
		if open {
			all = slices.DeleteFunc(all, func(q screen.Question) bool { return !isOpen(q) })
		}
		return questionKind().completions(all, toComplete)
	}
}

// addedQuestions returns the topics in shared docs that are questions and that,
// by the history, the other of the two added.
func addedQuestions(ctx context.Context, w *cli.Workspace) ([]themes.Line, error) {
	var all []themes.Line
	for _, p := range w.Present() {
		if p.Doc == nil {
			continue
		}
		topics, err := w.Hopper(p.Handle)
		if err != nil {
			return nil, err
		}
		topics = slices.DeleteFunc(topics, func(t *notes.WaitingTopic) bool { return t.By != "" || !clause.IsQuestion(t.Text) })
		if err := sharing.Added(ctx, w, p, topics); err != nil {
			return nil, err
		}
		for _, t := range topics {
			if t.By != p.Handle {
				continue
			}
			day := t.Since
			if day.IsZero() {
				day = w.Today
			}
			all = append(all, themes.Line{Person: p.Handle, Kind: page.SectionTopics, Text: t.Text, Day: day, Path: t.Path, Line: t.Line})
		}
	}
	return all, nil
}

// Answer writes the keeper's answer under a question wherever it was asked.
func Answer(ctx context.Context, s *cli.Session, args []string, o Edit) error {
	from, err := s.Since(o.Since)
	if err != nil {
		return err
	}
	answer := strings.Join(strings.Fields(strings.Join(args[1:], " ")), " ")
	if answer == "" {
		return cli.Hinted(cli.Usagef("the answer is empty"), "oneonone themes answer %s TEXT", text.ShellWord(args[0]))
	}
	_, err = s.Change(ctx, o.DryRun, func(w *cli.Workspace) (*cli.Plan, error) {
		all, _, err := questions(ctx, w, from)
		if err != nil {
			return nil, err
		}
		q, err := questionKind().named(all, args[0])
		if err != nil {
			return nil, err
		}
		people := q.Unanswered()
		if len(people) == 0 {
			return nil, cli.Hinted(fmt.Errorf("%q is answered already", q.Name), "oneonone themes questions %s shows where, to edit the answer there", q.Short)
		}
		changes, err := themes.Answer(w.Folder, &q.Question, answer, s.Today())
		if err != nil {
			return nil, err
		}
		var told []cli.Told
		for _, handle := range people {
			told = append(told, cli.Told{Person: handle, Text: answer})
		}
		return &cli.Plan{Changes: changes, Message: cli.MessageOf("answer", told),
			Said: []string{fmt.Sprintf("answered, and in the hopper of %s: %s", strings.Join(people, ", "), answer)}}, nil
	})
	return err
}
