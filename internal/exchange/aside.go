package exchange

import (
	"bytes"
	"context"
	"io/fs"
	"path"
	"slices"

	"oneonone/internal/cli"
	"oneonone/internal/history"
	"oneonone/notes/page"
)

// putAside moves what belongs to one side alone out of a shared doc before it is
// sent, whether somebody typed it there or a template brought it.
func putAside(ctx context.Context, s *cli.Session, repo string) error {
	_, err := s.Change(ctx, false, func(w *cli.Workspace) (*cli.Plan, error) {
		files, err := fs.ReadDir(w.FS, repo)
		if err != nil {
			return nil, err
		}
		var changes []page.Change
		for _, f := range files {
			p := repo + "/" + f.Name()
			if page.ParsePath(p).Kind == page.KindOther || !f.Type().IsRegular() || s.Unsaved(w.Dir, p) != nil {
				continue
			}
			src, err := fs.ReadFile(w.FS, p)
			if err != nil {
				return nil, err
			}
			changes = append(changes, page.Change{Path: p, Old: src, New: src})
		}
		if changes, err = w.Aside(changes); err != nil {
			return nil, err
		}
		changes = slices.DeleteFunc(changes, func(c page.Change) bool { return c.Old != nil && bytes.Equal(c.Old, c.New) })
		if len(changes) == 0 {
			return nil, nil
		}
		slices.Reverse(changes) // write the private notes first
		return &cli.Plan{Changes: changes, Message: history.Message{Subject: path.Base(repo) + ": keep private what is one side's", Edits: true}}, nil
	})
	return err
}
