package retrace

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"slices"
	"strings"
	"time"

	"oneonone/internal/cli"
	"oneonone/internal/history"
	"oneonone/internal/writing"
	"oneonone/notes"
	"oneonone/notes/page"
)

// RestoreOptions say which version of a note to restore.
type RestoreOptions struct {
	At              string
	Private, DryRun bool
}

// Restore brings a note back as it was.
func Restore(ctx context.Context, s *cli.Session, args []string, o RestoreOptions) error {
	if o.At == "" {
		if o.Private {
			args = append(args, "--private")
		}
		return cli.Hinted(cli.Usagef("restore needs --at"), "oneonone restore %s --at yesterday", strings.Join(args, " "))
	}
	_, err := s.Change(ctx, o.DryRun, func(w *cli.Workspace) (*cli.Plan, error) {
		p, err := w.Find(args[0])
		if err != nil {
			return nil, err
		}
		path, err := restorable(s, p, args, o.Private)
		if err != nil {
			return nil, err
		}
		at, err := s.Moment(ctx, w, o.At)
		if err != nil {
			return nil, err
		}
		was, err := fileAt(ctx, w, path, at, o.At)
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
			Said: []string{fmt.Sprintf("restored %s as of %s; oneonone undo takes that back", name, when)}}, nil
	})
	return err
}

// restorable is the note that a person and a day name, whether or not it exists
// now: a removed note can be restored too.
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
