package cli

import (
	"context"
	"fmt"
	"testing/fstest"

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
	if len(files) == 0 {
		return nil, Exit(ExitNotOne, Hinted(fmt.Errorf("nothing was recorded about %s by %s", p.Handle, word), "oneonone log %s shows when it began", p.Handle))
	}
	then := fstest.MapFS{page.SettingsFile: {Data: settings.New(w.Settings.Me, "")}}
	for path, src := range files {
		then[path] = &fstest.MapFile{Data: src}
	}
	folder, err := notes.OpenFolder(then)
	if err != nil {
		return nil, err
	}
	return &Workspace{Folder: folder, Dir: w.Dir, History: w.History}, nil
}
