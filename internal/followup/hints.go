package followup

import (
	"context"
	"errors"
	"fmt"
	"io"

	"oneonone/internal/cli"
	"oneonone/internal/history"
	"oneonone/internal/text"
	"oneonone/notes"
	"oneonone/notes/page"
)

// hintAnswer is the answer about a line that may be a promise.
type hintAnswer struct {
	hint page.Hint
	take bool // it is one; if not, it is never asked about again
}

// Settled asks about the lines of a meeting that may be promises, and returns the
// meeting as it is after the answers.
func Settled(ctx context.Context, s *cli.Session, w *cli.Workspace, p *notes.Person, e *page.Entry, m *Meeting) (*Meeting, error) {
	hints := w.Hints(e)
	if m.View.Hints = len(hints); m.View.Hints == 0 {
		return m, nil
	}
	if !s.Interactive() {
		s.Say("%s", m.View.MayBe())
		return m, nil
	}
	answers, err := askHints(ctx, s, hints)
	if err != nil || len(answers) == 0 {
		return m, err
	}
	if err := settleHints(ctx, s, p, m.ref, answers); err != nil {
		return nil, err
	}
	if w, err = s.Open(); err != nil {
		return nil, err
	}
	if e, err = w.Read(m.ref); err != nil {
		return nil, err
	}
	return ReadMeeting(s, w, e), nil
}

// askHints asks about each line that reads like a promise and carries no mark.
// An empty answer puts it off.
func askHints(ctx context.Context, s *cli.Session, hints []page.Hint) ([]hintAnswer, error) {
	s.Say("")
	s.Say("%s: y makes it an action, n never asks again, enter leaves it for now", text.Count(len(hints), "line may be a promise", "lines may be promises"))
	var all []hintAnswer
	for _, h := range hints {
		err := s.AskUntil(ctx, fmt.Sprintf("%s? ", h.Text), func(word string) error {
			switch word {
			case "y", "yes":
				all = append(all, hintAnswer{h, true})
			case "n", "no":
				all = append(all, hintAnswer{h, false})
			default:
				return fmt.Errorf("invalid answer %q: try y, n or enter", word)
			}
			return nil
		})
		if errors.Is(err, io.EOF) {
			s.Say("")
			return all, nil
		}
		if err != nil {
			return nil, err
		}
	}
	return all, nil
}

// settleHints writes the answers in one commit. The lines are found again in
// the note as it is now.
func settleHints(ctx context.Context, s *cli.Session, p *notes.Person, ref page.EntryRef, answers []hintAnswer) error {
	_, err := s.Change(ctx, false, func(w *cli.Workspace) (*cli.Plan, error) {
		e, err := w.Read(ref)
		if err != nil {
			return nil, err
		}
		src := e.Src
		for _, a := range answers {
			settle := w.Grammar().Wave
			if a.take {
				settle = w.Grammar().Take
			}
			if src, err = settle(src, a.hint); err != nil {
				return nil, err
			}
		}
		return &cli.Plan{Changes: []page.Change{{Path: e.Path, Old: e.Src, New: src}},
			Message: history.Message{Subject: fmt.Sprintf("%s: settle what may be promised in 1:1 of %s", p.Handle, ref.Date)}}, nil
	})
	return err
}
