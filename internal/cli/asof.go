package cli

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"testing/fstest"

	"oneonone/internal/text"
	"oneonone/internal/when"
	"oneonone/notes"
	"oneonone/notes/page"
	"oneonone/notes/settings"
)

// OpenAsOf opens the folder with a person's notes as they were at the end of a
// day: the settings of today, the notes of then.
func (s *Session) OpenAsOf(ctx context.Context, w *Workspace, p *notes.Person, word string) (*Workspace, error) {
	at, err := s.Moment(ctx, w, word)
	if err != nil {
		return nil, err
	}
	files, err := w.History.TreeAt(ctx, "people/"+p.Handle, at)
	if err != nil {
		return nil, err
	}
	refs, err := w.Entries(p.Handle)
	if err != nil {
		return nil, err
	}
	later, err := s.asNow(w, refs, word, files)
	if err != nil {
		return nil, err
	}
	var moved map[string][]byte
	if len(files) == 0 { // from before the doc was shared: what became private then was in it
		if moved, err = s.asNow(w, w.Moved(p.Handle), word, later); err != nil {
			return nil, err
		}
	}
	if len(files)+len(later)+len(moved) == 0 {
		return nil, Exit(ExitNotOne, Hinted(fmt.Errorf("nothing was recorded about %s by %s", p.Handle, word), "oneonone log %s shows when it began", p.Handle))
	}
	then := fstest.MapFS{page.SettingsFile: {Data: settings.New(w.Settings.Me, "")}}
	for _, part := range []map[string][]byte{files, later, moved} {
		for path, src := range part {
			then[path] = &fstest.MapFile{Data: src}
		}
	}
	if len(later) > 0 {
		s.Say("%s dated until then but recorded later, shown as now", text.Count(len(later), "entry", "entries"))
	}
	if len(moved) > 0 {
		s.Say("%s private since the doc is shared, shown as now", text.Count(len(moved), "entry", "entries"))
	}
	folder, err := notes.OpenFolder(then)
	if err != nil {
		return nil, err
	}
	return &Workspace{Folder: folder, Dir: w.Dir, History: w.History}, nil
}

// asNow returns, by their paths among the person's notes, those of refs dated up to
// the day that word names but not recorded by then: imported later, say, or written
// on another laptop. They are read as they are now. A word that is a time or a
// commit asks for what was recorded by then, and nothing else.
func (s *Session) asNow(w *Workspace, refs []page.EntryRef, word string, there map[string][]byte) (map[string][]byte, error) {
	until, err := when.ParseFrom(word, s.Today(), when.Past)
	if err != nil {
		return nil, nil
	}
	now := map[string][]byte{}
	for _, r := range refs {
		path := page.EntryPath(r.Person, r.Date, r.N)
		if _, ok := there[path]; ok || r.Date.After(until) {
			continue
		}
		src, err := fs.ReadFile(w.FS, r.Path)
		if errors.Is(err, fs.ErrNotExist) {
			continue // the private top page still names it
		}
		if err != nil {
			return nil, fmt.Errorf("reading %s: %w", r.Path, err)
		}
		now[path] = src
	}
	return now, nil
}
