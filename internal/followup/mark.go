package followup

import (
	"context"
	"fmt"

	"oneonone/internal/cli"
	"oneonone/internal/when"
	"oneonone/notes/actions"
	"oneonone/notes/clause"
	"oneonone/notes/promise"
)

// Mark marks the actions that the arguments name as done, dropped or open again,
// as verb says.
func Mark(ctx context.Context, s *cli.Session, args []string, verb string, to clause.State, dryRun bool) error {
	fits := func(t *promise.Thread) bool { return (t.State == clause.Open) != (to == clause.Open) }
	return Change(ctx, s, args, fits, verb, dryRun, func(p *actions.Plan, t *promise.Thread) (string, error) {
		if t.State == to {
			s.Say("%s: already %s: %s", t.Person, to, t.Text)
			return "", nil
		}
		return fmt.Sprintf("%s: %s: %s", t.Person, verb, t.Text), p.Mark(t, to, s.Today())
	})
}

// SetDue sets the due date of actions; with none it removes it.
func SetDue(ctx context.Context, s *cli.Session, args []string, due when.Date, dryRun bool) error {
	return Change(ctx, s, args, IsOpen, "due "+dueWords(due), dryRun, func(p *actions.Plan, t *promise.Thread) (string, error) {
		if t.Due == due && !t.Newest().DueSpoken {
			s.Say("%s: already due %s: %s", t.Person, dueWords(due), t.Text)
			return "", nil
		}
		what := fmt.Sprintf("%s: due %s: %s", t.Person, dueWords(due), t.Text)
		if due.IsZero() && t.Newest().DueSpoken {
			return "", cli.Hinted(fmt.Errorf("the due date %s is part of the text of %s:%d", t.Due, t.Newest().Path, t.Newest().Line),
				"give it another date, or reword it with oneonone edit %s", t.Person)
		}
		return what, p.SetDue(t, due)
	})
}

func dueWords(due when.Date) string {
	if due.IsZero() {
		return "none"
	}
	return due.String()
}

// Assign gives actions to the owner that a word names.
func Assign(ctx context.Context, s *cli.Session, args []string, word string, dryRun bool) error {
	w, err := s.Open()
	if err != nil {
		return err
	}
	owner, err := w.NamedOwner(word)
	if err != nil {
		return err
	}
	who := cli.OwnersText([]string{owner})
	return Change(ctx, s, args, IsOpen, "assign to "+who, dryRun, func(p *actions.Plan, t *promise.Thread) (string, error) {
		if len(t.Owners) == 1 && t.Owners[0] == owner {
			s.Say("%s: already %s: %s", t.Person, cli.Possessive(owner), t.Text)
			return "", nil
		}
		return fmt.Sprintf("%s: now %s: %s", t.Person, cli.Possessive(owner), t.Words()), p.SetOwner(t, owner)
	})
}
