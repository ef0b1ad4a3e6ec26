package roster

import (
	"context"
	"fmt"
	"slices"

	"oneonone/internal/cli"
	"oneonone/internal/draft"
	"oneonone/internal/history"
	"oneonone/notes/markdown"
	"oneonone/notes/page"
)

// Add adds somebody: a folder with a top page. No handle is one of the reserved
// words.
func Add(ctx context.Context, s *cli.Session, o Front, reserved func(word string) bool, dryRun bool) error {
	if err := o.check(s); err != nil {
		return err
	}
	further := map[string]any{}
	if err := o.setWhen(s, further); err != nil {
		return err
	}
	saved, err := s.EnsureFolder(ctx, dryRun, nil)
	if err != nil {
		return err
	}
	var handle string
	_, err = s.Change(ctx, dryRun, func(w *cli.Workspace) (*cli.Plan, error) {
		add, h, err := draft.NewPerson(w, o.Page, reserved)
		if err == nil {
			add.New, err = markdown.SetFront(add.New, further)
		}
		if err != nil {
			return nil, err
		}
		handle = h
		given, err := w.GiveAway(h, o.Name)
		if err != nil {
			return nil, err
		}
		message := naming(add.Path, h+": add "+o.Name)
		return &cli.Plan{Changes: append([]page.Change{add}, given...), Message: message, Saved: saved}, nil
	})
	if err != nil || dryRun {
		return err
	}
	fmt.Fprintln(s.Env.Stdout, handle)
	return nil
}

// naming is the message of a command that names somebody, which may also record
// until when others had that name: their own repositories are not told whose name
// it is now.
func naming(path, subject string) history.Message {
	return history.Message{Subject: subject, About: func(paths []string) (string, string) {
		if slices.Contains(paths, path) || slices.Contains(paths, page.PrivateDir+"/"+path) {
			return subject, ""
		}
		return "Note until when a name was theirs", ""
	}}
}
