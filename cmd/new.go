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

	"oneonone/internal/editor"
	"oneonone/internal/history"
	"oneonone/internal/when"
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

func newNewCmd(s *session) *cobra.Command {
	var o newOptions
	c := &cobra.Command{
		Use:   "new PERSON",
		Short: "Write today's entry with someone",
		Long: `Write today's entry with someone and open it in the editor.

It starts with what was promised and is not done, the topics that wait in the
hopper, and the goals; the cursor is where you write. When the editor closes,
the entry is recorded in git, and a few lines say what was understood. If there
is an entry for the day already, that one is opened.`,
		Example: `  oneonone new alice
  oneonone new alice --date friday
  oneonone new alice --template growth
  oneonone new alice --pick               choose the topics
  oneonone new alice --dry-run            show the entry, write nothing`,
		Args:              argsBetween(1, 1),
		ValidArgsFunction: s.completeOnePerson,
		RunE: func(c *cobra.Command, args []string) error {
			return s.runNew(c.Context(), args[0], o)
		},
	}
	f := c.Flags()
	f.StringVar(&o.date, "date", "", "the day of the meeting, such as 2026-11-20 or \"next friday\" (default today)")
	f.StringVar(&o.template, "template", "", "the template to start from")
	f.BoolVar(&o.another, "another", false, "write a second entry for the same day")
	f.BoolVar(&o.pick, "pick", false, "choose the topics from a list instead of taking the oldest")
	f.BoolVar(&o.noEdit, "no-edit", false, "open no editor")
	f.BoolVar(&o.dryRun, "dry-run", false, "show what would be written and write nothing")
	s.completeFlag(c, "date", s.completeDates)
	s.completeFlag(c, "template", s.completeTemplates)
	return c
}

func (s *session) runNew(ctx context.Context, word string, o newOptions) error {
	day, err := s.parseDay(o.date, s.today())
	if err != nil {
		return err
	}
	w, saved, err := s.openForNew(ctx, word, o.dryRun)
	if err != nil {
		return err
	}
	person, err := w.Find(word)
	if err != nil {
		return err
	}
	s.sayProblems(person.Problems)
	ref, exists, err := entryOfDay(w, person.Handle, day, o.another)
	if err != nil {
		return err
	}
	if exists {
		if o.dryRun {
			s.say("%s is there already: it would be opened as it is", ref.Path)
			return nil
		}
		return s.openEntry(ctx, w, ref, o.noEdit)
	}
	p, draft, err := s.planEntry(w, person, ref, o)
	if err != nil {
		return err
	}
	p.saved = saved
	if o.dryRun {
		return s.showPlan(p)
	}
	editsErr := s.saveEdits(ctx, w, p.paths(), saved...)
	if editsErr != nil && ctx.Err() != nil {
		return editsErr
	}
	if o.noEdit || !s.interactive() {
		result, err := w.apply(ctx, p)
		return s.tellBoth(s.saidNew(w, draft, result, err), editsErr)
	}
	return s.tellBoth(s.writeInEditor(ctx, w, p, draft), editsErr)
}

// entryOfDay is the entry a person writes on a day: the day's latest when it
// has one, unless another is wanted.
func entryOfDay(w *workspace, handle string, day when.Date, another bool) (ref page.EntryRef, exists bool, err error) {
	refs, err := w.Entries(handle)
	if err != nil {
		return ref, false, err
	}
	n := 0
	for _, r := range refs {
		if r.Date == day {
			ref, n = r, r.N
		}
	}
	if n > 0 && !another {
		return ref, true, nil
	}
	return page.EntryRef{Path: page.EntryPath(handle, day, n+1), Person: handle, Date: day, N: n + 1}, false, nil
}

// planEntry fills the template and plans the entry with what it takes from
// the top page.
func (s *session) planEntry(w *workspace, person *notes.Person, ref page.EntryRef, o newOptions) (*plan, *notes.EntryDraft, error) {
	draft, err := w.DraftEntry(person.Handle, ref.Date, ref.N)
	if err != nil {
		return nil, nil, err
	}
	if o.noTopics {
		draft.Choose(nil)
	}
	if o.pick {
		if err := s.pickTopics(draft); err != nil {
			return nil, nil, err
		}
	}
	set, err := w.templates()
	if err != nil {
		return nil, nil, err
	}
	name, err := entryTemplate(w, set, person, draft, o.template)
	if err != nil {
		return nil, nil, err
	}
	text, err := s.fillTemplate(w, set, name, person, draft)
	if err != nil {
		return nil, nil, err
	}
	changes, err := w.Changes(draft, text)
	if err != nil {
		return nil, nil, err
	}
	subject := fmt.Sprintf("%s: add 1:1 of %s", person.Handle, strings.TrimSuffix(ref.Path[strings.LastIndexByte(ref.Path, '/')+1:], ".md"))
	return &plan{changes: changes, message: history.Message{Subject: subject}}, draft, nil
}

func templateData(w *workspace, person *notes.Person, d *notes.EntryDraft, name string) template.Data {
	return template.Data{
		Person:      templatePerson(person),
		Me:          w.Settings.Me,
		Date:        d.Ref.Date.String(),
		DateLong:    longDate(d.Ref.Date),
		Ordinal:     d.Ordinal,
		LastMeeting: d.Last.Date.String(),
		FollowUps:   d.FollowUpItems(),
		Topics:      d.TopicItems(),
		Goals:       d.GoalItems(),
		Template:    name,
	}
}

// longDate is a day as a heading says it: Friday 20 November 2026.
func longDate(d when.Date) string { return d.Time().Format("Monday 2 January 2006") }

