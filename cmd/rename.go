package cmd

import (
	"context"
	"fmt"

	"github.com/spf13/cobra"

	"oneonone/internal/history"
	"oneonone/notes/page"
)

func newPeopleRenameCmd(s *session) *cobra.Command {
	var dryRun bool
	c := &cobra.Command{
		Use:   "rename PERSON HANDLE",
		Short: "Give someone another handle; their history stays with them",
		Example: `  oneonone people rename alice alice-m
  oneonone people edit alice-m --name "Alice Moreau"`,
		Args:              argsBetween(2, 2),
		ValidArgsFunction: s.completeOnePerson,
		RunE: func(c *cobra.Command, args []string) error {
			return s.runRename(c.Context(), args[0], args[1], dryRun)
		},
	}
	dryRunFlag(c.Flags(), &dryRun)
	return c
}

func (s *session) runRename(ctx context.Context, word, to string, dryRun bool) error {
	if err := page.ValidHandle(to); err != nil {
		return &usageError{err}
	}
	if s.isCommand(to) {
		return usagef("the handle %q is the name of a command", to)
	}
	w, err := s.open()
	if err != nil {
		return err
	}
	p, err := w.Find(word)
	if err != nil {
		return err
	}
	if p.Handle == to {
		s.say("%s is called that already", to)
		return nil
	}
	if w.Person(to) != nil {
		return hinted(fmt.Errorf("there is a %s already: %s", to, w.Person(to).FullName()), "choose another handle")
	}
	if dryRun {
		s.say("people/%s would become people/%s (--dry-run)", p.Handle, to)
		return nil
	}
	if err := s.saveEdits(ctx, w, []string{page.TopPagePath(p.Handle)}); err != nil {
		return err
	}
	message := history.Message{Subject: fmt.Sprintf("%s: rename to %s", p.Handle, to)}
	if _, err := w.hist.Rename(ctx, "people/"+p.Handle, "people/"+to, message); err != nil {
		return err
	}
	fmt.Fprintln(s.env.Stdout, to)
	return nil
}

func newPeopleArchiveCmd(s *session) *cobra.Command {
	var undo, dryRun bool
	c := &cobra.Command{
		Use:   "archive PERSON",
		Short: "Put someone away whom you no longer meet; nothing is removed",
		Example: `  oneonone people archive alice
  oneonone people archive alice --undo`,
		Args:              argsBetween(1, 1),
		ValidArgsFunction: s.completeOnePerson,
		RunE: func(c *cobra.Command, args []string) error {
			day := s.today().String()
			if undo {
				day = ""
			}
			return s.setOnTopPage(c.Context(), args[0], map[string]any{"archived": day}, dryRun)
		},
	}
	c.Flags().BoolVar(&undo, "undo", false, "take them back")
	dryRunFlag(c.Flags(), &dryRun)
	return c
}
