package cli

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"sync"

	"oneonone/internal/config"
	"oneonone/internal/history"
	"oneonone/internal/merge"
	"oneonone/internal/rootfs"
	"oneonone/internal/text"
	"oneonone/notes"
	"oneonone/notes/markdown"
	"oneonone/notes/page"
	"oneonone/notes/settings"
)

// Workspace is an opened notes folder.
type Workspace struct {
	*notes.Folder
	Dir     string // absolute
	History *history.History
}

// Locate finds the folder's place, whether or not there is one.
func (s *Session) Locate() (config.Folder, error) {
	at, err := config.Find(s.Dir, s.Env.Dir, s.Env.Getenv)
	if err != nil {
		return at, Usage(err)
	}
	return at, nil
}

// Open opens the notes folder for reading.
func (s *Session) Open() (*Workspace, error) {
	at, err := s.Locate()
	if err != nil {
		return nil, err
	}
	return s.OpenAt(at)
}

// OpenAt opens the folder of a place for reading.
func (s *Session) OpenAt(at config.Folder) (*Workspace, error) {
	u, err := s.Find(at)
	if err != nil {
		return nil, err
	}
	return u.Read()
}

// Unread is a notes folder of which only the settings have been read, for
// commands that ask git alone.
type Unread struct {
	Dir      string // absolute
	Settings *settings.Settings
	History  *history.History
	// Read reads who is in it, once.
	Read func() (*Workspace, error)
}

// Find opens the folder of a place, and reads nobody's notes yet.
func (s *Session) Find(at config.Folder) (*Unread, error) {
	info, err := os.Stat(at.Dir)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil, Hinted(fmt.Errorf("the folder %s (from %s) does not exist", at.Dir, at.From), "oneonone init %s creates it", text.ShellWord(at.Dir))
	case err != nil:
		return nil, fmt.Errorf("opening the notes folder: %w", err)
	case !info.IsDir():
		return nil, Hinted(fmt.Errorf("%s (from %s) is a file, not a folder", at.Dir, at.From), "choose the notes folder with --dir")
	}
	erased, err := history.FinishErasing(context.Background(), at.Dir, s.Env.Environ)
	if err != nil {
		return nil, fmt.Errorf("finishing what was being erased: %w", err)
	}
	if erased {
		s.Say("finished erasing, which was interrupted")
	}
	files, err := rootfs.Open(at.Dir)
	if err != nil {
		return nil, fmt.Errorf("opening the notes folder: %w", err)
	}
	set, err := notes.ReadSettings(files)
	if errors.Is(err, notes.ErrNoFolder) {
		return nil, Hinted(fmt.Errorf("%s (from %s) is not a notes folder: it has no %s", at.Dir, at.From, page.SettingsFile),
			"oneonone init %s turns it into one and leaves its files alone", text.ShellWord(at.Dir))
	}
	if err != nil {
		return nil, s.unreadable(at, files, err)
	}
	hist, err := history.Open(s.HistoryOptions(at.Dir, set))
	if err != nil {
		return nil, err
	}
	return &Unread{Dir: at.Dir, Settings: set, History: hist, Read: sync.OnceValues(func() (*Workspace, error) {
		return s.read(at, files, set, hist)
	})}, nil
}

// read reads who is in a folder.
func (s *Session) read(at config.Folder, files fs.FS, set *settings.Settings, hist *history.History) (*Workspace, error) {
	folder, err := notes.ReadFolder(files, set)
	if err != nil {
		return nil, fmt.Errorf("opening the notes folder %s: %w", at.Dir, err)
	}
	folder.Remember(hist.Memory(), strconv.Itoa(page.ReadingVersion))
	if !s.Examining {
		folder.ForgetOutlived(false)
	}
	folder.Grammar().Observe = s.Env.Parsed
	folder.Today = s.Today()
	folder.Met = func(p markdown.Problem) { s.SayProblems([]markdown.Problem{p}) }
	folder.MeetTopPages()
	return &Workspace{Folder: folder, Dir: at.Dir, History: hist}, nil
}

// unreadable is the error of a folder whose settings cannot be read. Where a
// merge left them so, the error says how to end it.
func (s *Session) unreadable(at config.Folder, files fs.FS, err error) error {
	said := fmt.Errorf("opening the notes folder %s: %w", at.Dir, err)
	var p *markdown.Problem
	if src, _ := fs.ReadFile(files, page.SettingsFile); !errors.As(err, &p) || merge.ConflictLine(src) == 0 {
		return said
	}
	hist, err := history.Open(s.HistoryOptions(at.Dir, settings.Default()))
	if err != nil {
		return said
	}
	defer hist.Close()
	return Hinted(said, "%s in %s, then: %s", p.Hint, text.ShellWord(filepath.Join(at.Dir, page.SettingsFile)), hist.RecordAgain(page.SettingsFile))
}

// HistoryOptions are how the history of a folder is opened.
func (s *Session) HistoryOptions(dir string, settings *settings.Settings) history.Options {
	return history.Options{
		Dir:     dir,
		Env:     s.Env.Environ,
		Program: s.Env.Program,
		Now:     s.Env.Now,
		Author:  func() (string, string, error) { return s.author(settings) },
		Hold:    &s.Unbroken,
		Step:    s.Env.Step,
	}
}
