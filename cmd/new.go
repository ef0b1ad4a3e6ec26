package cmd

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"oneonone/internal/cli"
	"oneonone/internal/draft"
	"oneonone/internal/history"
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
		return openEntry(ctx, s, w, ref, o.noEdit)
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
		result, err := w.Apply(ctx, p)
		return s.TellBoth(saidNew(s, w, draft, result, err), editsErr)
	}
	return s.TellBoth(writeInEditor(ctx, s, w, p, draft), editsErr)
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

// writeInEditor saves the entry, opens it where writing starts, and records
// what came back. No lock is held while the editor runs.
func writeInEditor(ctx context.Context, s *cli.Session, w *cli.Workspace, p *cli.Plan, draft *notes.EntryDraft) error {
	if err := w.History.Save(p.Changes); err != nil {
		return err
	}
	entry := entryChange(p.Changes, draft.Ref.Path)
	line := template.CursorLine(entry.New)
	editErr := s.Edit(ctx, w, draft.Ref.Path, line)
	now, readErr := fs.ReadFile(w.FS, draft.Ref.Path)
	unwritten := func() bool { return bytes.Equal(now, entry.New) || len(bytes.TrimSpace(now)) == 0 }
	untouched := readErr == nil && unwritten()
	if untouched && editErr == nil && !draft.Ref.Date.After(s.Today()) {
		keep, asked := keepUnwritten(ctx, s, draft.Ref)
		now, readErr = fs.ReadFile(w.FS, draft.Ref.Path) // an editor may have been at it meanwhile
		if untouched = readErr == nil && unwritten(); untouched && !keep {
			return takeBack(s, w, emptied(p, draft.Ref.Path, now), true, asked) // also when the answer was Ctrl-C
		}
		if asked != nil {
			return asked
		}
	}
	if readErr == nil && editErr == nil {
		if err := keepMeanwhile(ctx, s, w, draft.Ref.Path, entry.New, nil); err != nil {
			return err
		}
	}
	if errors.Is(readErr, os.ErrNotExist) || (editErr != nil && untouched) {
		return takeBack(s, w, emptied(p, draft.Ref.Path, now), readErr == nil, editErr)
	}
	// The person has written: from here on nothing cancels the recording.
	result, err := w.History.Record(context.WithoutCancel(ctx), p.Paths(), p.Message)
	if err = saidNew(s, w, draft, result, err); err != nil {
		return err
	}
	return editErr
}

func entryChange(changes []page.Change, path string) page.Change {
	for _, c := range changes {
		if c.Path == path {
			return c
		}
	}
	return page.Change{}
}

// emptied is the plan as it stands on disk now that the entry's text may be gone:
// an emptied entry is as good as one nobody wrote in.
func emptied(p *cli.Plan, entry string, now []byte) *cli.Plan {
	for i := range p.Changes {
		if p.Changes[i].Path == entry {
			p.Changes[i].New = now
		}
	}
	return p
}

// takeBack undoes a scaffold nobody wrote in: the entry is removed and its
// topics are where they were.
func takeBack(s *cli.Session, w *cli.Workspace, p *cli.Plan, entryThere bool, cause error) error {
	var back []page.Change
	for _, c := range p.Changes {
		if page.ParsePath(c.Path).Kind == page.KindEntry && !entryThere {
			continue // removed in the editor
		}
		back = append(back, page.Change{Path: c.Path, Old: c.New, New: c.Old})
	}
	if err := w.History.Save(back); err != nil {
		return errors.Join(cause, err)
	}
	switch {
	case cause == nil && entryThere:
		s.Say("nothing was written: everything is as it was before")
		return nil
	case cause == nil:
		s.Say("the entry was removed in the editor; its topics are back in the hopper")
		return nil
	}
	return fmt.Errorf("%w; nothing had been written, so the empty entry was removed", cause)
}

