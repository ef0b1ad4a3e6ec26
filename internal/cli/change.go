package cli

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"time"

	"oneonone/internal/history"
	"oneonone/internal/merge"
	"oneonone/internal/render"
	"oneonone/notes/page"
	"oneonone/notes/promise"
)

// Plan is what a command wants changed, and how its commit is to read.
type Plan struct {
	// Moves are directories that move; the changes are made at the new places.
	Moves   []history.Move
	Changes []page.Change
	Message history.Message
	// Saved are files that are already on disk and belong in the commit.
	Saved []string
	// Said is what the user is told once it is done, line by line.
	Said []string
	// Untold says that the command itself reports who can read what it wrote.
	Untold bool
}

// Paths are all the files the plan's commit covers.
func (p *Plan) Paths() []string {
	paths := slices.Concat(p.Saved, ChangedPaths(p.Changes))
	for _, m := range p.Moves {
		paths = append(paths, m.From+"/"+page.TopPageFile)
	}
	return paths
}

// Apply performs a plan as one commit.
func (w *Workspace) Apply(ctx context.Context, p *Plan) (*history.Result, error) {
	if len(p.Moves) > 0 {
		return w.History.Rename(ctx, p.Moves, p.Changes, p.Message)
	}
	return w.History.Apply(ctx, p.Changes, p.Message, p.Saved...)
}

// tries bounds how often a plan is made anew because another process changed
// a file between reading and writing: enough for a crowd of them.
const tries = 60

// pause waits before the next try, a little longer and with more jitter each
// time, so that a crowd disperses.
func pause(ctx context.Context, try int) {
	select {
	case <-ctx.Done():
	case <-time.After(time.Duration(1+rand.IntN(5+3*try)) * time.Millisecond):
	}
}

// Change is the one way a command writes: read, plan, apply. What was edited
// outside is committed first, separately. When another process was quicker, the
// folder is read again and the plan made anew. A nil plan changes nothing, one
// without changes only says something; with dryRun the plan is shown instead.
func (s *Session) Change(ctx context.Context, dryRun bool, make func(w *Workspace) (*Plan, error)) (*history.Result, error) {
	for try := 1; ; try++ {
		w, err := s.Open()
		if err != nil {
			return nil, err
		}
		result, err := s.changeOnce(ctx, w, dryRun, make)
		var changed *history.ChangedError
		if (errors.As(err, &changed) || errors.Is(err, page.ErrMoved)) && try < tries && ctx.Err() == nil {
			w.History.Close()
			pause(ctx, try)
			continue
		}
		return result, err
	}
}

func (s *Session) changeOnce(ctx context.Context, w *Workspace, dryRun bool, make func(w *Workspace) (*Plan, error)) (*history.Result, error) {
	p, err := make(w)
	if err != nil || p == nil {
		return nil, err
	}
	if err := RefuseConflicts(p.Changes); err != nil {
		return nil, err
	}
	if p.Changes, err = w.Aside(p.Changes); err != nil {
		return nil, err
	}
	if len(p.Paths()) == 0 {
		s.sayAll(p.Said)
		return nil, nil
	}
	if dryRun {
		return nil, s.ShowPlan(p)
	}
	editsErr := s.SaveEdits(ctx, w, p.Paths(), p.Saved...)
	if editsErr != nil && ctx.Err() != nil {
		return nil, editsErr
	}
	s.sayUnsaved(w, p.Changes)
	if err := w.privateThere(p.Changes); err != nil {
		return nil, err
	}
	result, err := w.Apply(ctx, p)
	if err = s.TellBoth(err, editsErr); err == nil {
		readers := w.Readers(p.Paths())
		if p.Untold {
			readers = ""
		}
		s.sayAll(withReaders(p.Said, readers))
	}
	return result, err
}

func (s *Session) sayAll(lines []string) {
	for _, line := range lines {
		s.Say("%s", line)
	}
}

// RefuseConflicts refuses changes whose new text still has conflict markers. One
// that removes them, as restore does, is the way out.
func RefuseConflicts(changes []page.Change) error {
	for _, c := range changes {
		if conflict := merge.Conflict(c.Path, c.New); conflict != nil {
			return conflict
		}
	}
	return nil
}

