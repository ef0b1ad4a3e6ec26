package cmd

import (
	"context"
	"errors"
	"strings"
	"sync"

	"github.com/spf13/cobra"

	"oneonone/internal/cli"
	"oneonone/internal/exchange"
	"oneonone/internal/meeting"
	"oneonone/internal/writing"
	"oneonone/notes/page"
)

type newOptions struct {
	meeting.Options
	date    string
	another bool
	noEdit  bool
	dryRun  bool
}

func newNewCmd(s *cli.Session) *cobra.Command {
	var o newOptions
	c := &cobra.Command{
		Use:   "new PERSON",
		Short: "Write today's entry with someone",
		Long: `Write today's entry with someone and open it in the editor.

It starts with what was promised and is not done, the topics that wait in the
hopper, and the goals; the cursor is where you write. When the editor closes,
the entry is recorded in git, and a few lines say what was understood. An entry
nobody wrote in stays only if you say so. If the day already has an entry, that
one is opened; a meeting that was skipped takes place after all. It asks before
writing for a day that is far off; a script says --yes.

The first entry with a report is that of a first meeting, even if they were on
the team before you, and the first after a long leave welcomes them back;
--template weekly makes an ordinary one.`,
		Example: `  oneonone new alice
  oneonone new alice --date friday
  oneonone new alice --template growth
  oneonone new alice --mode walk          how you meet
  oneonone new alice --pick               choose the topics, or add one
  oneonone new alice --dry-run            show the entry, write nothing`,
		Args:              cli.ArgsBetween(1, 1),
		ValidArgsFunction: cli.CompleteOnePerson(s),
		RunE: func(c *cobra.Command, args []string) error {
			return runNew(c.Context(), s, args[0], o)
		},
	}
	f := c.Flags()
	f.StringVar(&o.date, "date", "", "the day of the meeting, such as 2026-11-20 or \"next friday\" (default today)")
	f.StringVar(&o.Template, "template", "", "the template to start from")
	f.StringVar(&o.Mode, "mode", "", "how you meet: "+strings.Join(page.Modes, ", ")+" (default: what their page says)")
	f.BoolVar(&o.another, "another", false, "write a second entry for the same day")
	f.BoolVar(&o.Pick, "pick", false, "choose the topics from a list instead of taking the oldest, or add one")
	f.BoolVar(&o.noEdit, "no-edit", false, "do not open the editor")
	f.BoolVar(&o.dryRun, "dry-run", false, "show what would be written and write nothing")
	cli.CompleteFlag(c, "date", cli.CompleteDates(s))
	cli.CompleteFlag(c, "template", cli.CompleteTemplates(s))
	cli.CompleteFlag(c, "mode", cobra.FixedCompletions(page.Modes, cobra.ShellCompDirectiveNoFileComp))
	return c
}

func runNew(ctx context.Context, s *cli.Session, word string, o newOptions) error {
	day, err := s.ParseDay(o.date, s.Today())
	if err = errors.Join(err, meeting.ValidMode(o.Mode)); err != nil {
		return err
	}
	if !o.dryRun {
		exchange.Auto(ctx, s)
	}
	sure := sync.OnceValue(func() error { return meeting.SureOfDay(ctx, s, day, !o.dryRun) })
	w, saved, err := openForNew(ctx, s, word, o.dryRun, sure)
	if err != nil {
		return err
	}
	person, err := w.Find(word)
	if err != nil {
		return err
	}
	s.SayProblems(person.Problems)
	ref, exists, err := w.EntryOfDay(person.Handle, day, o.another)
	if err != nil {
		return err
	}
	skipped, err := meeting.Skipped(w, ref, exists)
	if err != nil {
		return err
	}
	if skipped != nil && (!skipped.Agenda().Empty || len(skipped.Dated()) > 0) {
		return markHeld(ctx, s, w, skipped, o)
	}
	if exists && skipped == nil {
		return openAgain(ctx, s, w, ref, o)
	}
	if err := sure(); err != nil {
		return err
	}
	p, draft, err := meeting.PlanEntry(s, w, person, ref, o.Options)
	if err != nil {
		return err
	}
	if err := meeting.OverSkipped(s, w, p, skipped); err != nil {
		return err
	}
	if err := cli.RefuseConflicts(p.Changes); err != nil {
		return err
	}
	p.Saved = saved
	if o.dryRun {
		return s.ShowPlan(p)
	}
	return writing.New(ctx, s, w, p, draft, o.noEdit)
}

// openAgain opens an entry that is there already.
func openAgain(ctx context.Context, s *cli.Session, w *cli.Workspace, ref page.EntryRef, o newOptions) error {
	var mode *cli.Plan
	var err error
	if o.Mode != "" {
		mode, err = meeting.PlanMode(w, ref, o.Mode)
	}
	switch {
	case err != nil:
		return err
	case o.dryRun && mode != nil:
		return s.ShowPlan(mode)
	case o.dryRun:
		s.Say("%s already exists: it would be opened as it is", ref.Path)
		return nil
	case mode != nil:
		if err := writing.ApplyFirst(ctx, s, w, mode); err != nil {
			return err
		}
	}
	return writing.Entry(ctx, s, w, ref, o.noEdit)
}

// markHeld opens the entry of a meeting marked as skipped that was held after all.
func markHeld(ctx context.Context, s *cli.Session, w *cli.Workspace, e *page.Entry, o newOptions) error {
	p, err := meeting.PlanHeld(w, e)
	if err != nil {
		return err
	}
	if o.dryRun {
		return s.ShowPlan(p)
	}
	meeting.SayHeld(s, e)
	if err := writing.ApplyFirst(ctx, s, w, p); err != nil {
		return err
	}
	return openAgain(ctx, s, w, e.Ref(), o)
}
