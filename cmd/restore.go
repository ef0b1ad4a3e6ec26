package cmd

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"oneonone/internal/history"
	"oneonone/notes"
	"oneonone/notes/page"
)

func newRestoreCmd(s *session) *cobra.Command {
	var at string
	var dryRun bool
	c := &cobra.Command{
		Use:   "restore PERSON [DATE] --at WHEN",
		Short: "Bring a note back as it was",
		Long: `Bring an entry, or without a date the top page, back as it was recorded at the
end of a day, at a time, or in a commit. It becomes a new commit; what the note
says now stays in the history.`,
		Example: `  oneonone restore alice 2026-11-13 --at yesterday
  oneonone restore alice 2026-11-13 --at 4f0c2d1     a commit that log shows
  oneonone restore alice --at "2 weeks ago" --dry-run`,
		Args:              argsBetween(1, 2),
		ValidArgsFunction: s.completePersonAndEntry,
		RunE:              func(c *cobra.Command, args []string) error { return s.runRestore(c.Context(), args, at, dryRun) },
	}
	c.Flags().StringVar(&at, "at", "", "a day, whose end is meant, a time such as \"09:30\", or a commit of the log")
	dryRunFlag(c.Flags(), &dryRun)
	s.completeFlag(c, "at", s.completePastDates)
	return c
}

func (s *session) runRestore(ctx context.Context, args []string, atWord string, dryRun bool) error {
	if atWord == "" {
		return hinted(usagef("restore needs --at"), "oneonone restore %s --at yesterday", strings.Join(args, " "))
	}
	var path, when string
	result, err := s.change(ctx, dryRun, func(w *workspace) (*plan, error) {
		p, err := w.Find(args[0])
		if err != nil {
			return nil, err
		}
		if path, err = s.restorable(p, args); err != nil {
			return nil, err
		}
		at, err := s.moment(ctx, w, atWord)
		if err != nil {
			return nil, err
		}
		when = momentText(at)
		was, err := fileAt(ctx, w, path, at, atWord)
		if err != nil {
			return nil, err
		}
		now, err := fs.ReadFile(w.FS, path)
		if err != nil && !errors.Is(err, fs.ErrNotExist) {
			return nil, fmt.Errorf("reading %s: %w", path, err)
		}
		if err == nil && slices.Equal(now, was) {
			return nil, nil
		}
		message := history.Message{Subject: fmt.Sprintf("Restore %s as of %s", shortPath(path), when)}
		return &plan{changes: []page.Change{{Path: path, Old: now, New: was}}, message: message}, nil
	})
	if err != nil || dryRun {
		return err
	}
	if result == nil {
		s.say("%s is as it was then", shortPath(path))
		return nil
	}
	s.say("%s is back as of %s; oneonone undo takes that back", shortPath(path), when)
	return nil
}

// restorable is the note that a person and a day name, whether or not there is
// one now: a note that was removed can be brought back too.
func (s *session) restorable(p *notes.Person, args []string) (string, error) {
	if len(args) == 1 {
		return page.TopPagePath(p.Handle), nil
	}
	day, n, err := s.parseEntryDay(args[1])
	if err != nil {
		return "", err
	}
	return page.EntryPath(p.Handle, day, max(n, 1)), nil
}

func fileAt(ctx context.Context, w *workspace, path string, at time.Time, word string) ([]byte, error) {
	was, err := w.hist.FileAt(ctx, path, at)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, &codedError{exitNotOne, hinted(fmt.Errorf("%s was not recorded by %s", path, word), "oneonone log shows when it was")}
	}
	return was, err
}
