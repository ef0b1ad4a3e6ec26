package cmd

import (
	"context"
	"errors"
	"fmt"

	"oneonone/internal/cli"
	"oneonone/internal/history"
	"oneonone/internal/text"
	"oneonone/notes/page"
)

// skippedEntry is the entry of a meeting that was skipped and is to take place
// after all; nil for any other.
func skippedEntry(w *cli.Workspace, ref page.EntryRef, exists bool) (*page.Entry, error) {
	if !exists {
		return nil, nil
	}
	e, err := w.Read(ref)
	if err != nil || !e.Meeting().Skipped {
		return nil, nil // what cannot be read is for the editor to show
	}
	return e, nil
}

// markHeld opens the entry of a skipped meeting that has notes all the same: it
// loses the mark.
func markHeld(ctx context.Context, s *cli.Session, w *cli.Workspace, e *page.Entry, o newOptions) error {
	change, err := w.PlanHeld(e)
	if err != nil {
		return err
	}
	subject := fmt.Sprintf("%s: 1:1 of %s took place after all", e.Person, e.Date)
	p := &cli.Plan{Changes: []page.Change{*change}, Message: history.Message{Subject: subject}}
	if o.dryRun {
		return s.ShowPlan(p)
	}
	sayHeld(s, e)
	if err := applyFirst(ctx, s, w, p); err != nil {
		return err
	}
	return openEntry(ctx, s, w, e.Ref(), o.noEdit)
}

func sayHeld(s *cli.Session, e *page.Entry) {
	s.Say("the meeting of %s was skipped; now it takes place", cli.LongDate(e.Date))
}

// overSkipped puts a new entry over one that says no more than that its meeting
// is skipped.
func overSkipped(s *cli.Session, w *cli.Workspace, p *cli.Plan, e *page.Entry) error {
	if e == nil {
		return nil
	}
	sayHeld(s, e)
	for i, c := range p.Changes {
		if c.Path != e.Path {
			continue
		}
		p.Changes[i].Old = e.Src
		if len(e.MovedFrom) > 0 {
			var err error
			if p.Changes[i].New, err = w.SetMovedFrom(c.Path, c.New, e.MovedFrom); err != nil {
				return err
			}
		}
	}
	return nil
}

// fillAhead brings an entry that was made ahead up to the day of its meeting.
func fillAhead(ctx context.Context, s *cli.Session, w *cli.Workspace, ref page.EntryRef) error {
	if ref.Date.Before(s.Today()) {
		return nil
	}
	change, added, err := w.PlanFollowUps(ref)
	if err != nil || change == nil {
		return err
	}
	p := &cli.Plan{Changes: []page.Change{*change},
		Message: history.Message{Subject: fmt.Sprintf("%s: bring promises into the 1:1 of %s", ref.Person, ref.Date)}}
	if err := applyFirst(ctx, s, w, p); err != nil {
		return err
	}
	s.Say("added to %s: %s of the meetings since it was made", cli.ShortPath(ref.Path), text.Count(added, "promise", "promises"))
	return nil
}

// applyFirst performs a plan before an entry is opened. Where git cannot record
// now, recording what comes back says so.
func applyFirst(ctx context.Context, s *cli.Session, w *cli.Workspace, p *cli.Plan) error {
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

// keepUnwritten asks whether an entry nobody wrote in is to stay, and so count
// as a meeting. A window of its own may still have it open.
func keepUnwritten(ctx context.Context, s *cli.Session, ref page.EntryRef) (bool, error) {
	s.Say("nothing is written in %s yet", cli.ShortPath(ref.Path))
	s.Say("hint: an editor with its own window needs to wait, as with \"code --wait\"; otherwise save there before you answer")
	return s.Confirm(ctx, "keep the entry as a meeting?")
}
