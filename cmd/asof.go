package cmd

import (
	"context"
	"fmt"
	"testing/fstest"

	"oneonone/notes"
	"oneonone/notes/page"
)

// openAsOf opens the folder as a person's notes stood at the end of a day: the
// settings of today, the notes of then.
func (s *session) openAsOf(ctx context.Context, w *workspace, p *notes.Person, word string) (*workspace, error) {
	at, err := s.moment(ctx, w, word)
	if err != nil {
		return nil, err
	}
	files, err := w.hist.TreeAt(ctx, "people/"+p.Handle, at)
	if err != nil {
		return nil, err
	}
	if len(files) == 0 {
		return nil, &codedError{exitNotOne, hinted(fmt.Errorf("nothing was recorded about %s by %s", p.Handle, word), "oneonone log %s shows when it began", p.Handle)}
	}
	then := fstest.MapFS{page.SettingsFile: {Data: notes.NewSettings(w.Settings.Me, "")}}
	for path, src := range files {
		then[path] = &fstest.MapFile{Data: src}
	}
	folder, err := notes.OpenFolder(then)
	if err != nil {
		return nil, err
	}
	return &workspace{Folder: folder, dir: w.dir, hist: w.hist}, nil
}
