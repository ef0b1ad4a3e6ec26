package cmd

import (
	"context"
	"errors"
	"fmt"

	"github.com/spf13/cobra"

	"oneonone/internal/cli"
	"oneonone/internal/history"
	"oneonone/internal/screen"
	"oneonone/notes/actions"
	"oneonone/notes/promise"
)

type addOptions struct {
	owner, due string
	dryRun     bool
}

func newActionsAddCmd(s *cli.Session) *cobra.Command {
	var o addOptions
	c := &cobra.Command{
		Use:   "add PERSON TEXT",
		Short: "Record a promise made between meetings",
		Long: `Record a promise made between meetings, in today's entry when there is
one, else into the latest, which then says since when it stands; where that is
of half a year ago, into the next that is written already. Prints its handle.`,
		Example: `  oneonone actions add alice "Alice to send the migration plan by Friday"
  oneonone actions add alice review the draft --owner me --due "in 3 days"
  pbpaste | oneonone actions add alice -  an action a line, from standard input`,
		Args:              cli.ArgsBetween(2, -1),
		ValidArgsFunction: cli.CompleteOnePerson(s),
		RunE: func(c *cobra.Command, args []string) error {
			texts, err := s.Lines(args[1:])
			if err != nil {
				return err
			}
			if len(texts) == 0 {
				return cli.Usagef("no text for the action")
			}
			return runActionsAdd(c.Context(), s, args[0], texts, o)
		},
	}
	c.Flags().StringVar(&o.owner, "owner", "", "the owner: a person, me, or @name")
	c.Flags().StringVar(&o.due, "due", "", "when it is due")
	cli.DryRunFlag(c.Flags(), &o.dryRun)
	cli.CompleteFlag(c, "owner", cli.CompleteOwners(s))
	cli.CompleteFlag(c, "due", cli.CompleteDates(s))
	return c
}

func runActionsAdd(ctx context.Context, s *cli.Session, word string, texts []string, o addOptions) error {
	var added []*promise.Thread
	var known []*actions.KnownError
	var look *actions.Lookup
	var opened *cli.Workspace
	_, err := s.Change(ctx, o.dryRun, func(w *cli.Workspace) (*cli.Plan, error) {
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
	if err != nil || o.dryRun {
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
		if _, err := fmt.Fprintln(s.Env.Stdout, short[t.ID]); err != nil {
			return err
		}
		rows = append(rows, screen.NewPromise(w.Grammar(), t.Newest(), ""))
	}
	s.Say("added to %s", cli.ShortPath(added[0].Newest().Path))
	return screen.Promises{Rows: rows, Today: s.Today()}.Write(s.ErrOutput())
}

func newAction(s *cli.Session, w *cli.Workspace, o addOptions) (a actions.NewAction, err error) {
	if o.owner != "" {
		if a.Owner, err = w.NamedOwner(o.owner); err != nil {
			return a, err
		}
	}
	if o.due != "" {
		a.Due, err = s.ParseDue(o.due)
	}
	return a, err
}
