package cli

import (
	"cmp"
	"fmt"
	"strconv"
	"strings"

	"oneonone/internal/render"
	"oneonone/internal/when"
	"oneonone/notes"
	"oneonone/notes/cadence"
	"oneonone/notes/clause"
	"oneonone/notes/promise"
)

// OrNull is what JSON shows as null when there is nothing.
func OrNull[T comparable](v T) *T {
	var none T
	if v == none {
		return nil
	}
	return &v
}

// DueCell is when an action is due, or how it ended.
func DueCell(t *promise.Thread, today when.Date) render.Cell {
	switch {
	case t.State == clause.Done:
		return render.Cell{Text: strings.TrimSpace("done " + ShortDate(t.Done, today)), Style: render.Good, Piped: cmp.Or(t.Due.String(), "–")}
	case t.State == clause.Dropped:
		return render.Cell{Text: "dropped", Style: render.Muted, Piped: cmp.Or(t.Due.String(), "–")}
	case t.Due.IsZero():
		return render.Cell{Text: "–", Style: render.Muted}
	}
	cell := render.Cell{Text: ShortDate(t.Due, today), Piped: t.Due.String()}
	if t.Overdue(today) {
		cell.Style = render.Bad
	}
	return cell
}

// Count is a number in a table; none is a quiet dash.
func Count(n int) render.Cell {
	if n == 0 {
		return render.Cell{Text: "–", Style: render.Muted, Piped: "0"}
	}
	return render.Text(strconv.Itoa(n))
}

// Styled is text in a style, to be printed as it is.
func Styled(out render.Output, style render.Style, text string) render.Painted {
	return render.Painted(out.Paint(style, text))
}

// Alarming is a number that should be none.
func Alarming(n int) render.Cell {
	c := Count(n)
	if n > 0 {
		c.Style = render.Bad
	}
	return c
}

// LastCell says when people last met, and how long ago that is.
func LastCell(r *notes.Rhythm) render.Cell {
	if r.Last.IsZero() {
		return render.Cell{Text: "never", Style: render.Muted, Piped: "never"}
	}
	return render.Cell{Text: fmt.Sprintf("%s, %s", ShortDate(r.Last, r.Today), DaysAgo(r.Today.Sub(r.Last))), Piped: r.Last.String()}
}

// NextCell says when people meet next, or how late that is.
func NextCell(r *notes.Rhythm) render.Cell {
	piped := r.Next.String()
	switch {
	case r.Overdue:
		return render.Cell{Text: Plural(r.DaysLate, "day", "days") + " late", Style: render.Bad, Piped: piped}
	case r.Next.IsZero() && r.Slot.Cadence == (when.Cadence{}):
		return render.Cell{Text: "?", Style: render.Bad, Piped: "?"}
	case r.Next.IsZero() && r.AwayUntil.IsZero():
		return render.Cell{Text: "–", Style: render.Muted, Piped: "–"}
	case r.Next == r.Today:
		return render.Cell{Text: "today", Style: render.Good.And(render.Bold), Piped: piped}
	case !r.AwayUntil.IsZero():
		return render.Cell{Text: "away, " + nextOr(r, "no end"), Style: render.Muted, Piped: piped}
	}
	return render.Cell{Text: relativeDay(r.Next, r.Today), Piped: piped}
}

func nextOr(r *notes.Rhythm, otherwise string) string {
	if r.Next.IsZero() {
		return otherwise
	}
	return ShortDate(r.Next, r.Today)
}

// WeeksCell is the strip of the last n weeks; in a pipe one letter a week.
func WeeksCell(out render.Output, r *notes.Rhythm, n int) render.Cell {
	letters := make([]byte, n)
	for i, o := range r.Weeks(n) {
		_, letters[i] = weekOf(o)
	}
	if !out.TTY {
		return render.Text(string(letters))
	}
	return render.Cell{Painted: out.Strip(WeeksOf(r, n)), Text: string(letters)}
}

// WeeksOf are the last n weeks for a strip.
func WeeksOf(r *notes.Rhythm, n int) []render.Week {
	weeks := make([]render.Week, n)
	for i, o := range r.Weeks(n) {
		weeks[i], _ = weekOf(o)
	}
	return weeks
}

func weekOf(o cadence.Outcome) (render.Week, byte) {
	switch o {
	case cadence.Met:
		return render.Met, 'm'
	case cadence.Moved:
		return render.Moved, 'v'
	case cadence.Skipped:
		return render.Skipped, 's'
	case cadence.Missed:
		return render.Missed, 'x'
	}
	return render.Off, '.'
}

// ShortHash is as much of a commit's hash as people type.
func ShortHash(hash string) string { return hash[:min(7, len(hash))] }
