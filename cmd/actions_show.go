package cmd

import (
	"context"

	"github.com/spf13/cobra"

	"oneonone/internal/cli"
	"oneonone/internal/followup"
	"oneonone/internal/render"
	"oneonone/internal/screen"
	"oneonone/notes/actions"
	"oneonone/notes/clause"
)

func newActionsShowCmd(s *cli.Session) *cobra.Command {
	var as cli.Format
	c := &cobra.Command{
		Use:   "show ID",
		Short: "Show the whole life of an action: its lines, when it slipped",
		Example: `  oneonone actions show k4m
  oneonone actions show alice migration`,
		Args:              cli.ArgsBetween(1, -1),
		ValidArgsFunction: s.CompleteActions(clause.Done),
		RunE:              func(c *cobra.Command, args []string) error { return runActionsShow(c.Context(), s, args, as) },
	}
	cli.BindFormat(s, c, &as, screen.Lives)
	return c
}

func runActionsShow(ctx context.Context, s *cli.Session, args []string, as cli.Format) error {
	w, err := s.OpenSettled()
	if err != nil {
		return err
	}
	look := actions.In(w.Folder)
	found, err := followup.Find(look, args, followup.IsOpen)
	if err != nil {
		return err
	}
	l := render.Listing[screen.Action]{Columns: screen.Lives, Rows: screen.ActionsOf(found, look.Short(), s.Today())}
	if as.Data() {
		return cli.Print(ctx, s, as, &l, "")
	}
	return screen.WriteLives(s.Output(), l.Rows)
}
