package cli

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"oneonone/internal/config"
	"oneonone/internal/history"
	"oneonone/internal/mergedriver"
	"oneonone/internal/noterepo"
	"oneonone/internal/rootfs"
	"oneonone/notes/page"
	"oneonone/notes/settings"
)

// MakeFolder makes the directory and its repository, and plans its first files.
func (s *Session) MakeFolder(ctx context.Context, at config.Folder) ([]page.Change, error) {
	if info, err := os.Stat(at.Dir); err == nil && !info.IsDir() {
		return nil, Hinted(fmt.Errorf("%s is a file, not a folder", at.Dir), "choose another place: oneonone init DIR")
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
	return FirstFiles(at.Dir, settings.New(me, author))
}

// FirstFiles plans the files that every notes folder has. Whatever lies there
// already stays.
func FirstFiles(dir string, settings []byte) ([]page.Change, error) {
	changes := []page.Change{{Path: page.SettingsFile, New: settings}}
	for _, f := range []struct {
		name  string
		rules []string
	}{{".gitignore", ignored}, {mergedriver.AttributesFile, mergedriver.Attributes}} {
		old, err := rootfs.ReadUnlinked(filepath.Join(dir, f.name))
		if err != nil && !errors.Is(err, fs.ErrNotExist) {
			return nil, fmt.Errorf("reading %s: %w", f.name, err)
		}
		changes = append(changes, withRules(f.name, old, f.rules)...)
	}
	return changes, nil
}

// ignored is what the folder's own repository never takes: private notes, the
// inbox, and what a killed command or an editor leaves behind.
var ignored = append([]string{"/" + page.PrivateDir + "/", "/" + page.InboxFile}, noterepo.EditorFiles...)

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

// EnsureFolder makes the notes folder when there is none, and returns the files
// that belong in the first commit. A sure that is not nil may object before it is
// made.
func (s *Session) EnsureFolder(ctx context.Context, dryRun bool, sure func() error) (saved []string, err error) {
	at, err := s.Locate()
	if err != nil {
		return nil, err
	}
	empty, err := MissingOrEmpty(at.Dir)
	if err != nil || !empty || dryRun {
		return nil, err
	}
	if sure != nil {
		if err := sure(); err != nil {
			return nil, err
		}
	}
	first, err := s.MakeFolder(ctx, at)
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
	return ChangedPaths(first), nil
}

// MissingOrEmpty reports whether a folder is to be made at dir. One that was
// only begun (a repository and nothing else) counts as empty.
func MissingOrEmpty(dir string) (bool, error) {
	files, err := os.ReadDir(dir)
	if errors.Is(err, fs.ErrNotExist) {
		return true, nil
	}
	if err != nil {
		return false, fmt.Errorf("opening the notes folder: %w", err)
	}
	return !slices.ContainsFunc(files, func(e fs.DirEntry) bool { return !history.Begun(e.Name()) }), nil
}
