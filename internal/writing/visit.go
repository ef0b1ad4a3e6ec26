package writing

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"time"

	"oneonone/internal/cli"
	"oneonone/internal/history"
	"oneonone/internal/merge"
	"oneonone/notes/page"
)

// visit is one note in an editor: from what it held before to what is recorded.
type visit struct {
	s      *cli.Session
	w      *cli.Workspace
	path   string
	opened []byte // what the editor gets, nil for a new note
	had    []byte // what git had then, nil for a note it did not have
	edits  error  // why what was edited before could not be recorded
}

// begin records earlier outside edits separately, and reads the note.
func begin(ctx context.Context, s *cli.Session, w *cli.Workspace, path string) (*visit, error) {
	v := &visit{s: s, w: w, path: path, edits: s.SaveEdits(ctx, w, []string{path})}
	if v.edits != nil && ctx.Err() != nil {
		return nil, v.edits
	}
	var err error
	if v.opened, err = fs.ReadFile(w.FS, path); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("opening %s: %w", cli.ShortPath(path), err)
	}
	v.had = recorded(ctx, w, path)
	return v, nil
}

// end merges what others recorded meanwhile, and records what came back from the
// editor: nothing cancels that.
func (v *visit) end(ctx context.Context, message history.Message) (*history.Result, error) {
	if err := v.keepMeanwhile(ctx); err != nil {
		return nil, err
	}
	return v.record(ctx, message)
}

// record is end for callers that have already merged.
func (v *visit) record(ctx context.Context, message history.Message) (*history.Result, error) {
	message.Removed = v.w.Gone(v.path)
	result, err := v.w.History.Record(context.WithoutCancel(ctx), []string{v.path}, message)
	return result, v.s.TellBoth(err, v.edits)
}

// keepMeanwhile merges into the note what another command recorded while the
// editor had it open, and the editor overwrote. Where both reworded one line both
// versions are kept, and the user is told. If the editor was not given what git
// had, there is nothing to go by.
func (v *visit) keepMeanwhile(ctx context.Context) error {
	if v.had != nil && !bytes.Equal(v.had, v.opened) {
		return nil
	}
	return v.keepSince(ctx)
}

// keepSince is keepMeanwhile for a note that was made for the editor: git has a
// different text, that of a skipped meeting.
func (v *visit) keepSince(ctx context.Context) error {
	recorded := recorded(ctx, v.w, v.path)
	if recorded == nil || bytes.Equal(recorded, v.had) {
		return nil // nobody else recorded anything
	}
	now, err := fs.ReadFile(v.w.FS, v.path)
	if err != nil || bytes.Equal(now, recorded) {
		return nil
	}
	merged := merge.Merge(merge.KindOf(v.path), v.opened, now, recorded)
	if bytes.Equal(merged.Text, now) {
		return nil
	}
	v.s.Say("another command changed %s while it was open; both changes are in it now", cli.ShortPath(v.path))
	for _, line := range merged.Decide {
		v.s.Say("warning: %s:%d: both changed the line above; keep one of the two", cli.ShortPath(v.path), line)
	}
	return v.w.History.Save([]page.Change{{Path: v.path, Old: now, New: merged.Text}})
}

// recorded is a note as git has it, nil when it has none.
func recorded(ctx context.Context, w *cli.Workspace, path string) []byte {
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
