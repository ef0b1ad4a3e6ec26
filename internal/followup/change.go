package followup

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"oneonone/internal/cli"
	"oneonone/internal/lookup"
	"oneonone/notes/actions"
	"oneonone/notes/clause"
	"oneonone/notes/markdown"
	"oneonone/notes/promise"
)

// Change changes the actions that the arguments name, in one commit. planned
// plans the change of one and returns what to say about it afterwards, "" when
// there is nothing to change.
func Change(ctx context.Context, s *cli.Session, args []string, fits func(*promise.Thread) bool, verb string, dryRun bool,
	planned func(p *actions.Plan, t *promise.Thread) (string, error)) error {
	_, err := s.Change(ctx, dryRun, func(w *cli.Workspace) (*cli.Plan, error) {
		look := actions.In(w.Folder)
		found, err := Find(look, args, fits)
		if err != nil {
			return nil, err
		}
		actions := look.Plan()
		var said []string
		var told []cli.Told
		for _, t := range found {
			what, err := planned(actions, t)
			if err != nil {
				return nil, explained(err, t)
			}
			if what == "" {
				continue
			}
			said, told = append(said, what), append(told, cli.Told{Person: t.Person, Text: t.Text})
		}
		if len(told) == 0 {
			return nil, nil
		}
		changes, err := actions.Changes()
		if err != nil {
			return nil, explained(err, found[0])
		}
		said = append(said, newHandles(actions, found)...)
		return &cli.Plan{Changes: changes, Message: cli.MessageOf(verb, told), Said: said}, nil
	})
	return err
}

// explained adds the next step to an error that keeps an action from being changed.
func explained(err error, t *promise.Thread) error {
	var early *actions.ErrDueTooEarly
	if errors.As(err, &early) {
		return cli.Hinted(cli.Usage(err), "a due date is on or after the day of the meeting; to say it will not be done, use oneonone actions drop")
	}
	var known interface{ Hint() string }
	var problem *markdown.Problem
	if errors.As(err, &problem) || errors.As(err, &known) {
		return err
	}
	line := t.Newest()
	return cli.Hinted(err, "oneonone edit %s %s opens the note", t.Person, strings.TrimSuffix(line.Path[strings.LastIndexByte(line.Path, '/')+1:], ".md"))
}

// newHandles reports actions whose handle has changed: a handle is made from how
// an action began, including its first line's owner.
func newHandles(p *actions.Plan, found []*promise.Thread) []string {
	var said []string
	for _, t := range found {
		for _, now := range p.After(t.Person) {
			if now.Newest().Path == t.Newest().Path && now.Newest().Line == t.Newest().Line && now.Text != t.Text && now.ID != t.ID {
				said = append(said, fmt.Sprintf("%s: its handle is now %s", t.Person, now.ID[:5]))
			}
		}
	}
	return said
}

// Find resolves what the arguments name. Nothing is found unless everything is.
func Find(look *actions.Lookup, args []string, fits func(*promise.Thread) bool) ([]*promise.Thread, error) {
	found, err := look.Find(args, fits)
	var several *lookup.AmbiguousError
	if errors.As(err, &several) {
		return nil, cli.Hinted(err, "name one by its handle, or type more of its words")
	}
	return found, err
}

// IsOpen fits the promises that are neither done nor dropped.
func IsOpen(t *promise.Thread) bool { return t.State == clause.Open }
