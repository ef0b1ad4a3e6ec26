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

	"oneonone/internal/cli"
	"oneonone/internal/history"
	"oneonone/internal/writing"
	"oneonone/notes"
	"oneonone/notes/page"
)

type restoreOptions struct {
	at              string
	private, dryRun bool
}

func newRestoreCmd(s *cli.Session) *cobra.Command {
	var o restoreOptions
	c := &cobra.Command{
		Use:   "restore PERSON [DATE] --at WHEN",
		Short: "Bring a note back as it was",
		Long: `Bring an entry, or without a date the top page, back as it was recorded at the
end of a day, at a time, or in a commit. It becomes a new commit; what the note
says now stays in the history.`,
		Example: `  oneonone restore alice 2026-11-13 --at yesterday
  oneonone restore alice 2026-11-13 --at 4f0c2d1     a commit that log shows
  oneonone restore alice --at "2 weeks ago" --dry-run
  oneonone restore alice 2026-11-13 --private --at yesterday`,
		Args:              cli.ArgsBetween(1, 2),
		ValidArgsFunction: cli.CompletePersonAndEntry(s),
		RunE:              func(c *cobra.Command, args []string) error { return runRestore(c.Context(), s, args, o) },
	}
	c.Flags().StringVar(&o.at, "at", "", "a day (its end), a time such as \"09:30\", or a commit from the log")
	c.Flags().BoolVar(&o.private, "private", false, "the private note of that day, by default today's")
	cli.DryRunFlag(c.Flags(), &o.dryRun)
	cli.CompleteFlag(c, "at", cli.CompletePastDates(s))
	return c
}

func runRestore(ctx context.Context, s *cli.Session, args []string, o restoreOptions) error {
	if o.at == "" {
		if o.private {
			args = append(args, "--private")
		}
		return cli.Hinted(cli.Usagef("restore needs --at"), "oneonone restore %s --at yesterday", strings.Join(args, " "))
	}
	_, err := s.Change(ctx, o.dryRun, func(w *cli.Workspace) (*cli.Plan, error) {
		p, err := w.Find(args[0])
		if err != nil {
			return nil, err
		}
		path, err := restorable(s, p, args, o.private)
		if err != nil {
			return nil, err
		}
		at, err := s.Moment(ctx, w, o.at)
		if err != nil {
			return nil, err
		}
		was, err := fileAt(ctx, w, path, at, o.at)
		if err != nil {
			return nil, err
		}
		now, err := fs.ReadFile(w.FS, path)
		if err != nil && !errors.Is(err, fs.ErrNotExist) {
			return nil, fmt.Errorf("reading %s: %w", path, err)
		}
		if err == nil && slices.Equal(now, was) {
			return &cli.Plan{Said: []string{cli.ShortPath(path) + " is already as it was then"}}, nil
		}
		name, when := cli.ShortPath(path), cli.MomentText(at)
		return &cli.Plan{Changes: []page.Change{{Path: path, Old: now, New: was}}, Message: history.Message{Subject: "Restore " + name + " as of " + when},
			Said: []string{fmt.Sprintf("%s is back as of %s; oneonone undo takes that back", name, when)}}, nil
	})
	return err
}

// restorable is the note that a person and a day name, whether or not there is
// one now: a note that was removed can be brought back too.
func restorable(s *cli.Session, p *notes.Person, args []string, private bool) (string, error) {
	if private {
		day, err := writing.PrivateDay(s, args)
		return writing.PrivatePath(p.Handle, day), err
	}
	if len(args) == 1 {
		return page.TopPagePath(p.Handle), nil
	}
	day, n, err := s.ParseEntryDay(args[1])
	if err != nil {
		return "", err
	}
	return page.EntryPath(p.Handle, day, max(n, 1)), nil
}

func fileAt(ctx context.Context, w *cli.Workspace, path string, at time.Time, word string) ([]byte, error) {
	was, err := w.History.FileAt(ctx, path, at)
	if errors.Is(err, fs.ErrNotExist) {
		log := "oneonone log " + page.ParsePath(path).Person
		if strings.HasPrefix(path, page.PrivateDir+"/") {
			log += " --private"
		}
		return nil, cli.Exit(cli.ExitNotOne, cli.Hinted(fmt.Errorf("%s was not recorded by %s", path, word), "%s shows when it was", log))
	}
	return was, err
}
