package cmd

import (
	"context"

	"github.com/spf13/cobra"
)

func newSaveCmd(s *session) *cobra.Command {
	var message string
	c := &cobra.Command{
		Use:   "save",
		Short: "Record what was edited outside of the program",
		Long: `Record what was edited outside of the program. Every command that writes does
so first by itself; nothing but notes is ever recorded.`,
		Example: `  oneonone save
  oneonone save -m "Notes from the offsite"`,
		Args: argsBetween(0, 0),
		RunE: func(c *cobra.Command, args []string) error { return s.runSave(c.Context(), message) },
	}
	c.Flags().StringVarP(&message, "message", "m", "", "what the commit says")
	return c
}

func (s *session) runSave(ctx context.Context, message string) error {
	w, err := s.open()
	if err != nil {
		return err
	}
	edits, err := w.hist.Pending(ctx)
	if err != nil {
		return err
	}
	paths := make([]string, len(edits))
	for i, e := range edits {
		paths[i] = e.Path
	}
	if len(paths) == 0 {
		s.say("nothing to save: git has everything")
		return nil
	}
	m := editsMessage(edits)
	if message != "" {
		m.Subject, m.Body = message, ""
	}
	if _, err := w.hist.Record(ctx, paths, m); err != nil {
		return err
	}
	for _, e := range edits {
		s.say("saved %s (%s)", shortPath(e.Path), e.Kind)
	}
	return nil
}