// TellBoth combines the error of a command with that of recording outside edits
// before it. Where git cannot record now, the command has written its files all the
// same, and its own error says so; editsErr adds nothing. When the command was
// recorded, edits that could not be, as during a merge, are only a warning.
func (s *Session) TellBoth(err, editsErr error) error {
	if err != nil || editsErr == nil {
		return err
	}
	editsErr = fmt.Errorf("recording what was edited outside: %w", editsErr)
	var unrecorded *history.NotRecordedError
	if !errors.As(editsErr, &unrecorded) {
		return editsErr
	}
	s.SayError(fmt.Errorf("warning: %w", editsErr))
	return nil
}

// ShowPlan prints what a change would do, as a diff that patch understands.
func (s *Session) ShowPlan(p *Plan) error {
	for _, m := range p.Moves {
		s.Say("%s would become %s (--dry-run)", m.From, m.To)
	}
	for _, c := range p.Changes {
		if err := render.Diff(s.Output(), c.Path, c.Old, c.New); err != nil {
			return err
		}
	}
	s.Say("nothing was changed (--dry-run)")
	return nil
}

// manyFiles is how many files a folder has when checking each for edits takes
// longer than the rest of a command. Above it, only the notes about the people at
// hand are checked.
const manyFiles = 5000

// SaveEdits commits what was edited outside the program, before and apart from
// the command's own changes. Files in saved are left to the command's commit. In
// a folder of many thousands of files only the notes about the same people are
// checked; the save command checks all.
func (s *Session) SaveEdits(ctx context.Context, w *Workspace, touched []string, saved ...string) error {
	var under []string
	if w.History.Files() > manyFiles {
		under = neighbourhood(touched)
	}
	if err := w.History.SettleMerges(ctx, w.Settle()); err != nil {
		return err
	}
	edits, err := w.History.Pending(ctx, under...)
	if err != nil {
		return err
	}
	edits = slices.DeleteFunc(edits, func(e history.Edit) bool { return slices.Contains(saved, e.Path) })
	if len(edits) == 0 {
		return nil
	}
	if err := s.mergeStale(ctx, w, edits); err != nil {
		return err
	}
	var paths []string
	for _, e := range edits {
		paths = append(paths, e.Path)
	}
	message := EditsMessage(edits)
	result, err := w.History.Record(ctx, paths, message)
	if err == nil && len(result.Commits) > 0 {
		said := strings.Replace(strings.TrimPrefix(message.Subject, "Save "), "Remove ", "removal of ", 1)
		s.Say("recorded first: %s", said)
	}
	return err
}

// mergeStale puts back what a sync brought into notes that an editor has since
// saved as they were before.
func (s *Session) mergeStale(ctx context.Context, w *Workspace, edits []history.Edit) error {
	stale, err := w.History.Stale(ctx, edits)
	if err != nil || len(stale) == 0 {
		return err
	}
	if err := w.History.Save(stale); err != nil {
		return err
	}
	for _, c := range stale {
		s.Say("%s was saved as it was before the sync: what the sync brought has been put back, beside what you wrote", ShortPath(c.Path))
	}
	return nil
}

// Settle returns the function that settles what a merge leaves open about one person.
func (w *Workspace) Settle() history.Settle {
	return func(merged, ours, theirs map[string][]byte) ([]page.Change, error) {
		return promise.Settle(w.Grammar(), merged, ours, theirs), nil
	}
}

// neighbourhood returns the directories of the people these files are about, and
// the files that are about nobody.
func neighbourhood(touched []string) []string {
	var under []string
	add := func(path string) {
		if !slices.Contains(under, path) {
			under = append(under, path)
		}
	}
	for _, path := range touched {
		if person := page.ParsePath(path).Person; person != "" {
			add("people/" + person)
			add(page.PrivateDir + "/people/" + person)
		} else {
			add(path)
		}
	}
	return under
}

// ShortPath is what a note is called in a sentence: alice/2026-11-20.
func ShortPath(path string) string {
	path = strings.TrimPrefix(path, "people/")
	path = strings.TrimSuffix(path, "/"+page.TopPageFile)
	return strings.TrimSuffix(path, ".md")
}
