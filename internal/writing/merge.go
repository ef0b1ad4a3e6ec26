package writing

import (
	"bytes"
	"context"
	"io/fs"
	"time"

	"oneonone/internal/cli"
	"oneonone/internal/history"
	"oneonone/internal/merge"
	"oneonone/notes/page"
)

// keepMeanwhile brings into a note what another command recorded while an
// editor had it open, as the editor wrote over it. Where both reworded one line
// both versions are there, and the person is told.
//
// before is what git had when the editor opened, nil for a note it did not
// have; where that was not what the editor got, there is nothing to go by.
func keepMeanwhile(ctx context.Context, s *cli.Session, w *cli.Workspace, path string, opened, before []byte) error {
	if before != nil && !bytes.Equal(before, opened) {
		return nil
	}
	return keepSince(ctx, s, w, path, opened, before)
}

// keepSince is keepMeanwhile for a note that was written for the editor: what
// git had before is another text, that of a skipped meeting.
func keepSince(ctx context.Context, s *cli.Session, w *cli.Workspace, path string, opened, before []byte) error {
	recorded := recorded(ctx, s, w, path)
	if recorded == nil || bytes.Equal(recorded, before) {
		return nil // nobody else recorded anything
	}
	now, err := fs.ReadFile(w.FS, path)
	if err != nil || bytes.Equal(now, recorded) {
		return nil
	}
	merged := merge.Merge(merge.KindOf(path), opened, now, recorded)
	if bytes.Equal(merged.Text, now) {
		return nil
	}
	s.Say("another command changed %s while it was open; both changes are in it now", cli.ShortPath(path))
	for _, line := range merged.Decide {
		s.Say("warning: %s:%d: both changed the line above; keep one of the two", cli.ShortPath(path), line)
	}
	return w.History.Save([]page.Change{{Path: path, Old: now, New: merged.Text}})
}

// recorded is a note as git has it, nil when it has none.
func recorded(ctx context.Context, s *cli.Session, w *cli.Workspace, path string) []byte {
	src, err := w.History.FileAt(context.WithoutCancel(ctx), path, time.Time{})
	if err != nil {
		return nil
	}
	return src
}

// lastCommit is the commit that last changed a note, as the log shows it; ""
// when none did.
func lastCommit(ctx context.Context, w *cli.Workspace, path string) string {
	for c, err := range w.History.Log(context.WithoutCancel(ctx), history.Query{Paths: []string{path}, Limit: 1}) {
		if err == nil {
			return c.Hash[:min(len(c.Hash), 7)]
		}
	}
	return ""
}
