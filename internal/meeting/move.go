package meeting

import (
	"fmt"

	"oneonone/internal/cli"
	"oneonone/internal/when"
	"oneonone/notes"
	"oneonone/notes/page"
)

// PlanMove plans to move a meeting to another day.
func PlanMove(s *cli.Session, w *cli.Workspace, p *notes.Person, from, to when.Date) ([]page.Change, error) {
	if from == to {
		return nil, cli.Usagef("the meeting with %s is already on %s", p.Handle, from)
	}
	ref, taken, err := w.EntryOfDay(p.Handle, to, false)
	if err != nil {
		return nil, err
	}
	if taken {
		return nil, cli.Hinted(fmt.Errorf("an entry for %s already exists: %s", to, ref.Path), "choose another day, or oneonone skip %s --date %s", p.Handle, from)
	}
	old, there, err := w.EntryOfDay(p.Handle, from, false)
	if err != nil {
		return nil, err
	}
	if !there {
		return planMovedEntry(s, w, p, ref, from)
	}
	e, err := w.Read(old)
	if err != nil {
		return nil, err
	}
	return w.PlanMove(e, to, 1)
}

// soonDays is how many days ahead a moved meeting may be and still take the
// waiting topics: it is then the next one. Before a later one there will be
// others.
const soonDays = 14

// planMovedEntry plans the entry on the new day for a meeting that had no entry yet.
func planMovedEntry(s *cli.Session, w *cli.Workspace, p *notes.Person, ref page.EntryRef, from when.Date) ([]page.Change, error) {
	plan, _, err := PlanEntry(s, w, p, ref, Options{NoTopics: ref.Date.Sub(s.Today()) > soonDays})
	if err != nil {
		return nil, err
	}
	for i, c := range plan.Changes {
		if c.Path != ref.Path {
			continue
		}
		if plan.Changes[i].New, err = w.SetMovedFrom(c.Path, c.New, []when.Date{from}); err != nil {
			return nil, err
		}
	}
	return plan.Changes, nil
}
