package screen

import (
	"bytes"
	"slices"
	"strings"

	"oneonone/internal/cli"
	"oneonone/internal/render"
	"oneonone/internal/text"
	"oneonone/internal/when"
	"oneonone/notes/clause"
	"oneonone/notes/markdown"
	"oneonone/notes/page"
	"oneonone/notes/promise"
)

// Meeting is what a meeting leaves behind, as it was understood. new and edit end
// with a few lines of it, and wrap shows all of it.
type Meeting struct {
	Fresh []Promise // of this meeting, open
	Kept  []Promise // from before, still open
	// Elsewhere counts open promises that the entry does not list.
	Elsewhere int
	Waiting   []string // topics nobody got to
	// Decided and Learned are the decisions and insights that were noted.
	Decided, Learned []string
	Hints            int // lines that may be promises and have not been asked about
	// Ahead says that the meeting is still to come: its topics stay on the agenda
	// and do not go back yet.
	Ahead    bool
	Problems []markdown.Problem
}

// Promise is a promise in the meeting: whose, what, by when. ID is empty when
// nobody needs to type it.
type Promise struct {
	*page.Action
	ID, Words string
}

// NewPromise is a promise in words.
func NewPromise(g *page.Grammar, a *page.Action, id string) Promise {
	return Promise{a, id, promise.Words(g, a)}
}

// NewMeeting is a meeting without its promises.
func NewMeeting(e *page.Entry, today when.Date) *Meeting {
	m := &Meeting{Problems: slices.Clone(e.Problems), Ahead: e.Date.After(today) || !wasHeld(e)}
	for _, t := range e.Topics() {
		if t.Waiting {
			m.Waiting = append(m.Waiting, t.Text)
		}
	}
	for _, r := range e.Remarks() {
		if r.Has(page.SectionDecision) {
			m.Decided = append(m.Decided, r.Text)
		}
		if r.Has(page.SectionInsight) {
			m.Learned = append(m.Learned, r.Text)
		}
	}
	return m
}

// ReadMeeting reads a meeting from its entry alone.
func ReadMeeting(g *page.Grammar, e *page.Entry, today when.Date) *Meeting {
	m := NewMeeting(e, today)
	for _, a := range e.Actions() {
		switch {
		case a.State != clause.Open:
		case !a.Since.IsZero() && a.Since.Before(e.Date):
			m.Kept = append(m.Kept, NewPromise(g, a, ""))
		default:
			m.Fresh = append(m.Fresh, NewPromise(g, a, ""))
		}
	}
	return m
}

// wasHeld reports whether an entry shows that the meeting took place: there is
// something under Notes, something was promised or closed, or a topic was talked
// about.
func wasHeld(e *page.Entry) bool {
	if n := e.Section(page.SectionNotes); n != nil && len(bytes.TrimSpace(page.WithoutComments(n.Body()))) > 0 {
		return true
	}
	return slices.ContainsFunc(e.Actions(), func(a *page.Action) bool { return a.State != clause.Open || a.Since.IsZero() }) ||
		slices.ContainsFunc(e.Topics(), func(t *page.Topic) bool { return t.Box != markdown.NoBox && !t.Waiting })
}

// Brief writes the meeting in a few lines, for after its entry was saved.
func (m *Meeting) Brief(out render.Output, path string, today when.Date) error {
	p := &cli.Printer{Out: out}
	p.Line(render.Plain, "%s saved", cli.ShortPath(path))
	p.Table(Promises{m.Fresh, today})
	if n := len(m.Kept); n > 0 {
		p.Line(render.Plain, "  %s from before", text.Count(n, "promise", "promises"))
	}
	m.topics(p)
	if m.Hints > 0 {
		p.Line(render.Plain, "  %s", m.MayBe())
	}
	return p.Err
}

// MayBe says how many lines may be promises.
func (m *Meeting) MayBe() string {
	return text.Count(m.Hints, "more may be a promise", "more may be promises") + ": oneonone wrap asks about each"
}

// Page writes everything about the meeting with somebody.
func (m *Meeting) Page(out render.Output, name, handle string, day, today when.Date) error {
	p := &cli.Printer{Out: out}
	p.Line(render.Bold, "%s · %s", name, cli.LongDate(day))
	for _, part := range []struct {
		title string
		rows  []Promise
	}{{"promised", m.Fresh}, {"still open from before", m.Kept}} {
		if len(part.rows) > 0 {
			p.Gap()
			p.Line(render.Muted, "%s", part.title)
			p.Table(Promises{part.rows, today})
		}
	}
	if len(m.Fresh)+len(m.Kept) == 0 {
		p.Gap()
		p.Line(render.Plain, "no actions in this note")
	}
	list(p, "decided", m.Decided)
	list(p, "learned", m.Learned)
	if !m.Ahead && len(m.Decided)+len(m.Learned) == 0 {
		p.Gap()
		p.Hanging(render.Muted, "", "", "nothing noted as a decision or an insight; #decision or #insight in a line marks one")
	}
	if m.Elsewhere > 0 {
		p.Gap()
		p.Line(render.Plain, "%d more open in other notes: oneonone actions %s", m.Elsewhere, handle)
	}
	if len(m.Waiting) > 0 {
		p.Gap()
	}
	m.topics(p)
	return p.Err
}

// topics writes the topics nobody talked about: waiting, before the meeting;
// going back, after it.
func (m *Meeting) topics(p *cli.Printer) {
	if len(m.Waiting) == 0 {
		return
	}
	what := "back to the hopper"
	if m.Ahead {
		what = "on the agenda"
	}
	p.Hanging(render.Plain, "  "+what+": ", "    ", strings.Join(m.Waiting, "; "))
}

// Promises are written in columns, even in a pipe. A missing owner or date stands
// out.
type Promises struct {
	Rows  []Promise
	Today when.Date
}

// Write writes the columns.
func (l Promises) Write(out render.Output) error {
	out.TTY = true
	t := render.Table{Columns: []render.TableColumn{{Fixed: true}, {Fixed: true}, {}, {Fixed: true}}}
	for _, r := range l.Rows {
		id, owner := render.Cell{Style: render.Muted}, render.Text(cli.OwnersShort(r.Owners, page.ParsePath(r.Path).Person))
		if r.ID != "" {
			id.Text = "  " + r.ID
		} else {
			owner.Text = "  " + owner.Text
		}
		if len(r.Owners) == 0 {
			owner.Style = render.Warn
		}
		due := render.Cell{Text: "no date", Style: render.Warn}
		if !r.Due.IsZero() {
			due = render.Text(cli.ShortDate(r.Due, l.Today))
		}
		if !r.Due.IsZero() && r.Due.Before(l.Today) {
			due.Style = render.Bad
		}
		t.Add(id, owner, render.Text(r.Words), due)
	}
	return t.Write(out)
}
