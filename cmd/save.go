package cmd

import (
	"context"

	"github.com/spf13/cobra"

	"oneonone/internal/cli"
)

func newSaveCmd(s *cli.Session) *cobra.Command {
	var message string
	c := &cobra.Command{
		Use:   "save",
		Short: "Record what was edited outside of the program",
		Long: `Record what was edited outside of the program. Every command that writes does
so first by itself; nothing but notes is ever recorded.`,
		Example: `  oneonone save
  oneonone save -m "Notes from the offsite"`,
		Args: cli.ArgsBetween(0, 0),
		RunE: func(c *cobra.Command, args []string) error { return runSave(c.Context(), s, message) },
	}
	c.Flags().StringVarP(&message, "message", "m", "", "what the commit says")
	return c
}

func runSave(ctx context.Context, s *cli.Session, message string) error {
	w, err := s.Open()
	if err != nil {
		return err
	}
	edits, err := w.History.Pending(ctx)
	if err != nil {
		return err
	}
	paths := make([]string, len(edits))
	for i, e := range edits {
		paths[i] = e.Path
	}
	if len(paths) == 0 {
		s.Say("nothing to save: git has everything")
		return nil
	}
	m := cli.EditsMessage(edits)
	if message != "" {
		m.Subject, m.Body = message, ""
	}
	if _, err := w.History.Record(ctx, paths, m); err != nil {
		return err
	}
	for _, e := range edits {
		s.Say("saved %s (%s)", cli.ShortPath(e.Path), e.Kind)
	}
	return nil
}
