package followup

import (
	"context"
	"errors"
	"fmt"
	"io"
	"slices"

	"oneonone/internal/cli"
	"oneonone/internal/history"
	"oneonone/notes"
	"oneonone/notes/markdown"
	"oneonone/notes/page"
)

// AskUseful ends a meeting that took place with the question whether it was
// useful, and keeps what they answer. Where nobody can answer, it asks nothing.
func AskUseful(ctx context.Context, s *cli.Session, p *notes.Person, e *page.Entry) error {
	if m := e.Meeting(); !s.Interactive() || m.Useful > 0 || !m.Took(s.Today()) {
		return nil
	}
	answer := ""
	err := s.AskUntil(ctx, "was this useful"+whose(p)+" 1 to 5, enter leaves it out: ", func(word string) error {
		if !slices.Contains([]string{"1", "2", "3", "4", "5"}, word) {
			return fmt.Errorf("invalid answer %q: try 1 to 5, or enter", word)
		}
		answer = word
		return nil
	})
	if errors.Is(err, io.EOF) {
		s.Say("")
		return nil
	}
	if err != nil || answer == "" {
		return err
	}
	ref := e.Ref()
	_, err = s.Change(ctx, false, func(w *cli.Workspace) (*cli.Plan, error) {
		if err := saved(s, w, p.Handle, ref); err != nil {
			return nil, err
		}
		e, err := w.Read(ref)
		if err != nil {
			return nil, err
		}
		src, err := markdown.SetFront(e.Src, map[string]any{"useful": int(answer[0] - '0')})
		if err != nil {
			return nil, err
		}
		return &cli.Plan{Changes: []page.Change{{Path: e.Path, Old: e.Src, New: src}},
			Message: history.Message{Subject: fmt.Sprintf("%s: say whether the 1:1 of %s was useful", p.Handle, ref.Date)}}, nil
	})
	return err
}

// whose says who is to answer, the one the meeting was for.
func whose(p *notes.Person) string {
	if p.Role == "manager" {
		return " to you?"
	}
	return "? ask " + p.FirstName() + ":"
}

// saved refuses an entry that an editor holds with unsaved changes.
func saved(s *cli.Session, w *cli.Workspace, handle string, ref page.EntryRef) error {
	u := s.Unsaved(w.Dir, ref.Path)
	if u == nil {
		return nil
	}
	return cli.Hinted(fmt.Errorf("%s has unsaved changes to %s; nothing was written", cli.Said(u), cli.ShortPath(ref.Path)),
		"save them there, then run oneonone wrap %s again", handle)
}
