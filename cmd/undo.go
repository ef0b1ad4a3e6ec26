package cmd

import (
	"context"
	"errors"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"oneonone/internal/cli"
	"oneonone/internal/exchange"
	"oneonone/internal/history"
	"oneonone/notes/page"
)

type undoOptions struct{ redo, private, dryRun bool }

func newUndoCmd(s *cli.Session) *cobra.Command {
	var o undoOptions
	c := &cobra.Command{
		Use:   "undo",
		Short: "Take back the last command",
		Long: `Take back the last command, as a new commit: nothing is ever removed from the
history. Undoing twice goes further back, --redo comes forward again.`,
		Example: `  oneonone undo --dry-run                 what would be taken back
  oneonone undo
  oneonone undo --redo
  oneonone undo --private                 the last one on private notes`,
		Args: cli.ArgsBetween(0, 0),
		RunE: func(c *cobra.Command, args []string) error { return runUndo(c.Context(), s, o) },
	}
	c.Flags().BoolVar(&o.redo, "redo", false, "bring back what was last taken back")
	c.Flags().BoolVar(&o.private, "private", false, "the last command that changed private notes")
	cli.DryRunFlag(c.Flags(), &o.dryRun)
	return c
}

func runUndo(ctx context.Context, s *cli.Session, o undoOptions) error {
	var back *history.Plan
	_, err := s.Change(ctx, o.dryRun, func(w *cli.Workspace) (*cli.Plan, error) {
		var err error
		if back, err = undoPlan(ctx, w, o); err != nil || back == nil {
			return nil, err
		}
		// Without its settings the folder would be none, and nothing could be
		// brought back: what made it stays.
		back.Changes = slices.DeleteFunc(back.Changes, func(c page.Change) bool {
			return c.New == nil && (c.Path == page.SettingsFile || c.Path == ".gitignore" || c.Path == history.AttributesFile)
		})
		return &cli.Plan{Moves: back.Moves, Changes: back.Changes, Message: back.Message, Untold: true}, nil
	})
	if err != nil {
		return err
	}
	verb := "took back"
	if o.redo {
		verb = "brought back"
	}
	if o.dryRun {
		verb = "would take back"
	}
	if back == nil {
		s.Say("nothing to %s", map[bool]string{false: "take back", true: "bring back"}[o.redo])
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
	exchange.SayRead(ctx, s, back, o.redo, o.dryRun)
	if !o.dryRun && !o.redo {
		s.Say("hint: oneonone undo --redo brings it back")
	}
	return nil
}

func undoPlan(ctx context.Context, w *cli.Workspace, o undoOptions) (p *history.Plan, err error) {
	if o.redo {
		p, err = w.History.RedoPlan(ctx, o.private)
	} else {
		p, err = w.History.UndoPlan(ctx, o.private)
	}
	if kept := w.History.Kept(); errors.Is(err, history.ErrNothing) && kept != nil {
		err = kept
	}
	return p, err
}
