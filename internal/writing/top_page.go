package writing

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"oneonone/internal/cli"
	"oneonone/internal/history"
	"oneonone/notes"
	"oneonone/notes/clause"
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
	v, err := begin(ctx, s, w, path)
	if err != nil {
		return err
	}
	editErr := s.Edit(ctx, w, path, 1)
	if err := v.keepMeanwhile(ctx); err != nil {
		return errors.Join(err, editErr)
	}
	if err := keepFormerNames(s, w, p); err != nil {
		return errors.Join(err, editErr)
	}
	result, err := v.record(ctx, history.Message{Subject: "Save edits to " + cli.ShortPath(path)})
	if err != nil {
		return errors.Join(err, editErr)
	}
	if readers := w.Readers([]string{path}); readers != "" && len(result.Commits) > 0 {
		s.Say("%s: %s", cli.ShortPath(path), readers)
	}
	if w.Gone(path) && len(result.Commits) > 0 {
		s.Say("the top page of %s was removed in the editor", p.Handle)
		s.Say("hint: oneonone undo brings it back")
	}
	return editErr
}

// keepFormerNames records, on a top page that came back from the editor, what the
// person was called before, so that the notes so far keep their meaning.
func keepFormerNames(s *cli.Session, w *cli.Workspace, before *notes.Person) error {
	edited, err := s.Open()
	if err != nil {
		return err
	}
	now := edited.Person(before.Handle)
	if now == nil || !now.HasTop {
		return nil
	}
	given := clause.Without(before.Called(), slices.Concat(now.Called(), now.FormerNames()))
	change, err := edited.KeepFormer(now.Handle, given)
	if err != nil || change == nil {
		return err
	}
	s.Say("what was written so far about %s stays with %s: it is kept as a former name", strings.Join(given, " and "), now.Handle)
	return w.History.Save([]page.Change{*change})
}
