package writing

import (
	"context"
	"errors"
	"fmt"

	"oneonone/internal/cli"
	"oneonone/internal/history"
	"oneonone/internal/text"
	"oneonone/notes/page"
	"oneonone/template"
)

// Entry opens an entry that exists and records what comes back.
func Entry(ctx context.Context, s *cli.Session, w *cli.Workspace, ref page.EntryRef, noEdit bool) error {
	if err := fillAhead(ctx, s, w, ref); err != nil {
		return err
	}
	if noEdit || !s.Interactive() {
		fmt.Fprintln(s.Env.Stdout, w.Shown(ref.Path))
		return nil
	}
	v, err := begin(ctx, s, w, ref.Path)
	if err != nil {
		return err
	}
	was := lastCommit(ctx, w, ref.Path)
	editErr := s.Edit(ctx, w, ref.Path, template.CursorLine(v.opened))
	result, err := v.end(ctx, history.Message{Subject: "Save edits to " + cli.ShortPath(ref.Path)})
	if err != nil {
		return errors.Join(err, editErr)
	}
	if w.Gone(ref.Path) {
		s.Say("%s was removed in the editor", cli.ShortPath(ref.Path))
		if len(was) > 0 {
			s.Say("hint: oneonone restore %s %s --at %s brings it back", ref.Person, page.EntryName(ref.Date, ref.N), was)
		}
		return editErr
	}
	fmt.Fprintln(s.Env.Stdout, w.Shown(ref.Path))
	if len(result.Commits) == 0 {
		s.Say("%s unchanged", cli.ShortPath(ref.Path))
		return editErr
	}
	if err := SayEntry(s, w, ref); err != nil {
		return err
	}
	return editErr
}

// fillAhead brings an entry that was prepared ahead up to date on the day of its meeting.
func fillAhead(ctx context.Context, s *cli.Session, w *cli.Workspace, ref page.EntryRef) error {
	if ref.Date.Before(s.Today()) {
		return nil
	}
	noted, lines, err := w.PlanNoted(ref)
	if err != nil {
		return err
	}
	if len(noted) > 0 {
		p := &cli.Plan{Changes: noted, Message: history.Message{Subject: fmt.Sprintf("%s: bring what was noted into the 1:1 of %s", ref.Person, ref.Date)}}
		if err := ApplyFirst(ctx, s, w, p); err != nil {
			return err
		}
		s.Say("added to %s: %s noted since", cli.ShortPath(ref.Path), text.Count(lines, "line", "lines"))
	}
	change, added, err := w.PlanFollowUps(ref)
	if err != nil || change == nil {
		return err
	}
	p := &cli.Plan{Changes: []page.Change{*change},
		Message: history.Message{Subject: fmt.Sprintf("%s: bring promises into the 1:1 of %s", ref.Person, ref.Date)}}
	if err := ApplyFirst(ctx, s, w, p); err != nil {
		return err
	}
	s.Say("added to %s: %s of the meetings since it was made", cli.ShortPath(ref.Path), text.Count(added, "promise", "promises"))
	return nil
}

// ApplyFirst performs a plan before an entry is opened. If git cannot record now,
// recording what comes back will say so.
func ApplyFirst(ctx context.Context, s *cli.Session, w *cli.Workspace, p *cli.Plan) error {
	if err := s.SaveEdits(ctx, w, p.Paths()); err != nil && ctx.Err() != nil {
		return err
	}
	_, err := w.Apply(ctx, p)
	var notRecorded *history.NotRecordedError
	if errors.As(err, &notRecorded) {
		return nil
	}
	return err
}
