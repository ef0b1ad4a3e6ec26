package founding

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"slices"
	"strings"

	"oneonone/internal/cli"
	"oneonone/internal/history"
	"oneonone/internal/remote"
	"oneonone/internal/rootfs"
	"oneonone/internal/text"
	"oneonone/notes"
	"oneonone/notes/page"
	"oneonone/notes/settings"
)

// From sets up a second laptop: it clones the notes from where the first one has
// sent them.
func From(ctx context.Context, s *cli.Session, args []string, url string) error {
	if len(args) == 1 {
		s.Dir = args[0]
	}
	at, err := s.Locate()
	if err != nil {
		return err
	}
	if empty, err := cli.MissingOrEmpty(at.Dir); err != nil {
		return err
	} else if !empty {
		return cli.Hinted(fmt.Errorf("%s already exists and is not empty", at.Dir),
			"choose another place: oneonone init --from %s DIR; then copy over what is missing there", text.ShellWord(remote.Shown(url)))
	}
	if url, err = cli.Address(s.Env.Dir, url); err != nil {
		return err
	}
	defer cli.NarrowMask()()
	check := func(dir string) error { return isNotesFolder(dir, url) }
	if err := history.Clone(ctx, s.HistoryOptions(at.Dir, settings.Default()), url, remote.Options{Ask: s.Interactive()}, check); err != nil {
		return err
	}
	fmt.Fprintln(s.Env.Stdout, at.Dir)
	w, err := s.OpenAt(at)
	if err != nil {
		return err
	}
	s.SayProblems(w.Problems)
	meetings := 0
	for _, p := range w.People() {
		refs, err := w.Entries(p.Handle)
		if err != nil {
			return err
		}
		meetings += len(refs)
	}
	s.Say("found %s and %s", text.Count(len(w.People()), "person", "people"), text.Count(meetings, "meeting", "meetings"))
	if docs := slices.Sorted(maps.Keys(w.Settings.Shared)); len(docs) > 0 {
		s.Say("%s: kept in a shared doc, which oneonone sync fetches", strings.Join(docs, ", "))
	}
	s.Say("next: oneonone shows who is due; oneonone sync brings the laptops together")
	return nil
}

// isNotesFolder refuses a clone of something else.
func isNotesFolder(dir, url string) error {
	files, err := rootfs.Open(dir)
	if err != nil {
		return err
	}
	_, err = notes.OpenFolder(files)
	if !errors.Is(err, notes.ErrNoFolder) {
		return err
	}
	url = remote.Shown(url)
	names, readErr := os.ReadDir(dir)
	if readErr == nil && len(names) == 1 || errors.Is(readErr, fs.ErrNotExist) {
		return cli.Hinted(fmt.Errorf("there is nothing at %s yet", url), "on the laptop that has the notes: oneonone git remote add origin %s && oneonone sync", url)
	}
	return cli.Hinted(fmt.Errorf("what is at %s is not a notes folder: it has no %s", url, page.SettingsFile), "see what it is with: git clone %s", url)
}
