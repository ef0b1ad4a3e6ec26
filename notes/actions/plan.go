package actions

import (
	"bytes"
	"fmt"
	"io/fs"
	"slices"

	"oneonone/internal/merge"
	"oneonone/internal/when"
	"oneonone/notes/clause"
	"oneonone/notes/markdown"
	"oneonone/notes/page"
	"oneonone/notes/promise"
)

// Plan gathers changes of actions, combining those in one file, and checks what
// they do to every promise of the person before they are written.
type Plan struct {
	l      *Lookup
	notes  []*plannedNote
	wanted []wantedAction
	added  map[string]int               // new promises, by person
	fresh  []*promise.Thread            // the new promises, once Changes has found them
	later  map[string][]*promise.Thread // all promises of a person as they will be, once Changes has looked
}

// plannedNote is an entry that the plan changes.
type plannedNote struct {
	person string
	old    *page.Entry // as it is on disk
	now    *page.Entry // as it is planned so far
}

// wantedAction is a promise that the plan changes, and whether it came out as
// it should.
type wantedAction struct {
	thread *promise.Thread
	step   string // "marking", for errors
	is     func(*promise.Thread) bool
}

// Plan returns a Plan for the actions that l finds.
func (l *Lookup) Plan() *Plan {
	return &Plan{l: l, added: map[string]int{}, later: map[string][]*promise.Thread{}}
}

// Mark plans an action done, dropped or open again, on its newest line.
// Opening removes the mark from every line that has one, since one alone would
// end the action.
func (p *Plan) Mark(t *promise.Thread, to clause.State, day when.Date) error {
	lines := []*page.Action{t.Newest()}
	if to == clause.Open {
		lines = slices.DeleteFunc(slices.Clone(t.Lines), func(a *page.Action) bool { return a.State == clause.Open })
	}
	for _, line := range lines {
		if err := p.edit(t, line, func(e *page.Entry) (*page.Entry, error) { return e.Mark(line, to, day) }); err != nil {
			return err
		}
	}
	p.want(t, "marking", func(t *promise.Thread) bool { return t.State == to })
	return nil
}

// ErrDueTooEarly says that a due date is before the entry it would be in.
type ErrDueTooEarly struct {
	Due  when.Date
	Line *page.Action
}

func (e *ErrDueTooEarly) Error() string {
	return fmt.Sprintf("the due date %s is before the entry that holds the action, %s:%d", e.Due, e.Line.Path, e.Line.Line)
}

// SetDue plans another due date on an action's newest line, or none with the zero
// date. The error is an *ErrDueTooEarly when it is before that entry.
func (p *Plan) SetDue(t *promise.Thread, due when.Date) error {
	line := t.Newest()
	if !due.IsZero() && due.Before(line.Date()) {
		return &ErrDueTooEarly{due, line}
	}
	p.want(t, "setting the due date of", func(t *promise.Thread) bool { return t.Due == due || due.IsZero() && t.Newest().DueSpoken })
	return p.edit(t, line, func(e *page.Entry) (*page.Entry, error) { return e.SetDue(line, due) })
}

// SetOwner plans another owner on an action's newest line: a handle, Me or an
// unknown "@name".
func (p *Plan) SetOwner(t *promise.Thread, owner string) error {
	line := t.Newest()
	p.want(t, "assigning", func(t *promise.Thread) bool { return slices.Equal(t.Owners, []string{owner}) })
	return p.edit(t, line, func(e *page.Entry) (*page.Entry, error) { return e.SetOwner(line, owner) })
}

// want records what a promise should become; several wants for one promise
// combine.
func (p *Plan) want(t *promise.Thread, step string, is func(*promise.Thread) bool) {
	p.wanted = append(p.wanted, wantedAction{t, step, is})
}

// edit changes the file of a promise's line, as it is planned so far.
func (p *Plan) edit(t *promise.Thread, a *page.Action, change func(*page.Entry) (*page.Entry, error)) error {
	n, err := p.note(t.Person, a.Path)
	if err != nil {
		return err
	}
	if line := merge.ConflictLine(n.now.Src); line > 0 {
		return &markdown.Problem{Path: a.Path, Line: line, What: "the note has conflict markers from git; nothing was changed",
			Hint: "resolve the conflict in the editor, then run the command again"}
	}
	now, err := change(n.now)
	if err != nil {
		return err
	}
	n.now = now
	return nil
}

