package cmd

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"oneonone/internal/cli"
	"oneonone/internal/config"
	"oneonone/internal/history"
	"oneonone/internal/rootfs"
	"oneonone/internal/text"
	"oneonone/notes"
	"oneonone/notes/page"
	"oneonone/notes/settings"
)

func newInitCmd(s *cli.Session) *cobra.Command {
	var from string
	c := &cobra.Command{
		Use:   "init [DIR]",
		Short: "Create a notes folder",
		Long: `Create a notes folder, by default ~/oneonone, versioned by git.

A folder that has files already keeps them as they are; one that lies inside a
git repository uses that repository. A notes folder without a repository gets
one, with what is in it recorded. On a second laptop, --from brings the notes that
sync has put at an address.`,
		Example: `  oneonone init
  oneonone init --from git@example.org:sam/notes.git
  oneonone init ~/Documents/1on1s`,
		Args: cli.ArgsBetween(0, 1),
		RunE: func(c *cobra.Command, args []string) error {
			if from != "" {
				return runInitFrom(c.Context(), s, args, from)
			}
			return runInit(c.Context(), s, args)
		},
	}
	c.Flags().StringVar(&from, "from", "", "clone the notes at this `URL`")
	return c
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
	changes, err := makeFolder(ctx, s, at)
	if err != nil {
		return err
	}
	settings, err := settings.Parse(changes[0].New, notes.HabitNames)
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

// initAgain gives a notes folder that is there the repositories it has not,
// and its notes a history: a folder that came without them, on a stick or by
// a service that syncs files.
func initAgain(ctx context.Context, s *cli.Session, at config.Folder) error {
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

// makeFolder makes the directory and its repository, and plans the files that
// every notes folder has. Whatever lies there already stays.
func makeFolder(ctx context.Context, s *cli.Session, at config.Folder) ([]page.Change, error) {
	if info, err := os.Stat(at.Dir); err == nil && !info.IsDir() {
		return nil, cli.Hinted(fmt.Errorf("%s is a file, not a folder", at.Dir), "choose another place: oneonone init DIR")
	}
	if err := os.MkdirAll(at.Dir, 0o700); err != nil {
		return nil, fmt.Errorf("creating the notes folder: %w", err)
	}
	if err := history.Init(s.HistoryOptions(at.Dir, settings.Default())); err != nil {
		return nil, err
	}
	me, author, err := s.Introduce(ctx, at.Dir)
	if err != nil {
		return nil, err
	}
	changes := []page.Change{{Path: page.SettingsFile, New: settings.New(me, author)}}
	for _, f := range []struct {
		name  string
		rules []string
	}{{".gitignore", ignored}, {history.AttributesFile, history.MergeAttributes}} {
		old, err := rootfs.ReadUnlinked(filepath.Join(at.Dir, f.name))
		if err != nil && !errors.Is(err, fs.ErrNotExist) {
			return nil, fmt.Errorf("reading %s: %w", f.name, err)
		}
		changes = append(changes, withRules(f.name, old, f.rules)...)
	}
	return changes, nil
}

// ignored is what the folder's own repository never takes: private notes, and
// what a killed command or an editor leaves beside the notes.
var ignored = append([]string{"/" + page.PrivateDir + "/", ".*.oneonone-*.tmp", ".*.oneonone-*.swap"}, history.EditorFiles...)

// withRules plans what one of git's files lacks.
func withRules(name string, old []byte, rules []string) []page.Change {
	text := string(old)
	for _, line := range rules {
		if slices.ContainsFunc(strings.Split(text, "\n"), func(l string) bool { return strings.TrimSpace(l) == line }) {
			continue
		}
		if text != "" && !strings.HasSuffix(text, "\n") {
			text += "\n"
		}
		text += line + "\n"
	}
	if text == string(old) {
		return nil
	}
	return []page.Change{{Path: name, Old: old, New: []byte(text)}}
}

// openForNew opens the folder to write about someone. Where there is no
// folder yet it is made, and the first person of a folder is added: what that
// took is saved, and named in saved so that it goes into the same commit as
// the entry.
func openForNew(ctx context.Context, s *cli.Session, word string, dryRun bool) (w *cli.Workspace, saved []string, err error) {
	if _, err := notes.HandleFor(word, func(h string) bool { return isCommand(s, h) }); err == nil {
		if saved, err = ensureFolder(ctx, s, dryRun); err != nil {
			return nil, nil, err
		}
	}
	if w, err = s.Open(); err != nil || len(w.People()) > 0 || dryRun {
		return w, saved, err
	}
	add, handle, err := planPerson(s, w, notes.NameOf(word), personOptions{})
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

// ensureFolder makes the notes folder when there is none, and names the files
// that belong into the first commit.
func ensureFolder(ctx context.Context, s *cli.Session, dryRun bool) (saved []string, err error) {
	at, err := s.Locate()
	if err != nil {
		return nil, err
	}
	empty, err := missingOrEmpty(at.Dir)
	if err != nil || !empty || dryRun {
		return nil, err
	}
	first, err := makeFolder(ctx, s, at)
	if err != nil {
		return nil, err
	}
	hist, err := history.Open(s.HistoryOptions(at.Dir, settings.Default()))
	if err != nil {
		return nil, err
	}
	defer hist.Close()
	if err := hist.Save(first); err != nil {
		return nil, err
	}
	if err := hist.SetDriver(ctx); err != nil {
		return nil, err
	}
	s.Say("created the notes folder %s", at.Dir)
	return cli.ChangedPaths(first), nil
}

// missingOrEmpty reports whether a folder is to be made at dir. One that was
// only begun (a repository and nothing else) counts as empty.
func missingOrEmpty(dir string) (bool, error) {
	files, err := os.ReadDir(dir)
	if errors.Is(err, fs.ErrNotExist) {
		return true, nil
	}
	if err != nil {
		return false, fmt.Errorf("opening the notes folder: %w", err)
	}
	return !slices.ContainsFunc(files, func(e fs.DirEntry) bool { return !history.Begun(e.Name()) }), nil
}
