package meeting

import (
	"fmt"

	"oneonone/internal/cli"
	"oneonone/internal/when"
	"oneonone/notes"
	"oneonone/notes/page"
)

// SaidSkip reports what a skip means for the weeks around it.
func SaidSkip(w *cli.Workspace, p *notes.Person, before *notes.Rhythm, change page.Change, day when.Date) []string {
	skip := w.Grammar().ParseEntry(change.Path, change.New).Meeting()
	meetings, err := w.MeetingsOf(p.Handle)
	if err != nil {
		return nil
	}
	kept := []page.Meeting{skip}
	for _, m := range meetings {
		if m.Ref.Path != change.Path {
			kept = append(kept, m)
		}
	}
	after := notes.NewRhythm(p, kept, before.Away, before.Today)
	line := fmt.Sprintf("%s: %s skipped", p.Handle, day)
	switch {
	case after.Next.IsZero():
	case after.Next.Before(after.Today):
		line += fmt.Sprintf("; the one of %s is still late", cli.LongDate(after.Next))
	default:
		line += fmt.Sprintf("; the next is %s", cli.LongDate(after.Next))
	}
	said := []string{line}
	if broken := after.InARowWith(day); broken > 1 {
		said = append(said, fmt.Sprintf("  that makes %d in a row without a meeting: oneonone move %s --to DAY finds another day", broken, p.Handle))
	}
	return said
}

// RhythmOf finds a person and the rhythm in which you meet.
func RhythmOf(s *cli.Session, w *cli.Workspace, word string) (*notes.Person, *notes.Rhythm, error) {
	p, err := w.Find(word)
	if err != nil {
		return nil, nil, err
	}
	r, err := w.Rhythm(p, s.Today())
	return p, r, err
}
