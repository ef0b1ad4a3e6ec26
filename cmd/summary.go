package cmd

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/charmbracelet/x/ansi"

	"oneonone/internal/history"
	"oneonone/internal/render"
	"oneonone/internal/when"
	"oneonone/notes"
)

// saidNew ends new: the path on standard output, and what was understood on
// standard error. err is what saving gave; a note that is on disk but not in
// git is still told of.
func (s *session) saidNew(w *workspace, draft *notes.EntryDraft, _ *history.Result, err error) error {
	var notRecorded *history.NotRecordedError
	if err != nil && !errors.As(err, &notRecorded) {
		return err
	}
	s.sayProblems(draft.Problems)
	fmt.Fprintln(s.env.Stdout, w.shown(draft.Ref.Path))
	if sayErr := s.sayEntry(w, draft.Ref); sayErr != nil && err == nil {
		err = sayErr
	}
	if draft.More > 0 {
		s.say("  %d more open: oneonone actions %s", draft.More, draft.Ref.Person)
	}
	for _, t := range draft.Topics {
		if t.PutBack >= notes.OftenPutBack {
			s.say("  put back %d times: talk about it first, or drop it: %s", t.PutBack, t.Text)
		}
	}
	if draft.LeftInHopper > 0 {
		s.say("  %s in the hopper", plural(draft.LeftInHopper, "topic still waits", "topics still wait"))
	}
	return err
}

func plural(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return fmt.Sprintf("%d %s", n, many)
}

// sayEntry says in a few lines what an entry was understood to hold: who owes
// what by when, and which topics go back.
func (s *session) sayEntry(w *workspace, ref notes.EntryRef) error {
	e, err := w.Read(ref)
	if err != nil {
		return err
	}
	s.say("%s saved", shortPath(ref.Path))
	var rows [][3]string
	kept := 0
	for _, a := range e.Actions() {
		switch {
		case a.State != notes.Open:
		case !a.Since.IsZero() && a.Since.Before(ref.Date):
			kept++
		default:
			due := "no date"
			if !a.Due.IsZero() {
				due = shortDate(a.Due, s.today())
			}
			rows = append(rows, [3]string{ownersText(a.Owners), a.Text, due})
		}
	}
	s.sayRows(rows)
	if kept > 0 {
		s.say("  %s from before", plural(kept, "promise", "promises"))
	}
	var back []string
	for _, t := range e.Topics() {
		if t.Waiting {
			back = append(back, t.Text)
		}
	}
	if len(back) > 0 {
		s.say("  %s: %s", topicsSaid(ref.Date, s.today()), strings.Join(back, "; "))
	}
	for _, p := range e.Problems {
		s.say("warning: %s", p.Error())
	}
	return nil
}

// topicsSaid calls topics nobody talked about what they are: waiting for a
// meeting that is still to come, going back after one.
func topicsSaid(day, today when.Date) string {
	if day.After(today) {
		return "on the agenda"
	}
	return "back to the hopper"
}

// sayRows prints owner, words and due date aligned, cut to the terminal.
func (s *session) sayRows(rows [][3]string) {
	if len(rows) == 0 {
		return
	}
	width := render.Detect(s.env.Stderr, s.color, s.env.Environ).Width
	owner, due := 0, 0
	for _, r := range rows {
		owner, due = max(owner, ansi.StringWidth(r[0])), max(due, ansi.StringWidth(r[2]))
	}
	text := 0
	for _, r := range rows {
		text = max(text, ansi.StringWidth(render.Clean(r[1])))
	}
	if width > 0 {
		text = min(text, max(20, width-owner-due-6))
	}
	for _, r := range rows {
		words := ansi.Truncate(render.Clean(r[1]), text, "…")
		s.say("  %s  %s  %s", pad(r[0], owner), pad(words, text), r[2])
	}
}

func pad(s string, width int) string {
	return s + strings.Repeat(" ", max(0, width-ansi.StringWidth(s)))
}

// sortedKeys are a map's keys in an order that is the same each time.
func sortedKeys[V any](m map[string]V) []string {
	keys := make([]string, 0, len(m))
	for k := range m {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	return keys
}
