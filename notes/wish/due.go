package wish

import (
	"bytes"
	"fmt"
	"slices"

	"oneonone/internal/text"
	"oneonone/internal/when"
	"oneonone/notes/markdown"
	"oneonone/notes/page"
)

// Due is a wish whose day has come.
type Due struct {
	Wish
	Of   when.Date // the day it was noted
	Path string
}

// horizons are how many months ahead the wishes look that come back.
var horizons = []int{6, 12, 18, 24, 36, 48, 60, 72, 84, 96, 108, 120}

// ComeDue returns the wishes in entries whose day is between two days, both
// included.
func ComeDue(entries []*page.Entry, from, to when.Date) (due []Due) {
	month := func(d when.Date) int { return 12*d.Year + int(d.Month) }
	for _, e := range entries {
		var come []int
		for _, months := range horizons {
			if at := month(e.Date) + months; at < month(from) || at > month(to) {
				continue
			}
			if day := e.Date.AddMonths(months); !day.Before(from) && !day.After(to) {
				come = append(come, months)
			}
		}
		if len(come) == 0 || !saysTime(e.Src) {
			continue
		}
		wishes := In(&e.Note)
		for _, months := range come {
			for _, w := range wishes {
				if w.Months == months {
					due = append(due, Due{w, e.Date, e.Path})
				}
			}
		}
	}
	return due
}

// On returns the wishes on a top page that say a time, each with the day that its
// line begins with or says with (since D); zero if it says none.
func On(top *page.TopPage) (all []Due) {
	if top == nil || !saysTime(top.Src) {
		return nil
	}
	of := map[int]when.Date{}
	for _, m := range top.Remarks() {
		of[m.Line] = m.Since
		if !m.Day.IsZero() {
			of[m.Line] = m.Day
		}
	}
	for _, w := range In(&top.Note) {
		all = append(all, Due{w, of[w.Line], top.Path})
	}
	return all
}

// ComeDueOn returns the wishes on a top page whose day is between two days, both included.
func ComeDueOn(top *page.TopPage, from, to when.Date) (due []Due) {
	for _, w := range On(top) {
		if d := w.Comes(w.Of); !w.Of.IsZero() && slices.Contains(horizons, w.Months) && !d.Before(from) && !d.After(to) {
			due = append(due, w)
		}
	}
	return due
}

// Newest is the nearest of the most recently noted wishes whose day is ahead.
func Newest(entries []*page.Entry, today when.Date) (newest *Due) {
	for _, e := range slices.Backward(entries) {
		if !saysTime(e.Src) {
			continue
		}
		for _, w := range In(&e.Note) {
			if w.Comes(e.Date).After(today) && (newest == nil || w.Months < newest.Months) {
				newest = &Due{w, e.Date, e.Path}
			}
		}
		if newest != nil {
			return newest
		}
	}
	return nil
}

func saysTime(src []byte) bool { return SaysTime(text.Lower(make([]byte, 0, len(src)), src)) }

// Times are what a note has one of, in lower case, that holds a wish with a time.
var Times = []string{"year", "yr", "month", "y:", "m:"}

// SaysTime reports whether a note in lower case can hold a wish with a time at all.
func SaysTime(lower []byte) bool {
	return slices.ContainsFunc(Times, func(w string) bool { return bytes.Contains(lower, []byte(w)) })
}

// Ago is how long ago it was wished for, in words.
func (w Due) Ago() string {
	years := []string{"", "a year", "two years", "three years", "four years", "five years", "six years", "seven years", "eight years", "nine years", "ten years"}
	if w.Months%12 == 0 {
		return years[w.Months/12] + " ago"
	}
	return fmt.Sprintf("%d months ago", w.Months)
}

// String says when it was wished for, and what.
func (w Due) String() string {
	return fmt.Sprintf("%s, on %s: %s", w.Ago(), w.Of.Time().Format("2 January 2006"), markdown.Unmarked(w.Text))
}
