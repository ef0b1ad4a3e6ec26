package followup

import (
	"context"
	"errors"
	"fmt"
	"io"
	"slices"

	"oneonone/internal/cli"
	"oneonone/internal/history"
	"oneonone/internal/screen"
	"oneonone/internal/when"
	"oneonone/internal/writing"
	"oneonone/notes"
	"oneonone/notes/actions"
	"oneonone/notes/clause"
	"oneonone/notes/page"
	"oneonone/notes/promise"
)

// Meeting is an entry with the history of its actions.
type Meeting struct {
	ref         page.EntryRef
	View        *screen.Meeting
	fresh, kept []*promise.Thread
	short       promise.Handles
}

// ReadMeeting reads an entry's actions with their history.
func ReadMeeting(s *cli.Session, w *cli.Workspace, e *page.Entry) *Meeting {
	m := &Meeting{ref: page.EntryRef{Path: e.Path, Person: e.Person, Date: e.Date, N: e.N}}
	m.View = screen.NewMeeting(e, s.Today())
	look := actions.In(w.Folder)
	threads, problems := look.Threads(e.Person)
	for _, p := range problems {
		if p.Path == e.Path {
			m.View.Problems = append(m.View.Problems, p)
		}
	}
	m.short = look.Short()
	for _, t := range threads {
		if t.State != clause.Open {
			continue
		}
		row := screen.NewPromise(w.Grammar(), t.Newest(), m.short.Short(t.ID))
		switch {
		case t.Newest().Path != e.Path:
			m.View.Elsewhere++
		case t.Lines[0].Path == e.Path:
			m.fresh, m.View.Fresh = append(m.fresh, t), append(m.View.Fresh, row)
		default:
			m.kept, m.View.Kept = append(m.kept, t), append(m.View.Kept, row)
		}
	}
	return m
}

// Promises are the meeting's, new ones first.
func (m *Meeting) Promises(today when.Date) []screen.Owed {
	var all []screen.Owed
	for _, t := range slices.Concat(m.fresh, m.kept) {
		all = append(all, screen.Owed{Action: screen.Action{Thread: t, Short: m.short.Short(t.ID), Today: today}, Fresh: slices.Contains(m.fresh, t)})
	}
	return all
}

// gap is a promise from the meeting without an owner or a due date.
type gap struct {
	thread         *promise.Thread
	noOwner, noDue bool
}

func (m *Meeting) gaps() []gap {
	var all []gap
	for _, t := range m.fresh {
		if g := (gap{t, len(t.Owners) == 0, t.Due.IsZero()}); g.noOwner || g.noDue {
			all = append(all, g)
		}
	}
	return all
}

// sayGaps says how to fill the gaps, when nobody can be asked.
func sayGaps(s *cli.Session, p *notes.Person, m *Meeting) {
	for _, g := range m.gaps() {
		if g.noOwner {
			s.Say("no owner: oneonone actions assign %s %s OWNER", p.Handle, m.short.Short(g.thread.ID))
		}
		if g.noDue {
			s.Say("no date: oneonone actions due %s %s DATE", p.Handle, m.short.Short(g.thread.ID))
		}
	}
}

// answer fills the gaps of one promise.
type answer struct {
	id    string // the full handle
	owner string
	due   when.Date
}

// askGaps asks for what is missing. An empty answer leaves a gap; the end of
// the input ends the questions and keeps the answers.
func askGaps(ctx context.Context, s *cli.Session, w *cli.Workspace, gaps []gap) ([]answer, error) {
	s.Say("")
	s.Say("enter leaves a line as it is; Ctrl-D stops and keeps the answers, Ctrl-C discards them")
	var all []answer
	for _, g := range gaps {
		a := answer{id: g.thread.ID}
		var ownerErr, dueErr error
		if g.noOwner {
			ownerErr = s.AskUntil(ctx, fmt.Sprintf(`owner of "%s": `, g.thread.Words()), func(word string) (err error) {
				a.owner, err = w.NamedOwner(word)
				return err
			})
		}
		if g.noDue && ownerErr == nil {
			dueErr = s.AskUntil(ctx, fmt.Sprintf(`due date of "%s": `, g.thread.Text), func(word string) (err error) {
				if a.due, err = s.ParseDue(word); err == nil && a.due.Before(g.thread.Newest().Date()) {
					a.due, err = when.Date{}, fmt.Errorf("%s is before the meeting", a.due)
				}
				return err
			})
		}
		if a.owner != "" || !a.due.IsZero() {
			all = append(all, a)
		}
		if err := errors.Join(ownerErr, dueErr); errors.Is(err, io.EOF) {
			s.Say("")
			return all, nil
		} else if err != nil {
			return nil, err
		}
	}
	return all, nil
}

// writeAnswers writes the answers in one commit. The promises are found again by
// their handles, in the notes as they are now.
func writeAnswers(ctx context.Context, s *cli.Session, p *notes.Person, ref page.EntryRef, answers []answer) error {
	_, err := s.Change(ctx, false, func(w *cli.Workspace) (*cli.Plan, error) {
		if err := saved(s, w, p.Handle, ref); err != nil {
			return nil, err
		}
		look := actions.In(w.Folder)
		actions := look.Plan()
		for _, a := range answers {
			found, err := look.Find([]string{p.Handle, a.id}, IsOpen)
			if err != nil {
				return nil, err
			}
			if !a.due.IsZero() {
				err = actions.SetDue(found[0], a.due)
			}
			if a.owner != "" && err == nil {
				err = actions.SetOwner(found[0], a.owner)
			}
			if err != nil {
				return nil, explained(err, found[0])
			}
		}
		changes, err := actions.Changes()
		if err != nil || len(changes) == 0 {
			return nil, err
		}
		return &cli.Plan{Changes: changes, Message: history.Message{Subject: fmt.Sprintf("%s: wrap up 1:1 of %s", p.Handle, ref.Date)}}, nil
	})
	if err != nil {
		return err
	}
	w, err := s.Open()
	if err != nil {
		return err
	}
	return writing.SayEntry(s, w, ref)
}

// FillGaps asks for what is missing in the promises of a meeting and writes the
// answers; where nobody can be asked it says how to give them.
func FillGaps(ctx context.Context, s *cli.Session, w *cli.Workspace, p *notes.Person, m *Meeting) error {
	gaps := m.gaps()
	if len(gaps) == 0 {
		return nil
	}
	if !s.Interactive() {
		sayGaps(s, p, m)
		return nil
	}
	answers, err := askGaps(ctx, s, w, gaps)
	if err != nil || len(answers) == 0 {
		return err
	}
	return writeAnswers(ctx, s, p, m.ref, answers)
}
