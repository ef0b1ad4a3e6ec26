package cmd

import (
	"context"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"oneonone/internal/history"
	"oneonone/notes/page"
)

func newUndoCmd(s *session) *cobra.Command {
	var redo, dryRun bool
	c := &cobra.Command{
		Use:   "undo",
		Short: "Take back the last command",
		Long: `Take back the last command, as a new commit: nothing is ever removed from the
history. Undoing twice goes further back, --redo comes forward again.`,
		Example: `  oneonone undo --dry-run                 what would be taken back
  oneonone undo
  oneonone undo --redo`,
		Args: argsBetween(0, 0),
		RunE: func(c *cobra.Command, args []string) error { return s.runUndo(c.Context(), redo, dryRun) },
	}
	c.Flags().BoolVar(&redo, "redo", false, "bring back what was last taken back")
	dryRunFlag(c.Flags(), &dryRun)
	return c
}

func (s *session) runUndo(ctx context.Context, redo, dryRun bool) error {
	var back *history.Plan
	_, err := s.change(ctx, dryRun, func(w *workspace) (*plan, error) {
		var err error
		if back, err = undoPlan(ctx, w, redo); err != nil || back == nil {
			return nil, err
		}
		// Without its settings the folder would be none, and nothing could be
		// brought back: what made it stays.
		back.Changes = slices.DeleteFunc(back.Changes, func(c page.Change) bool {
			return c.New == nil && (c.Path == page.SettingsFile || c.Path == ".gitignore")
		})
		return &plan{changes: back.Changes, message: back.Message}, nil
	})
	if err != nil {
		return err
	}
	verb := "took back"
	if redo {
		verb = "brought back"
	}
	if dryRun {
		verb = "would take back"
	}
	if back == nil {
		s.say("there is nothing to %s", map[bool]string{false: "take back", true: "bring back"}[redo])
		return nil
	}
	for _, c := range back.Command.Commits {
		s.say("%s: %s (%s, %s)", verb, strings.TrimPrefix(c.Subject, "Undo: "), c.Hash[:min(shortHash, len(c.Hash))], c.Time.In(s.env.Now().Location()).Format("2 Jan 15:04"))
	}
	for _, c := range back.Changes {
		s.say("  %s", c.Path)
	}
	if !dryRun && !redo {
		s.say("hint: oneonone undo --redo brings it back")
	}
	return nil
}

func undoPlan(ctx context.Context, w *workspace, redo bool) (*history.Plan, error) {
	if redo {
		return w.hist.RedoPlan(ctx)
	}
	return w.hist.UndoPlan(ctx)
}
