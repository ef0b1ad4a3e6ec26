package cmd

import (
	"context"
	"errors"
	"fmt"

	"github.com/spf13/cobra"

	"oneonone/internal/history"
	"oneonone/internal/render"
)

func newDoctorCmd(s *session) *cobra.Command {
	var fix, asJSON bool
	c := &cobra.Command{
		Use:   "doctor",
		Short: "Look for what could cost you a note or a secret, and say how to mend it",
		Long: `Look at the folder and its repositories: their health, who can read the files,
notes that git does not have, conflict markers, locks left behind, remotes that
private notes could reach, and settings that send commits through git. Each
finding comes with the command that mends it. The exit code is 1 when there is
something to mend.`,
		Example: `  oneonone doctor
  oneonone doctor --fix                   mend what can be mended without risk
  oneonone doctor --json`,
		Args: argsBetween(0, 0),
		RunE: func(c *cobra.Command, args []string) error { return s.runDoctor(c.Context(), fix, asJSON) },
	}
	c.Flags().BoolVar(&fix, "fix", false, "mend what can be mended without risk")
	jsonFlag(c.Flags(), &asJSON)
	return c
}

// healthJSON is a finding as doctor --json gives it.
type healthJSON struct {
	ID      string  `json:"id"`
	Path    *string `json:"path"`
	Problem string  `json:"problem"`
	Mend    *string `json:"mend"`
	Info    bool    `json:"info"`
	Fixed   bool    `json:"fixed"`
}

func (s *session) runDoctor(ctx context.Context, fix, asJSON bool) error {
	s.examining = true
	w, err := s.open()
	if err != nil {
		return err
	}
	s.onlyLooking = true
	findings, err := w.hist.Health(ctx)
	if err != nil {
		return err
	}
	for _, person := range w.Outlived() {
		findings = append(findings, history.Finding{ID: history.FindOutlived, Path: "people/" + person, Safe: true,
			Problem: "what was read of notes that are no more is still remembered", Mend: "oneonone doctor --fix"})
	}
	fixed, fixErr := s.fixFindings(ctx, w, findings, fix)
	rows := []healthJSON{}
	table := render.Table{Columns: []render.Column{{Name: ""}, {Name: "where"}, {Name: "what"}, {Name: "mend with"}}}
	left := 0
	for i, f := range findings {
		rows = append(rows, healthJSON{string(f.ID), orNull(f.Path), f.Problem, orNull(f.Mend), f.Info, fixed[i]})
		mark := render.Cell{Text: "✗", Style: render.Bad, Piped: "problem"}
		switch {
		case fixed[i]:
			mark = render.Cell{Text: "✓", Style: render.Good, Piped: "fixed"}
		case f.Info:
			mark = render.Cell{Text: "·", Style: render.Muted, Piped: "info"}
		default:
			left++
		}
		table.Add(mark, render.Text(f.Path), render.Text(f.Problem), render.Cell{Text: f.Mend, Style: render.Muted})
	}
	if asJSON {
		err = render.JSON(s.env.Stdout, rows)
	} else {
		err = table.Write(s.output())
	}
	switch {
	case err != nil || fixErr != nil:
		return errors.Join(err, fixErr)
	case left > 0:
		return &codedError{exitFailed, fmt.Errorf("%s to mend", plural(left, "thing", "things"))}
	}
	s.say("the folder is well")
	return nil
}

// fixFindings mends what can be mended without losing anything, and tells
// which findings that were. One that fails does not keep the others.
func (s *session) fixFindings(ctx context.Context, w *workspace, findings []history.Finding, fix bool) (map[int]bool, error) {
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
		if err := w.hist.Fix(ctx, f); err != nil {
			failed = errors.Join(failed, fmt.Errorf("mending %s: %w", f.Path, err))
			continue
		}
		fixed[i] = true
	}
	return fixed, failed
}
