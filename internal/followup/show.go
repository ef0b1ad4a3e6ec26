package followup

import (
	"context"

	"oneonone/internal/cli"
	"oneonone/internal/render"
	"oneonone/internal/screen"
	"oneonone/notes/actions"
)

// Show shows the whole life of the actions that arguments name.
func Show(ctx context.Context, s *cli.Session, args []string, as cli.Format) error {
	w, err := s.OpenSettled()
	if err != nil {
		return err
	}
	look := actions.In(w.Folder)
	found, err := Find(look, args, IsOpen)
	if err != nil {
		return err
	}
	l := render.Listing[screen.Action]{Columns: screen.Lives, Rows: screen.ActionsOf(found, look.Short(), s.Today())}
	if as.Data() {
		return cli.Print(ctx, s, as, &l, "")
	}
	return screen.WriteLives(s.Output(), l.Rows)
}
