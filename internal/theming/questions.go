package theming

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"oneonone/internal/cli"
	"oneonone/internal/render"
	"oneonone/internal/screen"
	"oneonone/internal/sharing"
	"oneonone/internal/text"
	"oneonone/internal/when"
	"oneonone/notes"
	"oneonone/notes/clause"
	"oneonone/notes/page"
	"oneonone/notes/promise"
	"oneonone/notes/themes"
)

// Questions lists what others ask the keeper, what nobody has answered first.
func Questions(ctx context.Context, s *cli.Session, words []string, o Options) error {
	since, err := s.Since(o.Since)
	if err != nil {
		return err
	}
	w, err := s.Open()
	if err != nil {
		return err
	}
	all, err := questions(ctx, s, w, since)
	if err != nil {
		return err
	}
	l := render.Listing[screen.Question]{Columns: screen.Questioned}
	answered := 0
	if len(words) > 0 {
		if l.Rows, err = named(all, strings.Join(words, " "), asTheme); err != nil {
			return err
		}
	} else {
		for _, q := range all {
			if len(q.Unanswered()) > 0 || o.All {
				l.Rows = append(l.Rows, q)
			} else {
				answered++
			}
		}
	}
	if o.As.Data() || len(l.Rows) == 0 || !s.Output().TTY {
		none := `no question since ` + cli.ShortDate(since, s.Today()) + `; "Q: why Kafka?" in an entry is one`
		if answered > 0 {
			none = "every question is answered"
		}
		err = cli.Print(ctx, s, o.As, &l, none)
	} else {
		err = s.Paged(ctx, func(out render.Output) error { return screen.WriteQuestions(out, l.Rows, len(words) > 0) })
	}
	if err == nil && answered > 0 && !o.As.Data() {
		s.Say("%s answered: --all lists them", text.Count(answered, "more is", "more are"))
	}
	return err
}

func asTheme(q screen.Question) themes.Theme { return q.Theme }

// questions are those of the folder, each with the handle that is long enough.
func questions(ctx context.Context, s *cli.Session, w *cli.Workspace, since when.Date) ([]screen.Question, error) {
	more, err := addedQuestions(ctx, w)
	if err != nil {
		return nil, err
	}
	found, problems, err := themes.Questions(w.Folder, themes.Window{Since: since}, more, putBy(w))
	if err != nil {
		return nil, err
	}
	s.SayProblems(problems)
	ids := make([]string, len(found))
	for i, q := range found {
		ids[i] = q.ID
	}
	short := promise.ShortIDs(ids)
	all := make([]screen.Question, len(found))
	for i, q := range found {
		all[i] = screen.Question{Question: q, Short: short[q.ID], Today: s.Today()}
	}
	return all, nil
}

// addedQuestions are the topics of shared docs that ask something and that the
// other of the two has added, as history says.
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
func Answer(ctx context.Context, s *cli.Session, args []string, since string, dryRun bool) error {
	from, err := s.Since(since)
	if err != nil {
		return err
	}
	answer := strings.Join(strings.Fields(strings.Join(args[1:], " ")), " ")
	if answer == "" {
		return cli.Usagef("no text for the answer")
	}
	_, err = s.Change(ctx, dryRun, func(w *cli.Workspace) (*cli.Plan, error) {
		all, err := questions(ctx, s, w, from)
		if err != nil {
			return nil, err
		}
		found, err := named(all, args[0], asTheme)
		if err != nil {
			return nil, err
		}
		q := found[0]
		people := q.Unanswered()
		if len(people) == 0 {
			return nil, fmt.Errorf("%q is answered already: oneonone themes questions %s", q.Name, q.Short)
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
