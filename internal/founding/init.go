package founding

import (
	"context"
	"fmt"
	"os"
	"path/filepath"

	"oneonone/internal/cli"
	"oneonone/internal/config"
	"oneonone/internal/history"
	"oneonone/internal/text"
	"oneonone/notes/habits"
	"oneonone/notes/page"
	"oneonone/notes/settings"
)

// Init makes the notes folder that args name, or the default one.
func Init(ctx context.Context, s *cli.Session, args []string) error {
	if len(args) == 1 {
		s.Dir = args[0]
	}
	at, err := s.Locate()
	if err != nil {
		return err
	}
	if _, err := os.Stat(filepath.Join(at.Dir, page.SettingsFile)); err == nil {
		return again(ctx, s, at)
	}
	changes, err := s.MakeFolder(ctx, at)
	if err != nil {
		return err
	}
	settings, err := settings.Parse(changes[0].New, habits.Names)
	if err != nil {
		return err
	}
	hist, err := history.Open(s.HistoryOptions(at.Dir, settings))
	if err != nil {
		return err
	}
	defer hist.Close()
	if _, err := hist.Apply(ctx, changes, history.Message{Subject: "Start the notes folder"}); err != nil {
		return err
	}
	if err := hist.SetDriver(ctx); err != nil {
		return err
	}
	fmt.Fprintln(s.Env.Stdout, at.Dir)
	s.Say("next: oneonone people add \"Alice Martin\", then oneonone new alice")
	return nil
}

// again gives an existing notes folder the repositories it lacks, and its notes a
// history: such a folder came without them, on a USB stick or through a file-sync
// service.
func again(ctx context.Context, s *cli.Session, at config.Folder) error {
	w, err := s.OpenAt(at)
	if err != nil {
		return err
	}
	recorded, err := w.History.InitMissing(ctx)
	if err == nil {
		err = w.History.SetDriver(ctx)
	}
	if err != nil {
		return err
	}
	fmt.Fprintln(s.Env.Stdout, at.Dir)
	if len(recorded) == 0 {
		s.Say("%s is already a notes folder", at.Dir)
		return nil
	}
	s.Say("%s was not in a git repository: its history begins now, with %s", at.Dir, text.Count(len(recorded), "file", "files"))
	return nil
}
