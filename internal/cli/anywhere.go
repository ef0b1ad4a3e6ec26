package cli

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"

	"oneonone/internal/config"
	"oneonone/notes/page"
	"oneonone/template"
)

// NotBegun reports whether there is no notes folder yet, and none was named.
func (s *Session) NotBegun() bool {
	at, err := s.Locate()
	if err != nil || at.From != config.FromDefault {
		return false
	}
	_, err = os.Stat(filepath.Join(at.Dir, page.SettingsFile))
	return errors.Is(err, fs.ErrNotExist)
}

// Anywhere opens the notes folder; nil when there is none yet, since what is
// built in can be read before the first note is written.
func (s *Session) Anywhere() (*Workspace, error) {
	if s.NotBegun() {
		return nil, nil
	}
	return s.Open()
}

// TemplatesAnywhere are the templates there are, even without a notes folder.
func (s *Session) TemplatesAnywhere() (*template.Set, error) {
	w, err := s.Anywhere()
	if err != nil {
		return nil, err
	}
	if w == nil {
		return template.NewSet(nil)
	}
	return w.Templates()
}
