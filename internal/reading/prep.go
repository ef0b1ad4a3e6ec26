package reading

import (
	"context"
	"errors"

	"oneonone/internal/cli"
	"oneonone/internal/draft"
	"oneonone/internal/exchange"
	"oneonone/internal/render"
	"oneonone/internal/screen"
	"oneonone/internal/sharing"
	"oneonone/notes/markdown"
	"oneonone/notes/page"
	"oneonone/notes/themes"
)

// Prep shows on one screen what a meeting with someone is about.
func Prep(ctx context.Context, s *cli.Session, word string, as cli.Format) error {
	exchange.Auto(ctx, s)
	w, people, err := s.OpenWith([]string{word})
	if err != nil {
		return err
	}
	prep, problems := w.Prep(people[0], s.Today())
	s.SayProblems(problems)
	defer w.AtHand(prep.Entries)()
	if err := sharing.Added(ctx, w, people[0], prep.Topics); err != nil {
		return err
	}
	s.SayProblems(draft.Lean(w.Folder, prep))
	if prep.Obstacle, _, err = themes.Newest(w.Folder, people[0].Handle); err != nil {
		s.SayProblems([]markdown.Problem{markdown.AsProblem(page.ThemesFile, err)}) // prep goes on without the themes
	}
	if as.Data() {
		prep.WholeGoals(w.Folder)
		return cli.PrintOne(s, as, screen.Preps, prep)
	}
	return s.Paged(ctx, func(out render.Output) error {
		return errors.Join(screen.WritePrep(out, prep), screen.WriteAsks(out, prep.Ask), screen.WritePrompts(out, draft.Prompts(w, people[0])))
	})
}
