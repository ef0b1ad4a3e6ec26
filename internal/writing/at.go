package writing

import (
	"context"
	"errors"
	"fmt"

	"oneonone/internal/cli"
	"oneonone/internal/history"
)

// At opens a note at a line and records what comes back, whichever note it is.
func At(ctx context.Context, s *cli.Session, w *cli.Workspace, path string, line int) error {
	editsErr := s.SaveEdits(ctx, w, []string{path})
	if editsErr != nil && ctx.Err() != nil {
		return editsErr
	}
	opened := recorded(ctx, s, w, path)
	editErr := s.Edit(ctx, w, path, line)
	if err := keepMeanwhile(ctx, s, w, path, opened, opened); err != nil {
		return errors.Join(err, editErr)
	}
	message := history.Message{Subject: "Save edits to " + cli.ShortPath(path), Removed: w.Gone(path)}
	result, err := w.History.Record(context.WithoutCancel(ctx), []string{path}, message)
	if err = s.TellBoth(err, editsErr); err != nil {
		return errors.Join(err, editErr)
	}
	fmt.Fprintln(s.Env.Stdout, w.Shown(path))
	if len(result.Commits) == 0 {
		s.Say("%s unchanged", cli.ShortPath(path))
	}
	return editErr
}
