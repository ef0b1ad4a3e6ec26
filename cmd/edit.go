package cmd

import (
	"context"
	"fmt"

	"github.com/spf13/cobra"
)

func newEditCmd(s *session) *cobra.Command {
	var private bool
	c := &cobra.Command{
		Use:   "edit PERSON [DATE]",
		Short: "Open an entry in the editor, the newest when no date is given",
		Example: `  oneonone edit alice
  oneonone edit alice 2026-11-13
  oneonone edit alice --private           a note for yourself, kept apart
  oneonone people edit alice              the top page`,
		Args:              argsBetween(1, 2),
		ValidArgsFunction: s.completePersonAndEntry,
		RunE:              func(c *cobra.Command, args []string) error { return s.runEdit(c.Context(), args, private) },
	}
	c.Flags().BoolVar(&private, "private", false, "a private note of that day, by default today's")
	return c
}

func (s *session) runEdit(ctx context.Context, args []string, private bool) error {
	w, err := s.open()
	if err != nil {
		return err
	}
	p, err := w.Find(args[0])
	if err != nil {
		return err
	}
	if private {
		day := s.today()
		if len(args) == 2 {
			if day, _, err = s.parseEntryDay(args[1]); err != nil {
				return err
			}
		}
		return s.editPrivate(ctx, w, p, day)
	}
	ref, err := currentEntry(w, p.Handle)
	if err != nil {
		return err
	}
	if len(args) == 2 {
		refs, err := w.Entries(p.Handle)
		if err != nil {
			return err
		}
		on, err := s.entriesOn(p, refs, args[1])
		if err != nil {
			return err
		}
		if ref = on[0]; len(on) > 1 {
			s.say("%s has %d entries that day; this is the first: the next is %s-2", p.Handle, len(on), ref.Date)
		}
	}
	if !s.interactive() {
		fmt.Fprintln(s.env.Stdout, w.shown(ref.Path))
		return nil
	}
	return s.openEntry(ctx, w, ref, false)
}
