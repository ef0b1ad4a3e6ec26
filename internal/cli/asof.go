package cli

import (
	"context"
	"fmt"
	"io/fs"
	"testing/fstest"

	"oneonone/internal/text"
	"oneonone/internal/when"
	"oneonone/notes"
	"oneonone/notes/page"
	"oneonone/notes/settings"
)

// OpenAsOf opens the folder as a person's notes stood at the end of a day: the
// settings of today, the notes of then.
func (s *Session) OpenAsOf(ctx context.Context, w *Workspace, p *notes.Person, word string) (*Workspace, error) {
	at, err := s.Moment(ctx, w, word)
	if err != nil {
		return nil, err
	}
	files, err := w.History.TreeAt(ctx, "people/"+p.Handle, at)
	if err != nil {
		return nil, err
	}
	later, err := s.recordedLater(w, p, word, files)
	if err != nil {
		return nil, err
	}
	if len(files)+len(later) == 0 {
		return nil, Exit(ExitNotOne, Hinted(fmt.Errorf("nothing was recorded about %s by %s", p.Handle, word), "oneonone log %s shows when it began", p.Handle))
	}
	then := fstest.MapFS{page.SettingsFile: {Data: settings.New(w.Settings.Me, "")}}
	for path, src := range files {
		then[path] = &fstest.MapFile{Data: src}
	}
	for path, src := range later {
		then[path] = &fstest.MapFile{Data: src}
	}
	if len(later) > 0 {
		s.Say("%s dated until then but recorded later, shown as now", text.Count(len(later), "entry", "entries"))
	}
	folder, err := notes.OpenFolder(then)
	if err != nil {
		return nil, err
	}
	return &Workspace{Folder: folder, Dir: w.Dir, History: w.History}, nil
}

// recordedLater are the entries of days up to the one that word names that were
// recorded only afterwards, as an import does: as they are now. A time or a
// commit asks for what was recorded by then, and nothing else.
func (s *Session) recordedLater(w *Workspace, p *notes.Person, word string, there map[string][]byte) (map[string][]byte, error) {
	until, err := when.ParseFrom(word, s.Today(), when.Past)
	if err != nil {
		return nil, nil
	}
	refs, err := w.Entries(p.Handle)
	if err != nil {
		return nil, err
	}
	later := map[string][]byte{}
	for _, r := range refs {
		if _, ok := there[r.Path]; ok || r.Date.After(until) {
			continue
		}
		if later[r.Path], err = fs.ReadFile(w.FS, r.Path); err != nil {
			return nil, fmt.Errorf("reading %s: %w", r.Path, err)
		}
	}
	return later, nil
}
