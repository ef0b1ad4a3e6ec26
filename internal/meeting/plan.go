package meeting

import (
	"cmp"
	"errors"
	"fmt"
	"strings"

	"oneonone/internal/cli"
	"oneonone/internal/draft"
	"oneonone/internal/history"
	"oneonone/notes"
	"oneonone/notes/markdown"
	"oneonone/notes/page"
	"oneonone/template"
)

// Options say how an entry starts.
type Options struct {
	Template string // "": the one that fits
	Pick     bool   // let the user choose the topics
	// NoTopics leaves the waiting topics in the hopper, for a later meeting.
	NoTopics bool
	Mode     string // how you meet, one of page.Modes; "": as usual
}

// PlanEntry fills in the template and plans the entry, and the top page without
// what moves from there into the entry.
func PlanEntry(s *cli.Session, w *cli.Workspace, person *notes.Person, ref page.EntryRef, o Options) (*cli.Plan, *notes.EntryDraft, error) {
	d, err := w.DraftEntry(person.Handle, ref.Date, ref.N)
	if err != nil {
		return nil, nil, err
	}
	defer w.AtHand(d.Past)()
	if o.NoTopics {
		d.Choose(nil)
		d.Noted = nil
	}
	if o.Pick {
		if err := s.PickTopics(d); err != nil {
			return nil, nil, err
		}
	}
	set, err := w.Templates()
	if err != nil {
		return nil, nil, err
	}
	name, err := draft.Template(w.Folder, set, person, d, o.Template)
	if err != nil {
		return nil, nil, err
	}
	text, said, err := draft.Entry(w.Folder, set, name, person, d)
	var fault *template.FileError
	if errors.As(err, &fault) {
		err = cli.Hinted(fmt.Errorf("no entry was created: %w", err), "oneonone template edit %s", name)
	}
	if err != nil {
		return nil, nil, err
	}
	for _, line := range said {
		s.Say("%s", line)
	}
	if mode := cmp.Or(o.Mode, person.Mode); mode != "" {
		if text, err = markdown.SetFront(text, map[string]any{modeKey: mode}); err != nil {
			return nil, nil, err
		}
	}
	changes, err := w.Changes(d, text)
	if err != nil {
		return nil, nil, err
	}
	subject := fmt.Sprintf("%s: add 1:1 of %s", person.Handle, strings.TrimSuffix(ref.Path[strings.LastIndexByte(ref.Path, '/')+1:], ".md"))
	return &cli.Plan{Changes: changes, Message: history.Message{Subject: subject}}, d, nil
}

// Skipped is the entry of a skipped meeting that is to take place after all; nil
// for any other.
func Skipped(w *cli.Workspace, ref page.EntryRef, exists bool) (*page.Entry, error) {
	if !exists {
		return nil, nil
	}
	e, err := w.Read(ref)
	if err != nil || !e.Meeting().Skipped {
		return nil, nil // leave an unreadable entry to the editor
	}
	return e, nil
}

// SayHeld says that a skipped meeting takes place.
func SayHeld(s *cli.Session, e *page.Entry) {
	s.Say("the meeting of %s was skipped; now it takes place", cli.LongDate(e.Date))
}

// OverSkipped replaces an entry that says only that its meeting is skipped by a
// new one.
func OverSkipped(s *cli.Session, w *cli.Workspace, p *cli.Plan, e *page.Entry) error {
	if e == nil {
		return nil
	}
	SayHeld(s, e)
	for i, c := range p.Changes {
		if c.Path != e.Path {
			continue
		}
		p.Changes[i].Old = e.Src
		if len(e.MovedFrom) > 0 {
			var err error
			if p.Changes[i].New, err = w.SetMovedFrom(c.Path, c.New, e.MovedFrom); err != nil {
				return err
			}
		}
	}
	return nil
}

// PlanHeld plans to hold a skipped meeting after all: its entry loses the mark.
func PlanHeld(w *cli.Workspace, e *page.Entry) (*cli.Plan, error) {
	change, err := w.PlanHeld(e)
	if err != nil {
		return nil, err
	}
	subject := fmt.Sprintf("%s: 1:1 of %s took place after all", e.Person, e.Date)
	return &cli.Plan{Changes: []page.Change{*change}, Message: history.Message{Subject: subject}}, nil
}
