package cmd

import (
	"context"
	"errors"
	"fmt"

	"github.com/spf13/cobra"

	"oneonone/internal/cli"
	"oneonone/internal/history"
	"oneonone/internal/render"
	"oneonone/internal/text"
)

func newDoctorCmd(s *cli.Session) *cobra.Command {
	var fix bool
	var as cli.Format
	c := &cobra.Command{
		Use:   "doctor",
		Short: "Check the folder for anything that could cost you a note or a secret",
		Long: `Check the folder and its repositories: their health, who can read the files,
notes that git does not have, conflict markers, locks left behind, remotes that
private notes could reach, and settings that send commits through git. Each
finding comes with the command that fixes it. The exit code is 1 when there is
something to fix. The notes themselves are checked by oneonone check.`,
		Example: `  oneonone doctor
  oneonone doctor --fix                   fix what can be fixed safely
  oneonone doctor --json`,
		Args: cli.ArgsBetween(0, 0),
		RunE: func(c *cobra.Command, args []string) error { return runDoctor(c.Context(), s, fix, as) },
	}
	c.Flags().BoolVar(&fix, "fix", false, "fix what can be fixed safely")
	cli.BindFormat(s, c, &as, healthColumns)
	return c
}

// health is a finding with what became of it.
type health struct {
	history.Finding
	fixed bool
}

func (h health) left() bool { return !h.fixed && !h.Info }

func (h health) status() string {
	switch {
	case h.fixed:
		return "fixed"
	case h.Info:
		return "info"
	}
	return "problem"
}

// healthMarks are how a terminal shows a status.
var healthMarks = map[string]render.Cell{
	"fixed": {Text: "✓", Style: render.Good}, "info": {Text: "·", Style: render.Muted}, "problem": {Text: "✗", Style: render.Bad},
}

// healthColumns are the fields of a finding about the folder.
var healthColumns = []render.Column[health]{
	{Name: "status", Doc: "problem, info or fixed", Title: " ", Value: func(h health) any { return h.status() },
		Cell: func(h health) render.Cell { return healthMarks[h.status()] }},
	{Name: "path", Doc: "the file or folder", Title: "where", Shown: true, Value: func(h health) any { return h.Path }},
	{Name: "what", Doc: "what was found", Shown: true, Value: func(h health) any { return h.Problem }},
	{Name: "fix", Doc: "the command that fixes it", Title: "fix with", Shown: true, Style: render.Muted, Value: func(h health) any { return h.Mend }},
	{Name: "id", Doc: "the kind of finding", Value: func(h health) any { return string(h.ID) }},
}

func runDoctor(ctx context.Context, s *cli.Session, fix bool, as cli.Format) error {
	s.Examining = true
	w, err := s.Open()
	if err != nil {
		return err
	}
	s.OnlyLooking = true
	findings, err := w.History.Health(ctx)
	if err != nil {
		return err
	}
	for _, person := range w.Outlived() {
		findings = append(findings, history.Finding{ID: history.FindOutlived, Path: "people/" + person, Safe: true,
			Problem: "deleted notes are still in the memory of what was read", Mend: "oneonone doctor --fix"})
	}
	fixed, fixErr := fixFindings(ctx, s, w, findings, fix)
	l := render.Listing[health]{Columns: healthColumns}
	left := 0
	for i, f := range findings {
		l.Rows = append(l.Rows, health{f, fixed[i]})
		if l.Rows[i].left() {
			left++
		}
	}
	if err := errors.Join(cli.Print(ctx, s, as, &l, ""), fixErr); err != nil {
		return err
	}
	if left > 0 {
		return cli.Exit(cli.ExitFailed, fmt.Errorf("%s to fix", text.Count(left, "problem", "problems")))
	}
	s.Say("no problems found")
	return nil
}

// fixFindings fixes what can be fixed without losing anything, and tells
// which findings that were. One that fails does not keep the others.
func fixFindings(ctx context.Context, s *cli.Session, w *cli.Workspace, findings []history.Finding, fix bool) (map[int]bool, error) {
	fixed := map[int]bool{}
	var failed error
	for i, f := range findings {
		if !fix || !f.Safe || f.Info {
			continue
		}
		if f.ID == history.FindOutlived {
			w.ForgetOutlived(true)
			fixed[i] = true
			continue
		}
		if err := w.History.Fix(ctx, f); err != nil {
			failed = errors.Join(failed, fmt.Errorf("fixing %s: %w", f.Path, err))
			continue
		}
		fixed[i] = true
	}
	return fixed, failed
}
