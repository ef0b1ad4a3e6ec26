package followup

import (
	"context"
	"errors"
	"fmt"

	"oneonone/internal/cli"
	"oneonone/internal/history"
	"oneonone/internal/screen"
	"oneonone/notes/actions"
	"oneonone/notes/promise"
)

// AddOptions are what a new action's text may leave unsaid.
type AddOptions struct {
	Owner, Due string
	DryRun     bool
}

// Add records promises made between meetings, one per line of input or one made
// of all args, and prints their handles.
func Add(ctx context.Context, s *cli.Session, word string, args []string, o AddOptions) error {
	texts, err := s.Lines(args)
	if err != nil {
		return err
	}
	if len(texts) == 0 {
		return cli.Usagef("no text for the action")
	}
	var added []*promise.Thread
	var known []*actions.KnownError
	var look *actions.Lookup
	var opened *cli.Workspace
	_, err = s.Change(ctx, o.DryRun, func(w *cli.Workspace) (*cli.Plan, error) {
		added, known = nil, nil
		person, err := w.Find(word)
		if err != nil {
			return nil, err
		}
		a, err := newAction(s, w, o)
		if err != nil {
			return nil, err
		}
		into, err := w.EntryToAddTo(person.Handle)
		if err != nil {
			return nil, err
		}
		opened, look = w, actions.In(w.Folder)
		plan := look.Plan()
		for _, a.Text = range texts {
			err := plan.Add(into, a, s.Today())
			if have := (*actions.KnownError)(nil); errors.As(err, &have) {
				known = append(known, have)
				continue
			}
			if none := (*actions.NoActionError)(nil); errors.As(err, &none) {
				return nil, cli.Usage(err)
			}
			if early := (*actions.ErrDueTooEarly)(nil); errors.As(err, &early) {
				return nil, cli.Hinted(cli.Usage(err), "write the year, as in 2026-12-04")
			}
			if err != nil {
				return nil, err
			}
		}
		changes, err := plan.Changes()
		if err != nil || len(changes) == 0 {
			return nil, err
		}
		added = plan.Added()
		said := make([]string, len(added))
		for i, t := range added {
			said[i] = t.Text
		}
		return &cli.Plan{Changes: changes, Message: history.Message{Subject: cli.SubjectLine(person.Handle+": add action: ", said)}}, nil
	})
	if err != nil || o.DryRun {
		return err
	}
	for _, k := range known {
		s.Say("%s", k.Error())
	}
	return sayAdded(s, opened, look, added)
}

// sayAdded prints the handles of new actions, and how they were understood.
func sayAdded(s *cli.Session, w *cli.Workspace, look *actions.Lookup, added []*promise.Thread) error {
	var rows []screen.Promise
	if len(added) == 0 {
		return nil
	}
	short := look.Short(added...)
	for _, t := range added {
		if _, err := fmt.Fprintln(s.Env.Stdout, short.Short(t.ID)); err != nil {
			return err
		}
		rows = append(rows, screen.NewPromise(w.Grammar(), t.Newest(), ""))
	}
	s.Say("added to %s", cli.ShortPath(added[0].Newest().Path))
	return screen.Promises{Rows: rows, Today: s.Today()}.Write(s.ErrOutput())
}

func newAction(s *cli.Session, w *cli.Workspace, o AddOptions) (a actions.NewAction, err error) {
	if o.Owner != "" {
		if a.Owner, err = w.NamedOwner(o.Owner); err != nil {
			return a, err
		}
	}
	if o.Due != "" {
		a.Due, err = s.ParseDue(o.Due)
	}
	return a, err
}
