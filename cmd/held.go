package cmd

import (
	"context"
	"errors"
	"fmt"

	"oneonone/internal/cli"
	"oneonone/internal/history"
	"oneonone/internal/when"
	"oneonone/internal/writing"
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
	if err := writing.ApplyFirst(ctx, s, w, p); err != nil {
		return err
	}
	return writing.Entry(ctx, s, w, e.Ref(), o.noEdit)
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

// farOff is how many days from today a day is a slip of the year more likely
// than meant.
const farOff = 180

// sureOfDay asks about a day that lies far off, and where nobody can be asked
// remarks on it.
func sureOfDay(ctx context.Context, s *cli.Session, day when.Date, ask bool) error {
	days := day.Sub(s.Today())
	if cli.Abs(days) <= farOff {
		return nil
	}
	off := fmt.Sprintf("%s is %d days ahead", cli.LongDate(day), days)
	if days < 0 {
		off = fmt.Sprintf("%s is %d days ago", cli.LongDate(day), -days)
	}
	if !s.Interactive() || !ask {
		s.Say("warning: %s", off)
		return nil
	}
	sure, err := s.Confirm(ctx, off+"; is that the right day?")
	if err == nil && !sure {
		return errors.New("nothing was written")
	}
	return err
}
