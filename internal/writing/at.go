package writing

import (
	"context"
	"errors"
	"fmt"

	"oneonone/internal/cli"
	"oneonone/internal/history"
)

// At opens any note at a line and records what comes back.
func At(ctx context.Context, s *cli.Session, w *cli.Workspace, path string, line int) error {
	v, err := begin(ctx, s, w, path)
	if err != nil {
		return err
	}
	editErr := s.Edit(ctx, w, path, line)
	result, err := v.end(ctx, history.Message{Subject: "Save edits to " + cli.ShortPath(path)})
	if err != nil {
		return errors.Join(err, editErr)
	}
	fmt.Fprintln(s.Env.Stdout, w.Shown(path))
	if len(result.Commits) == 0 {
		s.Say("%s unchanged", cli.ShortPath(path))
	}
	return editErr
}
