package cmd

import (
	"context"
	"fmt"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"oneonone/internal/cli"
	"oneonone/internal/render"
	"oneonone/internal/text"
	"oneonone/notes"
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
  oneonone check --habits alice           habits that have crept in, not mistakes
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
	cli.BindFormat(s, c, &as, findingColumns)
	cli.AlsoPrints(s, c, "--habits", ofPersonColumns)
	return c
}

// findingColumns are the fields of a finding.
var findingColumns = []render.Column[page.Finding]{
	{Name: "path", Doc: "the file", Value: func(f page.Finding) any { return f.Path }},
	{Name: "line", Doc: "the number of the line; null when it is the whole file", Value: func(f page.Finding) any { return lineOf(f) }},
	{Name: "kind", Doc: "near-miss, date, owner, thread, front-matter, unclosed, top-page, settings, file or template", Value: func(f page.Finding) any { return string(f.Kind) }},
	{Name: "wrong", Doc: "false when it may well be intended", Value: func(f page.Finding) any { return !f.Unsure }},
	{Name: "what", Doc: "what is wrong", Value: func(f page.Finding) any { return f.What }},
	{Name: "advice", Doc: "what to do about it", Value: func(f page.Finding) any { return f.Hint }},
}

func lineOf(f page.Finding) any {
	if f.Line == 0 {
		return nil
	}
	return f.Line
}

func runCheck(ctx context.Context, s *cli.Session, words []string, as cli.Format) error {
	w, err := s.Open()
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
	report := w.Check(people, s.Today())
	lost, err := lostNames(ctx, w, people)
	if err != nil {
		return err
	}
	report.Add(lost...)
	if err := printFindings(ctx, s, w, as, report.Findings); err != nil {
		return err
	}
	if !as.Data() {
		sayChecked(s, report)
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
		return cli.Print(ctx, s, as, &render.Listing[page.Finding]{Columns: findingColumns, Rows: findings}, "")
	}
	return s.Paged(ctx, func(out render.Output) error {
		for _, f := range findings {
			if err := writeFinding(out, fromHere(s, w, f.Path), f); err != nil {
				return err
			}
		}
		return nil
	})
}

func writeFinding(out render.Output, path string, f page.Finding) error {
	style, what := render.Bad, f.What
	if f.Unsure {
		style, what = render.Warn, "? "+f.What
	}
	if !out.TTY && f.Hint != "" {
		what += "; " + f.Hint
	}
	if err := out.Printf("%s:%d: %s\n", cli.Styled(out, render.Name, path), max(f.Line, 1), cli.Styled(out, style, what)); err != nil || !out.TTY || f.Hint == "" {
		return err
	}
	return cli.WriteWrapped(out, render.Muted, "    ", f.Hint)
}

// fromHere is a note's path as seen from the working directory, absolute when
// the notes are elsewhere.
func fromHere(s *cli.Session, w *cli.Workspace, path string) string {
	shown := w.Shown(path)
	if rel, err := filepath.Rel(s.Env.Dir, shown); err == nil && filepath.IsLocal(rel) {
		return rel
	}
	return shown
}

func sayChecked(s *cli.Session, r *notes.CheckReport) {
	unsure := 0
	for _, f := range r.Findings {
		if f.Unsure {
			unsure++
		}
	}
	var found []string
	if wrong := len(r.Findings) - unsure; wrong > 0 {
		found = append(found, text.Count(wrong, "problem", "problems"))
	}
	if unsure > 0 {
		found = append(found, fmt.Sprintf("%d to look at", unsure))
	}
	if len(found) == 0 {
		s.Say("%s checked, no problems found", text.Count(r.Notes, "note", "notes"))
		return
	}
	s.Say("%s, in %s", strings.Join(found, ", "), text.Count(r.Notes, "note", "notes"))
}
