package cmd

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"oneonone/internal/cli"
	"oneonone/internal/draft"
	"oneonone/internal/history"
	"oneonone/internal/writing"
	"oneonone/notes"
	"oneonone/notes/page"
	"oneonone/template"
)

type newOptions struct {
	date     string
	template string
	another  bool
	pick     bool
	noEdit   bool
	dryRun   bool
	// noTopics leaves what waits in the hopper, for a meeting that is to come.
	noTopics bool
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
nobody wrote in stays only if you say so. If there is an entry for the day
already, that one is opened; a meeting that was skipped takes place after all.`,
		Example: `  oneonone new alice
  oneonone new alice --date friday
  oneonone new alice --template growth
  oneonone new alice --pick               choose the topics
  oneonone new alice --dry-run            show the entry, write nothing`,
		Args:              cli.ArgsBetween(1, 1),
		ValidArgsFunction: cli.CompleteOnePerson(s),
		RunE: func(c *cobra.Command, args []string) error {
			return runNew(c.Context(), s, args[0], o)
		},
	}
	f := c.Flags()
	f.StringVar(&o.date, "date", "", "the day of the meeting, such as 2026-11-20 or \"next friday\" (default today)")
	f.StringVar(&o.template, "template", "", "the template to start from")
	f.BoolVar(&o.another, "another", false, "write a second entry for the same day")
	f.BoolVar(&o.pick, "pick", false, "choose the topics from a list instead of taking the oldest")
	f.BoolVar(&o.noEdit, "no-edit", false, "do not open the editor")
	f.BoolVar(&o.dryRun, "dry-run", false, "show what would be written and write nothing")
	cli.CompleteFlag(c, "date", cli.CompleteDates(s))
	cli.CompleteFlag(c, "template", cli.CompleteTemplates(s))
	return c
}

func runNew(ctx context.Context, s *cli.Session, word string, o newOptions) error {
	day, err := s.ParseDay(o.date, s.Today())
	if err != nil {
		return err
	}
	w, saved, err := openForNew(ctx, s, word, o.dryRun)
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
	skipped, err := skippedEntry(w, ref, exists)
	if err != nil {
		return err
	}
	if skipped != nil && !skipped.Agenda().Empty {
		return markHeld(ctx, s, w, skipped, o)
	}
	if exists && skipped == nil {
		if o.dryRun {
			s.Say("%s already exists: it would be opened as it is", ref.Path)
			return nil
		}
		return writing.Entry(ctx, s, w, ref, o.noEdit)
	}
	if err := sureOfDay(ctx, s, day, !o.dryRun); err != nil {
		return err
	}
	p, draft, err := planEntry(s, w, person, ref, o)
	if err != nil {
		return err
	}
	if err := overSkipped(s, w, p, skipped); err != nil {
		return err
	}
	if err := cli.RefuseConflicts(p.Changes); err != nil {
		return err
	}
	p.Saved = saved
	if o.dryRun {
		return s.ShowPlan(p)
	}
	editsErr := s.SaveEdits(ctx, w, p.Paths(), saved...)
	if editsErr != nil && ctx.Err() != nil {
		return editsErr
	}
	if o.noEdit || !s.Interactive() {
		_, err := w.Apply(ctx, p)
		return s.TellBoth(writing.SayNew(s, w, draft, err), editsErr)
	}
	return s.TellBoth(writing.New(ctx, s, w, p, draft), editsErr)
}

// planEntry fills the template and plans the entry with what it takes from
// the top page.
func planEntry(s *cli.Session, w *cli.Workspace, person *notes.Person, ref page.EntryRef, o newOptions) (*cli.Plan, *notes.EntryDraft, error) {
	d, err := w.DraftEntry(person.Handle, ref.Date, ref.N)
	if err != nil {
		return nil, nil, err
	}
	if o.noTopics {
		d.Choose(nil)
	}
	if o.pick {
		if err := s.PickTopics(d); err != nil {
			return nil, nil, err
		}
	}
	set, err := w.Templates()
	if err != nil {
		return nil, nil, err
	}
	name, err := draft.Template(w.Folder, set, person, d, o.template)
	if err != nil {
		return nil, nil, err
	}
	text, said, err := draft.Entry(w.Folder, set, name, person, d)
	var fault *template.FileError
	if errors.As(err, &fault) {
		err = cli.Hinted(fmt.Errorf("no entry was created: %w", err), "oneonone template edit %s", name)
	}
	if err != nil {
		return nil, nil, err
	}
	for _, line := range said {
		s.Say("%s", line)
	}
	changes, err := w.Changes(d, text)
	if err != nil {
		return nil, nil, err
	}
	subject := fmt.Sprintf("%s: add 1:1 of %s", person.Handle, strings.TrimSuffix(ref.Path[strings.LastIndexByte(ref.Path, '/')+1:], ".md"))
	return &cli.Plan{Changes: changes, Message: history.Message{Subject: subject}}, d, nil
}
