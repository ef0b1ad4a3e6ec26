package retrace

import (
	"context"
	"errors"
	"slices"
	"strings"

	"oneonone/internal/cli"
	"oneonone/internal/exchange"
	"oneonone/internal/history"
	"oneonone/internal/mergedriver"
	"oneonone/internal/noting"
	"oneonone/notes/page"
)

// UndoOptions say what is taken back, or brought back with Redo.
type UndoOptions struct{ Redo, Private, DryRun bool }

// Undo takes back the last command, as a new commit.
func Undo(ctx context.Context, s *cli.Session, o UndoOptions) error {
	var back *history.Plan
	_, err := s.Change(ctx, o.DryRun, func(w *cli.Workspace) (*cli.Plan, error) {
		var err error
		if back, err = undoPlan(ctx, w, o); err != nil || back == nil {
			return nil, err
		}
		// Without its settings it would not be a notes folder, and nothing could be
		// redone: they stay.
		back.Changes = slices.DeleteFunc(back.Changes, func(c page.Change) bool {
			return c.New == nil && (c.Path == page.SettingsFile || c.Path == ".gitignore" || c.Path == mergedriver.AttributesFile)
		})
		if err := giveBack(ctx, w, back, o); err != nil {
			return nil, err
		}
		return &cli.Plan{Moves: back.Moves, Changes: back.Changes, Message: back.Message, Untold: true}, nil
	})
	if err != nil {
		return err
	}
	if err := takeAgain(ctx, s, back, o); err != nil {
		return err
	}
	verb := "took back"
	if o.Redo {
		verb = "brought back"
	}
	if o.DryRun {
		verb = "would take back"
	}
	if back == nil {
		s.Say("nothing to %s", map[bool]string{false: "take back", true: "bring back"}[o.Redo])
		return nil
	}
	for _, c := range back.Command.Commits {
		s.Say("%s: %s (%s, %s)", verb, strings.TrimPrefix(c.Subject, "Undo: "), cli.ShortHash(c.Hash), c.Time.In(s.Env.Now().Location()).Format("2 Jan 15:04"))
	}
	for _, m := range back.Moves {
		s.Say("  %s is %s again", m.From, m.To)
	}
	for _, c := range back.Changes {
		s.Say("  %s", c.Path)
	}
	if back.Message.Inbox.Line != "" {
		s.Say("  %s", page.InboxFile)
	}
	exchange.SayRead(ctx, s, back, o.Redo, o.DryRun)
	if !o.DryRun && !o.Redo {
		s.Say("hint: oneonone undo --redo brings it back")
	}
	return nil
}

func undoPlan(ctx context.Context, w *cli.Workspace, o UndoOptions) (p *history.Plan, err error) {
	if o.Redo {
		p, err = w.History.RedoPlan(ctx, o.Private)
	} else {
		p, err = w.History.UndoPlan(ctx, o.Private)
	}
	if kept := w.History.Kept(); errors.Is(err, history.ErrNothing) && kept != nil {
		err = kept
	}
	return p, err
}

// giveBack puts a line back into the inbox before undo takes it out of the notes: a
// run that ends in between leaves it in both, and sorting the inbox recognises what
// is already noted.
func giveBack(ctx context.Context, w *cli.Workspace, back *history.Plan, o UndoOptions) error {
	if back.Message.Inbox.Line == "" || o.Redo || o.DryRun {
		return nil
	}
	return noting.GiveBack(ctx, w.History, w.Dir, back.Message.Inbox.Line)
}

// takeAgain takes a line that the notes have again out of the inbox.
func takeAgain(ctx context.Context, s *cli.Session, back *history.Plan, o UndoOptions) error {
	if back == nil || back.Message.Inbox.Line == "" || !o.Redo || o.DryRun {
		return nil
	}
	w, err := s.Open()
	if err != nil {
		return err
	}
	defer w.History.Close()
	return noting.Take(ctx, w.History, w.Dir, back.Message.Inbox.Line)
}
