package cmd

import (
	"context"
	"errors"
	"fmt"
	"path"

	"github.com/spf13/cobra"

	"oneonone/internal/cli"
	"oneonone/internal/exchange"
	"oneonone/internal/health"
	"oneonone/internal/remote"
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
	cli.BindFormat(s, c, &as, findingColumns)
	return c
}

// finding is one with what became of it.
type finding struct {
	health.Finding
	fixed bool
}

func (f finding) left() bool { return !f.fixed && !f.Info }

func (f finding) status() string {
	switch {
	case f.fixed:
		return "fixed"
	case f.Info:
		return "info"
	}
	return "problem"
}

// findingMarks are how a terminal shows a status.
var findingMarks = map[string]render.Cell{
	"fixed": {Text: "✓", Style: render.Good}, "info": {Text: "·", Style: render.Muted}, "problem": {Text: "✗", Style: render.Bad},
}

// findingColumns are the fields of a finding about the folder.
var findingColumns = []render.Column[finding]{
	{Name: "status", Doc: "problem, info or fixed", Title: " ", Value: func(f finding) any { return f.status() },
		Cell: func(f finding) render.Cell { return findingMarks[f.status()] }},
	{Name: "path", Doc: "the file or folder", Title: "where", Shown: true, Value: func(f finding) any { return f.Path }},
	{Name: "what", Doc: "what was found", Shown: true, Value: func(f finding) any { return f.Problem }},
	{Name: "fix", Doc: "the command that fixes it", Title: "fix with", Shown: true, Style: render.Muted, Value: func(f finding) any { return f.Mend }},
	{Name: "id", Doc: "the kind of finding", Value: func(f finding) any { return string(f.ID) }},
}

func runDoctor(ctx context.Context, s *cli.Session, fix bool, as cli.Format) error {
	s.Examining = true
	w, err := s.Open()
	if err != nil {
		return err
	}
	s.OnlyLooking = true
	findings, err := health.Of(w.History).Examine(ctx)
	if err != nil {
		return err
	}
	for _, person := range w.Outlived() {
		findings = append(findings, health.Finding{ID: health.FindOutlived, Path: "people/" + person, Safe: true,
			Problem: "deleted notes are still in the memory of what was read", Mend: "oneonone doctor --fix"})
	}
	for _, handle := range exchange.Missing(w.Settings, w.History, nil) {
		findings = append(findings, health.Finding{ID: health.FindDocMissing, Path: "people/" + handle, Safe: true,
			Problem: "the shared doc is not here, but in " + remote.Shown(w.Settings.Shared[handle]), Mend: "oneonone sync " + handle})
	}
	fixed, fixErr := fixFindings(ctx, s, w, findings, fix)
	l := render.Listing[finding]{Columns: findingColumns}
	left := 0
	for i, f := range findings {
		l.Rows = append(l.Rows, finding{f, fixed[i]})
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
func fixFindings(ctx context.Context, s *cli.Session, w *cli.Workspace, findings []health.Finding, fix bool) (map[int]bool, error) {
	fixed := map[int]bool{}
	var failed error
	for i, f := range findings {
		if !fix || !f.Safe || f.Info {
			continue
		}
		var err error
		switch f.ID {
		case health.FindOutlived:
			w.ForgetOutlived(true)
		case health.FindDocMissing:
			err = exchange.Place(ctx, s, w, path.Base(f.Path))
		default:
			err = health.Of(w.History).Fix(ctx, f)
		}
		if err != nil {
			failed = errors.Join(failed, fmt.Errorf("fixing %s: %w", f.Path, err))
			continue
		}
		fixed[i] = true
	}
	return fixed, failed
}