// openEntry opens an entry that exists and records what comes back.
func openEntry(ctx context.Context, s *cli.Session, w *cli.Workspace, ref page.EntryRef, noEdit bool) error {
	if err := fillAhead(ctx, s, w, ref); err != nil {
		return err
	}
	if noEdit || !s.Interactive() {
		fmt.Fprintln(s.Env.Stdout, w.Shown(ref.Path))
		return nil
	}
	editsErr := s.SaveEdits(ctx, w, []string{ref.Path})
	if editsErr != nil && ctx.Err() != nil {
		return editsErr
	}
	before, err := fs.ReadFile(w.FS, ref.Path)
	if err != nil {
		return fmt.Errorf("opening the entry: %w", err)
	}
	had := recorded(ctx, s, w, ref.Path)
	was := lastCommit(ctx, w, ref.Path)
	editErr := s.Edit(ctx, w, ref.Path, template.CursorLine(before))
	if err := keepMeanwhile(ctx, s, w, ref.Path, before, had); err != nil {
		return errors.Join(err, editErr)
	}
	message := history.Message{Subject: "Save edits to " + cli.ShortPath(ref.Path), Removed: w.Gone(ref.Path)}
	result, err := w.History.Record(context.WithoutCancel(ctx), []string{ref.Path}, message)
	if err = s.TellBoth(err, editsErr); err != nil {
		return errors.Join(err, editErr)
	}
	if _, err := os.Stat(w.Shown(ref.Path)); errors.Is(err, os.ErrNotExist) {
		s.Say("%s was removed in the editor", cli.ShortPath(ref.Path))
		if len(was) > 0 {
			s.Say("hint: oneonone restore %s %s --at %s brings it back", ref.Person, notes.EntryName(ref.Date, ref.N), was)
		}
		return editErr
	}
	fmt.Fprintln(s.Env.Stdout, w.Shown(ref.Path))
	if len(result.Commits) == 0 {
		s.Say("%s unchanged", cli.ShortPath(ref.Path))
		return editErr
	}
	if err := sayEntry(s, w, ref); err != nil {
		return err
	}
	return editErr
}

// keepMeanwhile brings into a note what another command recorded while an
// editor had it open, as the editor wrote over it. Where both changed the same
// lines the editor's text stays, and the person is told.
//
// before is what git had when the editor opened, nil for a note it did not
// have; where that was not what the editor got, there is nothing to go by.
func keepMeanwhile(ctx context.Context, s *cli.Session, w *cli.Workspace, path string, opened, before []byte) error {
	recorded := recorded(ctx, s, w, path)
	if recorded == nil || bytes.Equal(recorded, before) || before != nil && !bytes.Equal(before, opened) {
		return nil // nobody else recorded anything
	}
	now, err := fs.ReadFile(w.FS, path)
	if err != nil || bytes.Equal(now, recorded) {
		return nil
	}
	merged, ok := history.Merge(opened, now, recorded)
	if !ok {
		s.Say("warning: another command changed the same lines of %s while it was open; your text stays", cli.ShortPath(path))
		s.Say("hint: oneonone log %s --full shows what was recorded meanwhile", page.ParsePath(path).Person)
		return nil
	}
	if bytes.Equal(merged, now) {
		return nil
	}
	s.Say("another command changed %s while it was open; both changes are in it now", cli.ShortPath(path))
	return w.History.Save([]page.Change{{Path: path, Old: now, New: merged}})
}

// recorded is a note as git has it, nil when it has none.
func recorded(ctx context.Context, s *cli.Session, w *cli.Workspace, path string) []byte {
	src, err := w.History.FileAt(context.WithoutCancel(ctx), path, time.Time{})
	if err != nil {
		return nil
	}
	return src
}

// lastCommit is the commit that last changed a note, as the log shows it; ""
// when none did.
func lastCommit(ctx context.Context, w *cli.Workspace, path string) string {
	for c, err := range w.History.Log(context.WithoutCancel(ctx), history.Query{Paths: []string{path}, Limit: 1}) {
		if err == nil {
			return c.Hash[:min(len(c.Hash), 7)]
		}
	}
	return ""
}
