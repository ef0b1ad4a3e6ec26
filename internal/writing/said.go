package writing

import (
	"errors"
	"fmt"

	"oneonone/internal/cli"
	"oneonone/internal/history"
	"oneonone/internal/screen"
	"oneonone/internal/text"
	"oneonone/notes"
	"oneonone/notes/page"
)

// sayNew ends new: the path on standard output, and what was understood on
// standard error. err is the error from saving; a note that is on disk but not in
// git is still reported.
func sayNew(s *cli.Session, w *cli.Workspace, draft *notes.EntryDraft, err error) error {
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
	m := screen.ReadMeeting(w.Grammar(), e, s.Today())
	m.Ahead = m.Ahead || draft.Untouched(e.Src)
	m.Hints = len(w.Hints(e))
	sayMeeting(s, w, m, draft.Ref)
	if n := len(draft.Noted); n > 0 {
		s.Say("  %s noted before %s in it", text.Count(n, "line", "lines"), map[bool]string{true: "is", false: "are"}[n == 1])
	}
	if draft.More > 0 {
		s.Say("  %d more open: oneonone actions %s", draft.More, draft.Ref.Person)
	}
	for _, t := range draft.Topics {
		if t.PutBack >= notes.OftenPutBack {
			s.Say("  put back %d times: talk about it first, or drop it: %s", t.PutBack, t.Text)
		}
	}
	if draft.LeftInHopper > 0 {
		s.Say("  %s in the hopper", text.Count(draft.LeftInHopper, "topic still waits", "topics still wait"))
	}
	return err
}

// SayEntry says in a few lines how an entry was understood: who owes what by
// when, and which topics go back.
func SayEntry(s *cli.Session, w *cli.Workspace, ref page.EntryRef) error {
	e, err := w.Read(ref)
	if err != nil {
		return err
	}
	m := screen.ReadMeeting(w.Grammar(), e, s.Today())
	m.Hints = len(w.Hints(e))
	sayMeeting(s, w, m, ref)
	if e.Meeting().Skipped && !e.Agenda().Empty {
		s.Say("warning: %s has notes, but says status: skipped, so it counts as no meeting", cli.ShortPath(ref.Path))
		s.Say("hint: oneonone new %s --date %s makes it one", ref.Person, ref.Date)
	}
	return nil
}

func sayMeeting(s *cli.Session, w *cli.Workspace, m *screen.Meeting, ref page.EntryRef) {
	_ = m.Brief(s.ErrOutput(), ref.Path, s.Today()) // if that fails there is nobody to tell
	if readers := w.Readers([]string{ref.Path}); readers != "" && ref.Date.After(s.Today()) {
		s.Say("  %s from %s on", readers, cli.ShortDate(ref.Date, s.Today()))
	} else if readers != "" {
		s.Say("  %s", readers)
	}
	s.SayProblems(m.Problems)
}
