package writing

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"slices"

	"oneonone/internal/cli"
	"oneonone/internal/history"
	"oneonone/internal/screen"
	"oneonone/internal/when"
	"oneonone/notes"
	"oneonone/notes/page"
)

// Private notes are kept beside the running doc, in a repository of their own
// that the folder's ignores and no command pushes. No listing reads them, and
// nothing is carried from them into an entry.

// PrivatePath is the path of the private note about somebody on a day.
func PrivatePath(handle string, day when.Date) string {
	return page.PrivateDir + "/" + page.EntryPath(handle, day, 1)
}

// PrivateDay is the day of the private note that the arguments, a person and a
// day, name; today when only the person is named.
func PrivateDay(s *cli.Session, args []string) (when.Date, error) {
	if len(args) < 2 {
		return s.Today(), nil
	}
	day, _, err := s.ParseEntryDay(args[1])
	return day, err
}

// Private opens the private note of a day, a new one if there is none.
func Private(ctx context.Context, s *cli.Session, w *cli.Workspace, p *notes.Person, day when.Date) error {
	path := PrivatePath(p.Handle, day)
	if !s.Interactive() {
		fmt.Fprintln(s.Env.Stdout, w.Shown(path))
		return nil
	}
	if err := w.History.InitAt(page.PrivateDir); err != nil {
		return err
	}
	v, err := begin(ctx, s, w, path)
	if err != nil {
		return err
	}
	scaffold := notes.PrivateScaffold(p, day)
	isNew := v.opened == nil
	if isNew {
		if err := w.History.Save([]page.Change{{Path: path, New: scaffold}}); err != nil {
			return err
		}
		v.opened = scaffold
	}
	editErr := s.Edit(ctx, w, path, bytes.Count(scaffold, []byte("\n"))+1)
	now, readErr := fs.ReadFile(w.FS, path)
	if isNew && recorded(ctx, w, path) == nil && readErr == nil && bytes.Equal(now, scaffold) {
		s.Say("nothing was written, so no private note was kept")
		return errors.Join(editErr, w.History.Save([]page.Change{{Path: path, Old: scaffold}}))
	}
	if _, err := v.end(ctx, history.Message{Subject: p.Handle + ": private note of " + day.String()}); err != nil {
		return errors.Join(err, editErr)
	}
	if w.Gone(path) {
		s.Say("%s was removed in the editor", path)
		if !isNew {
			s.Say("hint: oneonone undo brings it back")
		}
		return editErr
	}
	fmt.Fprintln(s.Env.Stdout, w.Shown(path))
	where := page.PrivateDir
	if url := w.History.SyncedWith(context.WithoutCancel(ctx), path); url != "" {
		where += ", synced with " + url
	}
	s.Say("private: recorded in %s", where)
	return editErr
}

// PrivateNotes are a person's private notes, newest first.
func PrivateNotes(w *cli.Workspace, handle string, raw bool) ([]screen.Note, error) {
	dir := page.PrivateDir + "/people/" + handle
	files, err := fs.ReadDir(w.FS, dir)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("reading %s: %w", dir, err)
	}
	var found []screen.Note
	for _, f := range slices.Backward(files) {
		path := dir + "/" + f.Name()
		kind := page.ParsePath(path).Kind
		if kind == page.KindOther {
			continue
		}
		src, err := fs.ReadFile(w.FS, path)
		if err != nil {
			return nil, fmt.Errorf("reading %s: %w", dir, err)
		}
		n := screen.Note{Path: path, Src: src}
		if kind == page.KindEntry {
			n = screen.EntryNote(w.Grammar().ParseEntry(path, src))
		}
		n.Raw = raw
		found = append(found, n)
	}
	return found, nil
}
