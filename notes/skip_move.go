package notes

import (
	"bytes"
	"errors"
	"fmt"

	"oneonone/internal/when"
	"oneonone/notes/markdown"
	"oneonone/notes/page"
)

// ErrSkippedAlready says that a meeting is marked as skipped.
var ErrSkippedAlready = errors.New("the meeting is already skipped")

// PlanSkip plans to skip the meeting of a day. An existing entry for the day is
// marked as skipped; else one is written that says nothing more. The reason may
// be empty.
func (f *Folder) PlanSkip(p *Person, day when.Date, reason string) (*page.Change, error) {
	e, err := f.entryOn(p.Handle, day)
	if err != nil {
		return nil, err
	}
	path, src, old := page.EntryPath(p.Handle, day, 1), []byte(nil), []byte(nil)
	if e != nil {
		if e.Meeting().Skipped && (reason == "" || e.Meeting().Reason == reason) {
			return nil, ErrSkippedAlready
		}
		if !e.Meeting().Skipped && !e.Agenda().Empty {
			return nil, tookPlace(e)
		}
		path, src, old = e.Path, e.Src, e.Src
	} else {
		src = fmt.Appendf(nil, "---\ndate: %s\n---\n\n# %s · %s\n", day, p.FirstName(), day.Time().Format("Monday 2 January 2006"))
	}
	set := []markdown.Pair{{Key: "status", Value: "skipped"}}
	if reason != "" {
		set = append(set, markdown.Pair{Key: "reason", Value: reason})
	}
	front := markdown.SplitFrontMatter(path, src)
	if src, err = front.SetAll(set...); err != nil {
		return nil, err
	}
	return &page.Change{Path: path, Old: old, New: src}, nil
}

// PlanHeld plans to remove the mark that an entry's meeting was skipped.
func (f *Folder) PlanHeld(e *page.Entry) (*page.Change, error) {
	src, err := e.Front.SetAll(markdown.Pair{Key: "status"}, markdown.Pair{Key: "reason"})
	if err != nil {
		return nil, err
	}
	return &page.Change{Path: e.Path, Old: e.Src, New: src}, nil
}

// tookPlace is the error for a meeting with notes, which can no longer be skipped
// or moved.
func tookPlace(e *page.Entry) error {
	return &markdown.Problem{Path: e.Path, What: fmt.Sprintf("the meeting of %s has its notes, so it took place", e.Date), Hint: "give another day with --date"}
}

// entryOn is the first entry of a day, nil when there is none.
func (f *Folder) entryOn(handle string, day when.Date) (*page.Entry, error) {
	refs, err := f.Entries(handle)
	if err != nil {
		return nil, err
	}
	for _, r := range refs {
		if r.Date == day {
			return f.Read(r)
		}
	}
	return nil, nil
}

// PlanMove plans to move an entry to another day: a file named after the new day
// that says which day it was moved from, without the old one. Its date, its
// heading and the days that its actions count from stay true.
func (f *Folder) PlanMove(e *page.Entry, to when.Date, n int) ([]page.Change, error) {
	if !e.Meeting().Skipped && !e.Agenda().Empty {
		return nil, tookPlace(e)
	}
	path := page.EntryPath(e.Person, to, n)
	src, err := f.SetMovedFrom(path, e.Src, append(e.MovedFrom, e.Date))
	if err != nil {
		return nil, err
	}
	front := markdown.SplitFrontMatter(path, src)
	set := []markdown.Pair{{Key: "status"}, {Key: "reason"}} // a postponed meeting is not a skipped one
	if _, ok := front.Get("date"); ok {
		set = append(set, markdown.Pair{Key: "date", Value: to.String()})
	}
	if src, err = front.SetAll(set...); err != nil {
		return nil, err
	}
	src = bytes.Replace(src, []byte(e.Date.Time().Format("Monday 2 January 2006")), []byte(to.Time().Format("Monday 2 January 2006")), 1)
	return []page.Change{{Path: e.Path, Old: e.Src}, {Path: path, New: src}}, nil
}

// SetMovedFrom returns an entry with the days it was moved from.
func (f *Folder) SetMovedFrom(path string, src []byte, days []when.Date) ([]byte, error) {
	words := make([]string, len(days))
	for i, d := range days {
		words[i] = d.String()
	}
	var value any = words
	if len(words) == 1 {
		value = words[0]
	}
	front := markdown.SplitFrontMatter(path, src)
	return front.SetAll(markdown.Pair{Key: "moved-from", Value: value})
}
