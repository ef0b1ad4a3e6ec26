package cmd

import (
	"context"
	"fmt"
	"os"
	"path/filepath"

	"github.com/spf13/cobra"

	"oneonone/internal/cli"
	"oneonone/internal/config"
	"oneonone/internal/draft"
	"oneonone/internal/history"
	"oneonone/internal/text"
	"oneonone/notes"
	"oneonone/notes/habits"
	"oneonone/notes/page"
	"oneonone/notes/settings"
	"oneonone/template"
)

func newInitCmd(s *cli.Session) *cobra.Command {
	return &cobra.Command{
		Use:   "init [DIR]",
		Short: "Create a notes folder",
		Long: `Create a notes folder, by default ~/oneonone, versioned by git.

A folder that has files already keeps them as they are; one that lies inside a
git repository uses that repository. A notes folder without a repository gets
one, with what is in it recorded.`,
		Example: `  oneonone init
  oneonone init ~/Documents/1on1s`,
		Args: cli.ArgsBetween(0, 1),
		RunE: func(c *cobra.Command, args []string) error {
			return runInit(c.Context(), s, args)
		},
	}
}

func runInit(ctx context.Context, s *cli.Session, args []string) error {
	if len(args) == 1 {
		s.Dir = args[0]
	}
	at, err := s.Locate()
	if err != nil {
		return err
	}
	if _, err := os.Stat(filepath.Join(at.Dir, page.SettingsFile)); err == nil {
		return initAgain(ctx, s, at)
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
	fmt.Fprintln(s.Env.Stdout, at.Dir)
	s.Say("next: oneonone people add \"Alice Martin\", then oneonone new alice")
	return nil
}

// initAgain gives a notes folder that is there the repositories it has not,
// and its notes a history: a folder that came without them, on a stick or by
// a service that syncs files.
func initAgain(ctx context.Context, s *cli.Session, at config.Folder) error {
	w, err := s.OpenAt(at)
	if err != nil {
		return err
	}
	recorded, err := w.History.InitMissing(ctx)
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

// openForNew opens the folder to write about someone. Where there is no
// folder yet it is made, and the first person of a folder is added: what that
// took is saved, and named in saved so that it goes into the same commit as
// the entry.
func openForNew(ctx context.Context, s *cli.Session, word string, dryRun bool) (w *cli.Workspace, saved []string, err error) {
	if _, err := notes.HandleFor(word, reserved(s)); err == nil {
		if saved, err = s.EnsureFolder(ctx, dryRun); err != nil {
			return nil, nil, err
		}
	}
	if w, err = s.Open(); err != nil || len(w.People()) > 0 || dryRun {
		return w, saved, err
	}
	add, handle, err := draft.NewPerson(w, template.Page{Name: notes.NameOf(word)}, reserved(s))
	if err != nil {
		return nil, nil, err
	}
	if err := w.History.Save([]page.Change{add}); err != nil {
		return nil, nil, err
	}
	s.Say("added %s", handle)
	w, err = s.Open()
	return w, append(saved, add.Path), err
}
