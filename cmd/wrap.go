package cmd

import (
	"context"
	"errors"
	"fmt"
	"io"
	"slices"

	"github.com/spf13/cobra"

	"oneonone/internal/cli"
	"oneonone/internal/history"
	"oneonone/internal/render"
	"oneonone/internal/screen"
	"oneonone/internal/when"
	"oneonone/notes"
	"oneonone/notes/clause"
	"oneonone/notes/page"
	"oneonone/notes/promise"
)

func newWrapCmd(s *cli.Session) *cobra.Command {
	var as cli.Format
	c := &cobra.Command{
		Use:   "wrap PERSON",
		Short: "Look over the meeting in its last two minutes: who does what by when",
		Long: `Look over the latest meeting in its last two minutes: what was promised, with
owner and due date as understood, what is still open from before, and the topics
nobody got to.

On a terminal it asks about lines that may be promises, one key each: y gives
the line a box, n leaves a comment that shows nowhere, so that it is not asked
again. Then it asks for the owners and due dates that are missing, and writes
the answers in one commit. A note that an editor holds with unsaved changes is
not written.`,
		Example: `  oneonone wrap alice
  oneonone wrap alice --no-input          only look
  oneonone wrap alice --json`,
		Args:              cli.ArgsBetween(1, 1),
		ValidArgsFunction: cli.CompleteOnePerson(s),
		RunE:              func(c *cobra.Command, args []string) error { return runWrap(c.Context(), s, args[0], as) },
	}
	cli.BindFormat(s, c, &as, wrapColumns)
	return c
}

// owed is an open action as the end of a meeting sees it.
type owed struct {
	screen.Action
	fresh bool
}

func (p owed) missing() []string {
	missing := []string{}
	if len(p.Owners) == 0 {
		missing = append(missing, "owner")
	}
	if p.Due.IsZero() {
		missing = append(missing, "due")
	}
	return missing
}

var wrapColumns = append(render.Of(screen.Actions, func(p owed) screen.Action { return p.Action }),
	render.Column[owed]{Name: "new", Doc: "whether it was promised in this meeting", Value: func(p owed) any { return p.fresh }},
	render.Column[owed]{Name: "missing", Doc: "what is missing: owner, due", Value: func(p owed) any { return p.missing() }})

func runWrap(ctx context.Context, s *cli.Session, word string, as cli.Format) error {
	w, err := s.Open()
	if err != nil {
		return err
	}
	p, err := w.Find(word)
	if err != nil {
		return err
	}
	ref, err := entryToAddTo(s, w, p.Handle)
	if err != nil {
		return err
	}
	e, err := w.Read(ref)
	if err != nil {
		return err
	}
	m := readMeeting(s, w, e)
	if as.Data() {
		return cli.Print(ctx, s, as, &render.Listing[owed]{Columns: wrapColumns, Rows: m.promises(s.Today())}, "")
	}
	if err := m.view.Page(s.Output(), p.FullName(), p.Handle, ref.Date, s.Today()); err != nil {
		return err
	}
	s.SayProblems(m.view.Problems)
	if u := s.Unsaved(w, ref.Path); u != nil {
		s.Say("%s has unsaved changes to %s: they are not shown here, and nothing is written", cli.Said(u), cli.ShortPath(ref.Path))
		return nil
	}
	if m, err = settled(ctx, s, w, p, e, m); err != nil {
		return err
	}
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
	return fillGaps(ctx, s, p, ref, answers)
}

// meeting is an entry with the life of its actions.
type meeting struct {
	ref         page.EntryRef
	view        *screen.Meeting
	fresh, kept []*promise.Thread
	short       map[string]string
}

func readMeeting(s *cli.Session, w *cli.Workspace, e *page.Entry) *meeting {
	m := &meeting{ref: page.EntryRef{Path: e.Path, Person: e.Person, Date: e.Date, N: e.N}}
	m.view = screen.NewMeeting(e, s.Today())
	look := w.Lookup()
	threads, problems := look.Threads(e.Person)
	for _, p := range problems {
		if p.Path == e.Path {
			m.view.Problems = append(m.view.Problems, p)
		}
	}
	m.short = look.Short()
	for _, t := range threads {
		if t.State != clause.Open {
			continue
		}
		row := screen.NewPromise(w.Grammar(), t.Newest(), m.short[t.ID])
		switch {
		case t.Newest().Path != e.Path:
			m.view.Elsewhere++
		case t.Lines[0].Path == e.Path:
			m.fresh, m.view.Fresh = append(m.fresh, t), append(m.view.Fresh, row)
		default:
			m.kept, m.view.Kept = append(m.kept, t), append(m.view.Kept, row)
		}
	}
	return m
}

func (m *meeting) promises(today when.Date) []owed {
	var all []owed
	for _, t := range slices.Concat(m.fresh, m.kept) {
		all = append(all, owed{screen.Action{Thread: t, Short: m.short[t.ID], Today: today}, slices.Contains(m.fresh, t)})
	}
	return all
}

// gap is a promise of the meeting that nobody owns or that has no date.
type gap struct {
	thread         *promise.Thread
	noOwner, noDue bool
}

func (m *meeting) gaps() []gap {
	var all []gap
	for _, t := range m.fresh {
		if g := (gap{t, len(t.Owners) == 0, t.Due.IsZero()}); g.noOwner || g.noDue {
			all = append(all, g)
		}
	}
	return all
}

// sayGaps says how to fill the gaps where nobody is there to be asked.
func sayGaps(s *cli.Session, p *notes.Person, m *meeting) {
	for _, g := range m.gaps() {
		if g.noOwner {
			s.Say("no owner: oneonone actions assign %s %s OWNER", p.Handle, m.short[g.thread.ID])
		}
		if g.noDue {
			s.Say("no date: oneonone actions due %s %s DATE", p.Handle, m.short[g.thread.ID])
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
				a.owner, err = namedOwner(w, word)
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

// fillGaps writes the answers in one commit. The promises are found again by
// their handles, in the notes as they are now.
func fillGaps(ctx context.Context, s *cli.Session, p *notes.Person, ref page.EntryRef, answers []answer) error {
	_, err := s.Change(ctx, false, func(w *cli.Workspace) (*cli.Plan, error) {
		if u := s.Unsaved(w, ref.Path); u != nil {
			return nil, cli.Hinted(fmt.Errorf("%s has unsaved changes to %s; nothing was written", cli.Said(u), cli.ShortPath(ref.Path)),
				"save them there, then run oneonone wrap %s again", p.Handle)
		}
		look := w.Lookup()
		actions := look.Plan()
		for _, a := range answers {
			found, err := look.Find([]string{p.Handle, a.id}, isOpen)
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
	return sayEntry(s, w, ref)
}
