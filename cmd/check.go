package cmd

import (
	"context"

	"github.com/spf13/cobra"

	"oneonone/internal/cli"
	"oneonone/internal/render"
	"oneonone/internal/screen"
	"oneonone/notes"
	"oneonone/notes/check"
	"oneonone/notes/page"
)

func newCheckCmd(s *cli.Session) *cobra.Command {
	var as cli.Format
	var habits bool
	c := &cobra.Command{
		Use:   "check [PERSON...]",
		Short: "Find likely mistakes in the notes, with file and line",
		Long: `Find likely mistakes in the notes, with file and line: lines
that look like an action or heading and are not read as one, dates that
disagree, unknown owners, names that an edit took from somebody, front
matter that cannot be read, comments without an end, ticks that a newer
entry contradicts.

Nothing is changed. The exit code is 1 when there is a problem; what is marked
with a question mark may well be meant and is no failure. The repositories and
the disk are looked after by oneonone doctor.`,
		Example: `  oneonone check
  oneonone check alice
  oneonone check --habits alice          habits that have crept in, not mistakes
  vim -q <(oneonone check)                jump from one to the next`,
		Args:              cli.ArgsBetween(0, -1),
		ValidArgsFunction: cli.CompletePeople(s),
		RunE: func(c *cobra.Command, args []string) error {
			if habits {
				return runHabits(c.Context(), s, args, as)
			}
			return runCheck(c.Context(), s, args, as)
		},
	}
	c.Flags().BoolVar(&habits, "habits", false, "look at habits instead: what recent meetings have in common, and what to try")
	cli.BindFormat(s, c, &as, screen.Findings)
	cli.AlsoPrints(s, c, "--habits", screen.Habits)
	return c
}

func runCheck(ctx context.Context, s *cli.Session, words []string, as cli.Format) error {
	w, err := s.OpenSettled()
	if err != nil {
		return err
	}
	var people []*notes.Person
	for _, word := range words {
		p, err := w.Find(word)
		if err != nil {
			return err
		}
		people = append(people, p)
	}
	report := check.Folder(w.Folder, people, s.Today())
	lost, err := w.NamesLost(ctx, people)
	if err != nil {
		return err
	}
	report.Add(lost...)
	if err := printFindings(ctx, s, w, as, report.Findings); err != nil {
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

// printFindings lists findings one a line as compilers do, so that an editor
// can jump to them: the path is one that can be opened from where the user is,
// and what is wrong with a whole file is said of its first line.
func printFindings(ctx context.Context, s *cli.Session, w *cli.Workspace, as cli.Format, findings []page.Finding) error {
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
