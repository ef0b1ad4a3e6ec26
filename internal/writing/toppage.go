package writing

import (
	"context"
	"errors"
	"fmt"

	"oneonone/internal/cli"
	"oneonone/internal/history"
	"oneonone/notes"
	"oneonone/notes/page"
)

// TopPage opens somebody's top page and records what comes back.
func TopPage(ctx context.Context, s *cli.Session, word string) error {
	w, err := s.Open()
	if err != nil {
		return err
	}
	p, err := w.Find(word)
	if err != nil {
		return err
	}
	path := page.TopPagePath(p.Handle)
	if !s.Interactive() {
		fmt.Fprintln(s.Env.Stdout, w.Shown(path))
		return nil
	}
	editsErr := s.SaveEdits(ctx, w, []string{path})
	if editsErr != nil && ctx.Err() != nil {
		return editsErr
	}
	editErr := s.Edit(ctx, w, path, 1)
	if err := keepFormerName(s, w, p); err != nil {
		return errors.Join(err, editErr)
	}
	_, err = w.History.Record(context.WithoutCancel(ctx), []string{path}, history.Message{Subject: "Save edits to " + cli.ShortPath(path), Removed: w.Gone(path)})
	if err = s.TellBoth(err, editsErr); err != nil {
		return errors.Join(err, editErr)
	}
	return editErr
}

// keepFormerName notes on a top page that came back from the editor what the
// person was called before, so that the notes so far keep their meaning.
func keepFormerName(s *cli.Session, w *cli.Workspace, before *notes.Person) error {
	edited, err := s.Open()
	if err != nil {
		return err
	}
	now := edited.Person(before.Handle)
	if now == nil || before.Name == before.Handle || now.Name == now.Handle || len(now.Former) > len(before.Former) {
		return nil
	}
	change, err := edited.KeepFormer(now.Handle, before.Name, now.Name)
	if err != nil || change == nil {
		return err
	}
	s.Say("%s is now %s; what was written so far about %s stays theirs", now.Handle, now.Name, before.Name)
	return w.History.Save([]page.Change{*change})
}