// note is what is planned for a file, starting from the file as it is. If it is
// as when it was looked up, it is not parsed again.
func (p *Plan) note(person, path string) (*plannedNote, error) {
	for _, n := range p.notes {
		if n.now.Path == path {
			return n, nil
		}
	}
	src, err := fs.ReadFile(p.l.folder.FS, path)
	if err != nil {
		return nil, fmt.Errorf("reading %s: %w", path, err)
	}
	seen := p.seen(person, path)
	if seen == nil {
		return nil, fmt.Errorf("planning a change of %s: %w", path, page.ErrMoved)
	}
	old := seen.Again(src)
	p.notes = append(p.notes, &plannedNote{person, old, old})
	return p.notes[len(p.notes)-1], nil
}

// seen is the entry as it was looked up, nil when it was not there.
func (p *Plan) seen(person, path string) *page.Entry {
	for _, e := range p.l.of(person).entries {
		if e.Path == path {
			return e
		}
	}
	return nil
}

// Changes returns the changes, after checking that they do what was planned and
// nothing to any other promise. A plan that changes nothing returns none.
func (p *Plan) Changes() ([]page.Change, error) {
	var changes []page.Change
	var people []string
	for _, n := range p.notes {
		if bytes.Equal(n.old.Src, n.now.Src) {
			continue
		}
		if !p.asRead(n) {
			return nil, fmt.Errorf("planning a change of %s: %w", n.now.Path, page.ErrMoved)
		}
		changes = append(changes, page.Change{Path: n.now.Path, Old: n.old.Src, New: n.now.Src})
		if !slices.Contains(people, n.person) {
			people = append(people, n.person)
		}
	}
	for _, handle := range people {
		p.later[handle] = p.after(handle)
		if err := p.check(p.l.of(handle).threads, p.later[handle], p.added[handle]); err != nil {
			return nil, err
		}
	}
	return changes, nil
}

// asRead reports whether a file still has the promises that it had when they were
// looked up: another process may have written in between.
func (p *Plan) asRead(n *plannedNote) bool {
	return slices.EqualFunc(p.seen(n.person, n.old.Path).Actions(), n.old.Actions(), func(a, b *page.Action) bool {
		return a.Key == b.Key && a.State == b.State && a.Due == b.Due
	})
}

// Added are the new promises of the plan, once Changes has run.
func (p *Plan) Added() []*promise.Thread { return p.fresh }

// After returns the actions of a person as the planned changes will leave them,
// once Changes has run; nil when nothing of theirs changes.
func (p *Plan) After(handle string) []*promise.Thread { return p.later[handle] }

func (p *Plan) after(handle string) []*promise.Thread {
	entries := slices.Clone(p.l.of(handle).entries)
	for i, e := range entries {
		for _, n := range p.notes {
			if n.now.Path == e.Path {
				entries[i] = n.now
			}
		}
	}
	threads, _ := promise.Threads(p.l.folder.Grammar(), entries)
	return threads
}

// check compares the promises before and after, both in the order they began:
// those planned for are as wanted, no other has changed, and as many are new
// as were added.
func (p *Plan) check(before, after []*promise.Thread, added int) error {
	i := 0
	for _, t := range after {
		if i < len(before) && p.same(before[i], t) {
			if err := p.asWanted(before[i], t); err != nil {
				return err
			}
			i++
			continue
		}
		if added--; added < 0 {
			return errTangled(t)
		}
		p.fresh = append(p.fresh, t)
	}
	if i < len(before) {
		return errTangled(before[i])
	}
	return nil
}

// same reports whether t is the promise that was old: it is in the same notes,
// with the same words unless the plan changes them.
func (p *Plan) same(old, t *promise.Thread) bool {
	a, b := old.Lines[0], t.Lines[0]
	return a.Path == b.Path && old.Since == t.Since && len(old.Lines) == len(t.Lines) &&
		(a.Key == b.Key || p.plans(old))
}

func (p *Plan) plans(t *promise.Thread) bool {
	return slices.ContainsFunc(p.wanted, func(w wantedAction) bool { return w.thread == t })
}

func (p *Plan) asWanted(old, t *promise.Thread) error {
	for _, w := range p.wanted {
		if w.thread == old && !w.is(t) {
			return fmt.Errorf("%s the action of %s:%d: the line cannot be changed by the program; change it in the editor",
				w.step, old.Newest().Path, old.Newest().Line)
		}
	}
	if !p.plans(old) && (t.State != old.State || t.Due != old.Due || t.Text != old.Text || !clause.EqualOwners(t.Owners, old.Owners)) {
		return errTangled(old)
	}
	return nil
}

// errTangled says that a change would reach further than it should.
func errTangled(t *promise.Thread) error {
	return &markdown.Problem{Path: t.Newest().Path, Line: t.Newest().Line,
		What: fmt.Sprintf("the change would also change what is read of %q; nothing was changed", t.Text),
		Hint: "make the change in the editor"}
}