// writeInEditor saves the entry, opens it where writing starts, and records
// what came back. No lock is held while the editor runs.
func (s *session) writeInEditor(ctx context.Context, w *workspace, p *plan, draft *notes.EntryDraft) error {
	if err := w.hist.Save(p.changes); err != nil {
		return err
	}
	entry := entryChange(p.changes, draft.Ref.Path)
	line := template.CursorLine(entry.New)
	editErr := s.edit(ctx, w, draft.Ref.Path, line)
	now, readErr := fs.ReadFile(w.FS, draft.Ref.Path)
	untouched := bytes.Equal(now, entry.New)
	if readErr == nil && editErr == nil {
		if err := s.keepMeanwhile(ctx, w, draft.Ref.Path, entry.New, nil); err != nil {
			return err
		}
	}
	if errors.Is(readErr, os.ErrNotExist) || (editErr != nil && untouched) {
		return s.takeBack(w, p, readErr == nil, editErr)
	}
	// The person has written: from here on nothing cancels the recording.
	result, err := w.hist.Record(context.WithoutCancel(ctx), p.paths(), p.message)
	if err = s.saidNew(w, draft, result, err); err != nil {
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

func changedPaths(changes []page.Change) []string {
	paths := make([]string, len(changes))
	for i, c := range changes {
		paths[i] = c.Path
	}
	return paths
}

// takeBack undoes a scaffold nobody wrote in: the entry is removed and its
// topics are where they were.
func (s *session) takeBack(w *workspace, p *plan, entryThere bool, cause error) error {
	var back []page.Change
	for _, c := range p.changes {
		if page.ParsePath(c.Path).Kind == page.KindEntry && !entryThere {
			continue // removed in the editor
		}
		back = append(back, page.Change{Path: c.Path, Old: c.New, New: c.Old})
	}
	if err := w.hist.Save(back); err != nil {
		return errors.Join(cause, err)
	}
	if cause == nil {
		s.say("the entry was removed in the editor; its topics are back in the hopper")
		return nil
	}
	return fmt.Errorf("%w; nothing had been written, so the empty entry was removed", cause)
}

// openEntry opens an entry that exists and records what comes back.
func (s *session) openEntry(ctx context.Context, w *workspace, ref page.EntryRef, noEdit bool) error {
	if noEdit || !s.interactive() {
		fmt.Fprintln(s.env.Stdout, w.shown(ref.Path))
		return nil
	}
	editsErr := s.saveEdits(ctx, w, []string{ref.Path})
	if editsErr != nil && ctx.Err() != nil {
		return editsErr
	}
	before, err := fs.ReadFile(w.FS, ref.Path)
	if err != nil {
		return fmt.Errorf("opening the entry: %w", err)
	}
	had := s.recorded(ctx, w, ref.Path)
	editErr := s.edit(ctx, w, ref.Path, template.CursorLine(before))
	if err := s.keepMeanwhile(ctx, w, ref.Path, before, had); err != nil {
		return errors.Join(err, editErr)
	}
	message := history.Message{Subject: "Save edits to " + shortPath(ref.Path), Edits: true}
	result, err := w.hist.Record(context.WithoutCancel(ctx), []string{ref.Path}, message)
	if err = s.tellBoth(err, editsErr); err != nil {
		return errors.Join(err, editErr)
	}
	if _, err := os.Stat(w.shown(ref.Path)); errors.Is(err, os.ErrNotExist) {
		s.say("%s was removed in the editor; oneonone restore %s %s --at yesterday brings it back", shortPath(ref.Path), ref.Person, notes.EntryName(ref.Date, ref.N))
		return editErr
	}
	fmt.Fprintln(s.env.Stdout, w.shown(ref.Path))
	if len(result.Commits) == 0 {
		s.say("%s unchanged", shortPath(ref.Path))
		return editErr
	}
	if err := s.sayEntry(w, ref); err != nil {
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
func (s *session) keepMeanwhile(ctx context.Context, w *workspace, path string, opened, before []byte) error {
	recorded := s.recorded(ctx, w, path)
	if recorded == nil || bytes.Equal(recorded, before) || before != nil && !bytes.Equal(before, opened) {
		return nil // nobody else recorded anything
	}
	now, err := fs.ReadFile(w.FS, path)
	if err != nil || bytes.Equal(now, recorded) {
		return nil
	}
	merged, ok := history.Merge(opened, now, recorded)
	if !ok {
		s.say("warning: another command changed the same lines of %s while it was open; your text stays", shortPath(path))
		s.say("hint: oneonone log %s --full shows what was recorded meanwhile", page.ParsePath(path).Person)
		return nil
	}
	if bytes.Equal(merged, now) {
		return nil
	}
	s.say("another command changed %s while it was open; both changes are in it now", shortPath(path))
	return w.hist.Save([]page.Change{{Path: path, Old: now, New: merged}})
}

// recorded is a note as git has it, nil when it has none.
func (s *session) recorded(ctx context.Context, w *workspace, path string) []byte {
	src, err := w.hist.FileAt(context.WithoutCancel(ctx), path, time.Time{})
	if err != nil {
		return nil
	}
	return src
}

// edit opens a note in the person's editor at a line.
func (s *session) edit(ctx context.Context, w *workspace, path string, line int) error {
	// An editor would follow a link out of the folder.
	if _, err := fs.ReadFile(w.FS, path); err != nil {
		return fmt.Errorf("editing %s: %w", path, err)
	}
	ed, err := editor.Resolve(s.env.Getenv, func() string { return s.gitProgram(ctx, "core.editor") })
	if err != nil {
		return err
	}
	return ed.Run(ctx, w.shown(path), line, s.env.Stdin, s.env.Stdout, s.env.Stderr)
}
