package noting

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"oneonone/internal/cli"
)

// words returns what the user has to say: arguments, lines from a pipe, or what
// they write in the editor. Call keep with the result of noting them, so that an
// error does not lose what was written in the editor.
func words(ctx context.Context, s *cli.Session, people, args []string) (lines []string, keep func(error) error, err error) {
	keep = func(err error) error { return err }
	switch {
	case len(args) > 0:
		lines, err = s.Lines(args)
	case !s.Interactive():
		lines, err = s.Lines([]string{"-"})
	default:
		return typed(ctx, s, people)
	}
	return lines, keep, err
}

// typed opens the editor on an empty temporary file.
func typed(ctx context.Context, s *cli.Session, people []string) ([]string, func(error) error, error) {
	dir, err := os.MkdirTemp("", "oneonone-note-")
	if err != nil {
		return nil, nil, fmt.Errorf("opening the editor: %w", err)
	}
	file := filepath.Join(dir, "note.md")
	keep := func(err error) error {
		if err == nil {
			return os.RemoveAll(dir)
		}
		if b, readErr := os.ReadFile(file); readErr != nil || strings.TrimSpace(string(b)) == "" {
			return errors.Join(err, os.RemoveAll(dir))
		}
		s.Say("what you wrote is in %s", file)
		return err
	}
	if err := os.WriteFile(file, nil, 0o600); err != nil {
		return nil, nil, keep(fmt.Errorf("opening the editor: %w", err))
	}
	s.Say("a line each, about %s", strings.Join(people, " and "))
	if err := s.EditFile(ctx, file, 1); err != nil {
		return nil, nil, keep(err)
	}
	src, err := os.ReadFile(file)
	if err != nil {
		return nil, nil, keep(fmt.Errorf("reading what you wrote: %w", err))
	}
	return strings.Split(string(src), "\n"), keep, nil
}
