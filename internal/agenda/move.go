package agenda

import (
	"context"
	"fmt"

	"oneonone/internal/cli"
	"oneonone/notes"
	"oneonone/notes/page"
)

// MoveOptions say where a topic goes: exactly one of To, First and Last.
type MoveOptions struct {
	To          string
	First, Last bool
	DryRun      bool
}

// MoveTopic moves a topic to somebody else's hopper, or to the top or bottom of its own.
func MoveTopic(ctx context.Context, s *cli.Session, args []string, o MoveOptions) error {
	chosen := 0
	for _, set := range []bool{o.To != "", o.First, o.Last} {
		if set {
			chosen++
		}
	}
	if chosen != 1 {
		return cli.Usagef("needs one of --to PERSON, --first or --last")
	}
	switch {
	case o.First:
		return onTopic(ctx, s, args, o.DryRun, "first in hopper: ", "comes first", func(w *cli.Workspace, handle string, t *notes.WaitingTopic) ([]page.Change, error) {
			return one(w.FirstTopic(handle, t))
		})
	case o.Last:
		return onTopic(ctx, s, args, o.DryRun, "last in hopper: ", "comes last", func(w *cli.Workspace, handle string, t *notes.WaitingTopic) ([]page.Change, error) {
			return one(w.LastTopic(handle, t, s.Today()))
		})
	}
	return onTopic(ctx, s, args, o.DryRun, "move to "+o.To+": ", "moved to "+o.To, func(w *cli.Workspace, handle string, t *notes.WaitingTopic) ([]page.Change, error) {
		to, err := w.Find(o.To)
		if err != nil {
			return nil, err
		}
		if to.Handle == handle {
			return nil, cli.Usagef("%q is already waiting for %s", t.Text, handle)
		}
		return w.GiveTopic(handle, to.Handle, t)
	})
}

// one is a change as a list, empty when there is nothing to change.
func one(c *page.Change, err error) ([]page.Change, error) {
	if c == nil {
		return nil, err
	}
	return []page.Change{*c}, err
}

// peopleOfRole are the present people of a role.
func peopleOfRole(s *cli.Session, word string) ([]string, error) {
	role, err := cli.ParseRole(word)
	if err != nil {
		return nil, err
	}
	w, err := s.Open()
	if err != nil {
		return nil, err
	}
	var handles []string
	for _, p := range w.Present() {
		if p.Role == role {
			handles = append(handles, p.Handle)
		}
	}
	if len(handles) == 0 {
		return nil, fmt.Errorf("no one has the role %s", role)
	}
	return handles, nil
}
