package cmd

import (
	"bytes"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/charmbracelet/x/ansi"

	"oneonone/internal/cli"
	"oneonone/internal/history"
	"oneonone/internal/render"
	"oneonone/notes"
	"oneonone/notes/clause"
	"oneonone/notes/markdown"
	"oneonone/notes/page"
	"oneonone/notes/promise"
)

// meetingView is what a meeting leaves behind, as it was understood. It
// closes new and edit in a few lines, and wrap shows all of it.
type meetingView struct {
	fresh []viewRow // promises of this meeting that are open
	kept  []viewRow // promises from before that are still open
	// elsewhere counts open promises that the entry does not list.
	elsewhere int
	waiting   []string // topics nobody got to
	// ahead says that the meeting is still to come: its topics wait on the
	// agenda and do not go back yet.
	ahead    bool
	problems []markdown.Problem
}

// viewRow is one promise: whose, what, until when.
type viewRow struct {
	id, owner, words, due  string
	noOwner, noDue, isLate bool
}

func newViewRow(s *cli.Session, g *page.Grammar, a *page.Action) viewRow {
	r := viewRow{owner: cli.OwnersShort(a.Owners, a.Person), words: promise.Words(g, a), due: "no date", noOwner: len(a.Owners) == 0, noDue: a.Due.IsZero()}
	if !r.noDue {
		r.due, r.isLate = cli.ShortDate(a.Due, s.Today()), a.Due.Before(s.Today())
	}
	return r
}

// entryView reads the view of one entry from that entry alone.
func entryView(s *cli.Session, w *cli.Workspace, e *page.Entry) *meetingView {
	v := &meetingView{problems: e.Problems, ahead: e.Date.After(s.Today()) || !wasHeld(e)}
	for _, a := range e.Actions() {
		switch {
		case a.State != clause.Open:
		case !a.Since.IsZero() && a.Since.Before(e.Date):
			v.kept = append(v.kept, newViewRow(s, w.Grammar(), a))
		default:
			v.fresh = append(v.fresh, newViewRow(s, w.Grammar(), a))
		}
	}
	v.waiting = waitingTopics(e)
	return v
}

func waitingTopics(e *page.Entry) []string {
	var texts []string
	for _, t := range e.Topics() {
		if t.Waiting {
			texts = append(texts, t.Text)
		}
	}
	return texts
}

// wasHeld reports whether an entry tells of a meeting: something stands under
// Notes, was promised or closed, or a topic was talked about.
func wasHeld(e *page.Entry) bool {
	if n := e.Section(page.SectionNotes); n != nil && len(bytes.TrimSpace(e.Src[n.Start:n.End])) > 0 {
		return true
	}
	return slices.ContainsFunc(e.Actions(), func(a *page.Action) bool { return a.State != clause.Open || a.Since.IsZero() }) ||
		slices.ContainsFunc(e.Topics(), func(t *page.Topic) bool { return t.Box != markdown.NoBox && !t.Waiting })
}

// saidNew ends new: the path on standard output, and what was understood on
// standard error. err is what saving gave; a note that is on disk but not in
// git is still told of.
func saidNew(s *cli.Session, w *cli.Workspace, draft *notes.EntryDraft, _ *history.Result, err error) error {
	var notRecorded *history.NotRecordedError
	if err != nil && !errors.As(err, &notRecorded) {
		return err
	}
	s.SayProblems(draft.Problems)
	fmt.Fprintln(s.Env.Stdout, w.Shown(draft.Ref.Path))
	e, readErr := w.Read(draft.Ref)
	if readErr != nil {
		return errors.Join(err, readErr)
	}
	v := entryView(s, w, e)
	v.ahead = v.ahead || draft.Untouched(e.Src)
	sayView(s, v, draft.Ref)
	if draft.More > 0 {
		s.Say("  %d more open: oneonone actions %s", draft.More, draft.Ref.Person)
	}
	for _, t := range draft.Topics {
		if t.PutBack >= notes.OftenPutBack {
			s.Say("  put back %d times: talk about it first, or drop it: %s", t.PutBack, t.Text)
		}
	}
	if draft.LeftInHopper > 0 {
		s.Say("  %s in the hopper", cli.Plural(draft.LeftInHopper, "topic still waits", "topics still wait"))
	}
	return err
}

// sayEntry says in a few lines what an entry was understood to hold: who owes
// what by when, and which topics go back.
func sayEntry(s *cli.Session, w *cli.Workspace, ref page.EntryRef) error {
	e, err := w.Read(ref)
	if err != nil {
		return err
	}
	sayView(s, entryView(s, w, e), ref)
	return nil
}

// sayView is the short form of the view, on standard error.
func sayView(s *cli.Session, v *meetingView, ref page.EntryRef) {
	s.Say("%s saved", cli.ShortPath(ref.Path))
	out := render.Detect(s.Env.Stderr, s.Color, s.Env.Environ)
	writeRows(out, "  ", v.fresh)
	if n := len(v.kept); n > 0 {
		s.Say("  %s from before", cli.Plural(n, "promise", "promises"))
	}
	sayTopics(s, out, v)
	for _, p := range v.problems {
		s.Say("warning: %s", p.Error())
	}
}

// sayTopics calls topics nobody talked about what they are: waiting for a
// meeting that is still to come, going back after one.
func sayTopics(s *cli.Session, out render.Output, v *meetingView) {
	if len(v.waiting) == 0 {
		return
	}
	what := "back to the hopper"
	if v.ahead {
		what = "on the agenda"
	}
	_ = cli.WriteHanging(out, render.Plain, "  "+what+": ", "    ", strings.Join(v.waiting, "; ")) // to the terminal: there is nobody else to tell
}

// writeRows prints promises in columns, the words cut to the width. A missing
// owner or date stands out.
func writeRows(out render.Output, indent string, rows []viewRow) {
	var id, owner, due, words int
	for _, r := range rows {
		id, owner, due = max(id, len(r.id)), max(owner, ansi.StringWidth(r.owner)), max(due, ansi.StringWidth(r.due))
		words = max(words, ansi.StringWidth(render.Clean(r.words)))
	}
	taken := len(indent) + owner + due + 4
	if id > 0 {
		taken += id + 2
	}
	if out.Width > 0 {
		words = min(words, max(20, out.Width-taken))
	}
	for _, r := range rows {
		line := indent
		if id > 0 {
			line += out.Paint(render.Muted, cli.Pad(r.id, id)) + "  "
		}
		ownerStyle, dueStyle := render.Plain, render.Plain
		if r.noOwner {
			ownerStyle = render.Warn
		}
		switch {
		case r.noDue:
			dueStyle = render.Warn
		case r.isLate:
			dueStyle = render.Bad
		}
		text := ansi.Truncate(strings.ReplaceAll(render.Clean(r.words), "\n", " "), words, "…")
		line += out.Paint(ownerStyle, cli.Pad(r.owner, owner)) + "  " + cli.Pad(text, words) + "  " + out.Paint(dueStyle, r.due)
		fmt.Fprintln(out.W, line)
	}
}

// sayRows prints promises on standard error.
func sayRows(s *cli.Session, rows []viewRow) {
	writeRows(render.Detect(s.Env.Stderr, s.Color, s.Env.Environ), "  ", rows)
}
