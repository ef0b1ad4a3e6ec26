package cmd

import (
	"context"

	"oneonone/internal/cli"
	"oneonone/internal/render"
	"oneonone/internal/screen"
)

// runHabits says what the last meetings with people have in common and what
// could be tried. None of it is wrong, so it is no failure.
func runHabits(ctx context.Context, s *cli.Session, words []string, as cli.Format) error {
	w, people, err := s.OpenWith(words)
	if err != nil {
		return err
	}
	l := render.Listing[screen.HabitOf]{Columns: screen.Habits}
	for _, p := range people {
		habits, problems := w.Habits(p, s.Today())
		s.SayProblems(problems)
		for i := range habits {
			l.Rows = append(l.Rows, screen.HabitOf{Habit: &habits[i], Person: p.Handle})
		}
	}
	if out := s.Output(); out.TTY && !as.Data() && len(l.Rows) > 0 {
		return screen.WriteHabits(out, l.Rows)
	}
	return cli.Print(ctx, s, as, &l, "no habits found")
}
