package cmd

import (
	"context"
	"fmt"

	"github.com/spf13/cobra"

	"oneonone/internal/cli"
	"oneonone/internal/writing"
)

func newEditCmd(s *cli.Session) *cobra.Command {
	var private bool
	c := &cobra.Command{
		Use:   "edit PERSON [DATE]",
		Short: "Open an entry in the editor, the newest when no date is given",
		Example: `  oneonone edit alice
  oneonone edit alice 2026-11-13
  oneonone edit alice --private           a note for yourself, kept apart
  oneonone people edit alice              the top page`,
		Args:              cli.ArgsBetween(1, 2),
		ValidArgsFunction: cli.CompletePersonAndEntry(s),
		RunE:              func(c *cobra.Command, args []string) error { return runEdit(c.Context(), s, args, private) },
	}
	c.Flags().BoolVar(&private, "private", false, "a private note of that day, by default today's")
	return c
}

func runEdit(ctx context.Context, s *cli.Session, args []string, private bool) error {
	w, err := s.Open()
	if err != nil {
		return err
	}
	p, err := w.Find(args[0])
	if err != nil {
		return err
	}
	if private {
		day, err := writing.PrivateDay(s, args)
		if err != nil {
			return err
		}
		return writing.Private(ctx, s, w, p, day)
	}
	ref, err := w.CurrentEntry(p.Handle)
	if err != nil {
		return err
	}
	if len(args) == 2 {
		refs, err := w.Entries(p.Handle)
		if err != nil {
			return err
		}
		on, err := s.EntriesOn(p, refs, args[1])
		if err != nil {
			return err
		}
		if ref = on[0]; len(on) > 1 {
			s.Say("%s has %d entries that day; this is the first: the next is %s-2", p.Handle, len(on), ref.Date)
		}
	}
	if !s.Interactive() {
		fmt.Fprintln(s.Env.Stdout, w.Shown(ref.Path))
		return nil
	}
	return writing.Entry(ctx, s, w, ref, false)
}
