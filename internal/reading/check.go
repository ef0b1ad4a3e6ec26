package reading

import (
	"context"

	"oneonone/internal/cli"
	"oneonone/internal/render"
	"oneonone/internal/screen"
	"oneonone/notes"
	"oneonone/notes/check"
	"oneonone/notes/page"
)

// Check lists likely mistakes in the notes. It fails when it finds one.
func Check(ctx context.Context, s *cli.Session, words []string, as cli.Format) error {
	w, err := s.OpenSettled()
	if err != nil {
		return err
	}
	w.Remember(nil, "") // a check looks at the notes themselves
	var people []*notes.Person
	for _, word := range words {
		p, err := w.Find(word)
		if err != nil {
			return err
		}
		people = append(people, p)
	}
	report := check.Folder(w.Folder, people, s.Today())
	lost, err := namesLost(ctx, s, w, people)
	if err != nil {
		return err
	}
	report.Add(lost...)
	if err := Findings(ctx, s, w, as, report.Findings); err != nil {
		return err
	}
	if !as.Data() {
		s.Say("%s", screen.CountFindings(report))
	}
	if report.Wrong() {
		return cli.Exit(cli.ExitFailed, nil)
	}
	return nil
}

// Findings lists findings one per line, as compilers do, so that an editor can
// jump to them: paths open from the user's directory, and what is wrong with a
// whole file is reported at its first line.
func Findings(ctx context.Context, s *cli.Session, w *cli.Workspace, as cli.Format, findings []page.Finding) error {
	if as.Data() {
		return cli.Print(ctx, s, as, &render.Listing[page.Finding]{Columns: screen.Findings, Rows: findings}, "")
	}
	return s.Paged(ctx, func(out render.Output) error {
		for _, f := range findings {
			if err := screen.WriteFinding(out, s.FromHere(w, f.Path), f); err != nil {
				return err
			}
		}
		return nil
	})
}

// Habits says what the last meetings with people have in common and what
// could be tried. None of it is wrong, so it never fails.
func Habits(ctx context.Context, s *cli.Session, words []string, as cli.Format) error {
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
