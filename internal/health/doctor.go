package health

import (
	"context"
	"errors"
	"fmt"
	"path"

	"oneonone/internal/cli"
	"oneonone/internal/exchange"
	"oneonone/internal/remote"
	"oneonone/internal/render"
	"oneonone/internal/text"
)

// found is a finding and what was done about it.
type found struct {
	Finding
	fixed bool
}

func (f found) left() bool { return !f.fixed && !f.Info }

func (f found) status() string {
	switch {
	case f.fixed:
		return "fixed"
	case f.Info:
		return "info"
	}
	return "problem"
}

// marks are how a terminal shows a status.
var marks = map[string]render.Cell{
	"fixed": {Text: "✓", Style: render.Good}, "info": {Text: "·", Style: render.Muted}, "problem": {Text: "✗", Style: render.Bad},
}

// Findings are the fields of a finding about the folder.
var Findings = []render.Column[found]{
	{Name: "status", Doc: "problem, info or fixed", Title: " ", Value: func(f found) any { return f.status() },
		Cell: func(f found) render.Cell { return marks[f.status()] }},
	{Name: "path", Doc: "the file or folder", Title: "where", Shown: true, Value: func(f found) any { return f.Path }},
	{Name: "what", Doc: "what was found", Shown: true, Value: func(f found) any { return f.Problem }},
	{Name: "fix", Doc: "the command that fixes it", Title: "fix with", Shown: true, Style: render.Muted, Value: func(f found) any { return f.Mend }},
	{Name: "id", Doc: "the kind of finding", Value: func(f found) any { return string(f.ID) }},
}

// Run says what needs mending, mends what it can when asked to, and fails when
// something is left.
func Run(ctx context.Context, s *cli.Session, fix bool, as cli.Format) error {
	s.Examining = true
	w, err := s.Open()
	if err != nil {
		return err
	}
	s.OnlyLooking = true
	findings, err := Of(w.History, s.Env.Getenv).Examine(ctx)
	if err != nil {
		return err
	}
	for _, person := range w.Outlived() {
		findings = append(findings, Finding{ID: FindOutlived, Path: "people/" + person, Safe: true,
			Problem: "deleted notes are still in the cache of what was read", Mend: "oneonone doctor --fix"})
	}
	for _, person := range w.Misremembered() {
		findings = append(findings, Finding{ID: FindMisremembered, Path: "people/" + person, Safe: true,
			Problem: "the cache of what was read disagrees with the notes", Mend: "oneonone doctor --fix"})
	}
	for _, handle := range exchange.Missing(w.Settings, w.History, nil) {
		findings = append(findings, Finding{ID: FindDocMissing, Path: "people/" + handle, Safe: true,
			Problem: "the shared doc is not here, but in " + remote.Shown(w.Settings.Shared[handle]), Mend: "oneonone sync " + handle})
	}
	fixed, fixErr := fixFindings(ctx, s, w, findings, fix)
	l := render.Listing[found]{Columns: Findings}
	left := 0
	for i, f := range findings {
		l.Rows = append(l.Rows, found{f, fixed[i]})
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

// fixFindings fixes what can be fixed without losing anything, and returns which
// findings it fixed. A failure does not stop the others.
func fixFindings(ctx context.Context, s *cli.Session, w *cli.Workspace, findings []Finding, fix bool) (map[int]bool, error) {
	fixed := map[int]bool{}
	var failed error
	for i, f := range findings {
		if !fix || !f.Safe || f.Info {
			continue
		}
		var err error
		switch f.ID {
		case FindOutlived:
			w.ForgetOutlived(true)
		case FindMisremembered:
			w.Forget(path.Base(f.Path))
		case FindDocMissing:
			err = exchange.Place(ctx, s, w, path.Base(f.Path))
		default:
			err = Of(w.History, s.Env.Getenv).Fix(ctx, f)
		}
		if err != nil {
			failed = errors.Join(failed, fmt.Errorf("fixing %s: %w", f.Path, err))
			continue
		}
		fixed[i] = true
	}
	return fixed, failed
}
