package cli

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"path/filepath"

	"oneonone/internal/editor"
	"oneonone/notes/page"
)

// ChangedPaths are the files that changes touch.
func ChangedPaths(changes []page.Change) []string {
	paths := make([]string, len(changes))
	for i, c := range changes {
		paths[i] = c.Path
	}
	return paths
}

// Edit opens a note in the user's editor at a line.
func (s *Session) Edit(ctx context.Context, w *Workspace, path string, line int) error {
	// An editor would follow a link out of the folder.
	if _, err := fs.ReadFile(w.FS, path); err != nil {
		return fmt.Errorf("editing %s: %w", path, err)
	}
	return s.EditFile(ctx, w.Shown(path), line)
}

// EditFile opens a file that is not a note in the user's editor.
func (s *Session) EditFile(ctx context.Context, file string, line int) error {
	ed, err := editor.Resolve(s.Env.Getenv, func() string { return s.gitProgram(ctx, "core.editor") })
	if err != nil {
		return err
	}
	s.Unbroken.Lock()
	defer s.Unbroken.Unlock()
	screen := s.Env.Stdout
	if !s.Output().TTY {
		screen = s.Env.Stderr // the result goes into a pipe, and the editor's screen must not
	}
	ed.Env, ed.Dir = s.Env.Environ, s.Env.Dir
	return ed.Run(ctx, file, line, s.Env.Stdin, screen, s.Env.Stderr)
}

// Unsaved is the editor that holds a note with changes not yet on disk.
func (s *Session) Unsaved(dir, path string) *editor.Unsaved {
	return editor.FindUnsaved(filepath.Join(dir, filepath.FromSlash(path)), s.Env.Getenv("HOME"), s.Env.Getenv("XDG_STATE_HOME"))
}

// Said describes an editor so that the user can find it.
func Said(u *editor.Unsaved) string {
	if u.PID > 0 {
		return fmt.Sprintf("%s (process %d)", u.Editor, u.PID)
	}
	return u.Editor
}

// sayUnsaved warns that a note was changed underneath an editor that has it open.
func (s *Session) sayUnsaved(w *Workspace, changes []page.Change) {
	for _, c := range changes {
		if c.Old == nil {
			continue
		}
		if u := s.Unsaved(w.Dir, c.Path); u != nil {
			s.Say("warning: %s has unsaved changes to %s: read the file again there before saving", Said(u), ShortPath(c.Path))
		}
	}
}

// Gone reports whether a file that was there is no more.
func (w *Workspace) Gone(path string) bool {
	_, err := fs.Stat(w.FS, path)
	return errors.Is(err, fs.ErrNotExist)
}
