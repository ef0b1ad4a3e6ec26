package writing

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"

	"oneonone/internal/cli"
	"oneonone/notes"
	"oneonone/notes/page"
	"oneonone/template"
)

// New saves a new entry and opens it in the editor, unless nobody is there or
// noEdit is set.
func New(ctx context.Context, s *cli.Session, w *cli.Workspace, p *cli.Plan, draft *notes.EntryDraft, noEdit bool) error {
	editsErr := s.SaveEdits(ctx, w, p.Paths(), p.Saved...)
	if editsErr != nil && ctx.Err() != nil {
		return editsErr
	}
	if noEdit || !s.Interactive() {
		_, err := w.Apply(ctx, p)
		return s.TellBoth(sayNew(s, w, draft, err), editsErr)
	}
	return s.TellBoth(inEditor(ctx, s, w, p, draft), editsErr)
}

// inEditor saves a new entry, opens it at the line where writing starts, and
// records what came back. No lock is held while the editor runs.
func inEditor(ctx context.Context, s *cli.Session, w *cli.Workspace, p *cli.Plan, draft *notes.EntryDraft) error {
	had := recorded(ctx, w, draft.Ref.Path)
	if err := w.History.Save(p.Changes); err != nil {
		return err
	}
	entry := entryChange(p.Changes, draft.Ref.Path)
	line := template.CursorLine(entry.New)
	editErr := s.Edit(ctx, w, draft.Ref.Path, line)
	now, readErr := fs.ReadFile(w.FS, draft.Ref.Path)
	unwritten := func() bool { return bytes.Equal(now, entry.New) || len(bytes.TrimSpace(now)) == 0 }
	untouched := readErr == nil && unwritten()
	if untouched && editErr == nil && !draft.Ref.Date.After(s.Today()) {
		keep, asked := keepUnwritten(ctx, s, draft.Ref)
		now, readErr = fs.ReadFile(w.FS, draft.Ref.Path) // an editor may have saved meanwhile
		if untouched = readErr == nil && unwritten(); untouched && !keep {
			return takeBack(s, w, emptied(p, draft.Ref.Path, now), true, asked) // even when the answer was Ctrl-C
		}
		if asked != nil {
			return asked
		}
	}
	if readErr == nil && editErr == nil {
		v := &visit{s: s, w: w, path: draft.Ref.Path, opened: entry.New, had: had}
		if err := v.keepSince(ctx); err != nil {
			return err
		}
	}
	if errors.Is(readErr, os.ErrNotExist) || (editErr != nil && untouched) {
		return takeBack(s, w, emptied(p, draft.Ref.Path, now), readErr == nil, editErr)
	}
	// The user has written something: from here on nothing cancels recording it.
	_, err := w.History.Record(context.WithoutCancel(ctx), p.Paths(), p.Message)
	if err = sayNew(s, w, draft, err); err != nil {
		return err
	}
	return editErr
}

func entryChange(changes []page.Change, path string) page.Change {
	for _, c := range changes {
		if c.Path == path {
			return c
		}
	}
	return page.Change{}
}

// emptied is the plan with the entry as it now is on disk: an emptied entry
// counts as one nobody wrote in.
func emptied(p *cli.Plan, entry string, now []byte) *cli.Plan {
	for i := range p.Changes {
		if p.Changes[i].Path == entry {
			p.Changes[i].New = now
		}
	}
	return p
}

// takeBack undoes a scaffold nobody wrote in: the entry is removed and its topics
// go back where they were.
func takeBack(s *cli.Session, w *cli.Workspace, p *cli.Plan, entryThere bool, cause error) error {
	var back []page.Change
	for _, c := range p.Changes {
		if page.ParsePath(c.Path).Kind == page.KindEntry && !entryThere {
			continue // it was removed in the editor
		}
		back = append(back, page.Change{Path: c.Path, Old: c.New, New: c.Old})
	}
	if err := w.History.Save(back); err != nil {
		return errors.Join(cause, err)
	}
	switch {
	case cause == nil && entryThere:
		s.Say("nothing was written: everything is as it was before")
		return nil
	case cause == nil:
		s.Say("the entry was removed in the editor; its topics are back in the hopper")
		return nil
	}
	return fmt.Errorf("%w; nothing had been written, so the empty entry was removed", cause)
}

// keepUnwritten asks whether an entry nobody wrote in is to stay, and so count
// as a meeting. An editor in its own window may still have it open.
func keepUnwritten(ctx context.Context, s *cli.Session, ref page.EntryRef) (bool, error) {
	s.Say("nothing is written in %s yet", cli.ShortPath(ref.Path))
	s.Say("hint: an editor with its own window needs to wait, as with \"code --wait\"; otherwise save there before you answer")
	return s.Confirm(ctx, "keep the entry as a meeting?")
}
