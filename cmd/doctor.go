package cmd

import (
	"context"
	"errors"
	"fmt"

	"github.com/spf13/cobra"

	"oneonone/internal/cli"
	"oneonone/internal/history"
	"oneonone/internal/render"
)

func newDoctorCmd(s *cli.Session) *cobra.Command {
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
		Args: cli.ArgsBetween(0, 0),
		RunE: func(c *cobra.Command, args []string) error { return runDoctor(c.Context(), s, fix, asJSON) },
	}
	c.Flags().BoolVar(&fix, "fix", false, "mend what can be mended without risk")
	cli.JSONFlag(c.Flags(), &asJSON)
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

func runDoctor(ctx context.Context, s *cli.Session, fix, asJSON bool) error {
	w, err := s.Open()
	if err != nil {
		return err
	}
	s.OnlyLooking = true
	findings, err := w.History.Health(ctx)
	if err != nil {
		return err
	}
	fixed, fixErr := fixFindings(ctx, s, w, findings, fix)
	rows := []healthJSON{}
	table := render.Table{Columns: []render.TableColumn{{Name: ""}, {Name: "where"}, {Name: "what"}, {Name: "mend with"}}}
	left := 0
	for i, f := range findings {
		rows = append(rows, healthJSON{string(f.ID), cli.OrNull(f.Path), f.Problem, cli.OrNull(f.Mend), f.Info, fixed[i]})
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
		err = render.JSON(s.Env.Stdout, rows)
	} else {
		err = table.Write(s.Output())
	}
	switch {
	case err != nil || fixErr != nil:
		return errors.Join(err, fixErr)
	case left > 0:
		return cli.Exit(cli.ExitFailed, fmt.Errorf("%s to mend", cli.Plural(left, "thing", "things")))
	}
	s.Say("the folder is well")
	return nil
}

// fixFindings mends what can be mended without losing anything, and tells
// which findings that were. One that fails does not keep the others.
func fixFindings(ctx context.Context, s *cli.Session, w *cli.Workspace, findings []history.Finding, fix bool) (map[int]bool, error) {
	fixed := map[int]bool{}
	var failed error
	for i, f := range findings {
		if !fix || !f.Safe || f.Info {
			continue
		}
		if err := w.History.Fix(ctx, f); err != nil {
			failed = errors.Join(failed, fmt.Errorf("mending %s: %w", f.Path, err))
			continue
		}
		fixed[i] = true
	}
	return fixed, failed
}
