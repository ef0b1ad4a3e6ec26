package cmd

import (
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/charmbracelet/x/ansi"
	"github.com/spf13/cobra"

	"oneonone/internal/config"
	"oneonone/internal/render"
	"oneonone/internal/when"
	"oneonone/notes"
	"oneonone/notes/cadence"
	"oneonone/notes/page"
)

// stripWeeks is half a year, what a strip of weeks shows.
const stripWeeks = 26

// runMorning is the program without a command: everybody, most urgent first.
func (s *session) runMorning(c *cobra.Command) error {
	w, err := s.open()
	if err != nil {
		if at, findErr := s.locate(); findErr == nil && at.From == config.FromDefault && noFile(filepath.Join(at.Dir, page.SettingsFile)) {
			return c.Help() // nothing to show yet, but how to begin
		}
		return err
	}
	all, problems := w.Standings(w.Present(), s.today())
	s.sayProblems(w.Problems)
	for _, p := range w.Present() {
		s.sayProblems(p.Problems)
	}
	s.sayProblems(problems)
	if len(all) == 0 {
		s.say("nobody yet: oneonone people add NAME")
		return nil
	}
	notes.ByUrgency(all)
	out := s.output()
	if out.TTY {
		if err := out.Printf("%s\n\n", styled(out, render.Bold, s.headline(all))); err != nil {
			return err
		}
	}
	if err := s.morningTable(out, all).Write(out); err != nil {
		return err
	}
	if !out.TTY {
		return nil
	}
	return out.Printf("\n%s\n", styled(out, render.Muted, render.StripKey+", a week each"))
}

func noFile(path string) bool {
	_, err := os.Stat(path)
	return errors.Is(err, fs.ErrNotExist)
}

// styled is text in a style, to be printed as it is.
func styled(out render.Output, style render.Style, text string) render.Painted {
	return render.Painted(out.Paint(style, text))
}

// headline says in a line what the day is about.
func (s *session) headline(all []*notes.Standing) string {
	late, due, mine := 0, 0, 0
	for _, st := range all {
		switch {
		case st.Overdue:
			late++
		case st.Next == s.today():
			due++
		}
		mine += st.Mine
	}
	parts := []string{longDate(s.today())}
	if due > 0 {
		parts = append(parts, fmt.Sprintf("%d due today", due))
	}
	if late > 0 {
		parts = append(parts, fmt.Sprintf("%d late", late))
	}
	if mine > 0 {
		parts = append(parts, "you owe "+plural(mine, "action", "actions"))
	}
	return strings.Join(parts, " · ")
}

func (s *session) morningTable(out render.Output, all []*notes.Standing) *render.Table {
	narrow := out.TTY && out.Width > 0 && out.Width < 100
	topics := "topics"
	if narrow {
		topics = "talk"
	}
	t := &render.Table{Columns: []render.Column{{Name: "person", Fixed: true}, {Name: "role", Fixed: true},
		{Name: "last", Fixed: true}, {Name: "next", Fixed: true}, {Name: "you", Right: true}, {Name: "they", Right: true},
		{Name: "late", Right: true}, {Name: topics, Right: true}}}
	rows := make([][]render.Cell, len(all))
	rhythms := make([]*notes.Rhythm, len(all))
	for i, st := range all {
		rhythms[i] = st.Rhythm
		rows[i] = []render.Cell{{Text: st.Person.Handle, Style: render.Name}, render.Text(st.Person.Role), lastCell(st.Rhythm), nextCell(st.Rhythm),
			count(st.Mine), count(st.Theirs), alarming(st.PastDue), count(st.Topics)}
		if narrow {
			shorten(rows[i], st)
		}
	}
	addStrips(out, t, rows, rhythms)
	return t
}

// shorten makes a row fit beside half a year of weeks on 80 columns.
func shorten(row []render.Cell, st *notes.Standing) {
	short := map[string]string{"report": "rep", "manager": "mgr", "skip-level": "skip"}
	row[1].Text = cmp.Or(short[st.Person.Role], st.Person.Role)
	if !st.Last.IsZero() {
		row[2].Text = daysAgo(st.Today.Sub(st.Last))
	}
	switch {
	case st.Overdue:
		row[3].Text = fmt.Sprintf("%dd late", st.DaysLate)
	case st.Next.After(st.Today) && st.AwayUntil.IsZero() && st.Next.Sub(st.Today) < 7:
		row[3].Text = st.Next.Weekday().String()[:3]
	case !st.AwayUntil.IsZero():
		row[3].Text = "away"
	}
}

// addStrips adds rows to a table, with the weeks of each person in a last
// column: as many of the half year as the terminal has room for, the newest.
func addStrips(out render.Output, t *render.Table, rows [][]render.Cell, rhythms []*notes.Rhythm) {
	weeks := stripWeeks
	if out.TTY && out.Width > 0 {
		room := out.Width
		for i, column := range t.Columns {
			width := ansi.StringWidth(column.Name)
			for _, row := range rows {
				width = max(width, ansi.StringWidth(row[i].Text))
			}
			room -= width + 2
		}
		weeks = min(stripWeeks, max(8, room))
	}
	name := fmt.Sprintf("last %d weeks", weeks)
	if !out.TTY {
		name = "weeks"
	}
	t.Columns = append(t.Columns, render.Column{Name: name, Fixed: true})
	for i, row := range rows {
		t.Add(append(row, weeksCell(out, rhythms[i], weeks))...)
	}
}

// alarming is a number that should be none.
func alarming(n int) render.Cell {
	c := count(n)
	if n > 0 {
		c.Style = render.Bad
	}
	return c
}

// lastCell says when people last met, and how long ago that is.
func lastCell(r *notes.Rhythm) render.Cell {
	if r.Last.IsZero() {
		return render.Cell{Text: "never", Style: render.Muted, Piped: "never"}
	}
	return render.Cell{Text: fmt.Sprintf("%s, %s", shortDate(r.Last, r.Today), daysAgo(r.Today.Sub(r.Last))), Piped: r.Last.String()}
}

// daysAgo is a number of days, short.
func daysAgo(days int) string {
	if days == 0 {
		return "today"
	}
	return fmt.Sprintf("%dd", days)
}

// nextCell says when people meet next, or how late that is.
func nextCell(r *notes.Rhythm) render.Cell {
	piped := r.Next.String()
	switch {
	case r.Overdue:
		return render.Cell{Text: plural(r.DaysLate, "day", "days") + " late", Style: render.Bad, Piped: piped}
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
	return shortDate(r.Next, r.Today)
}

// relativeDay names a day ahead: tomorrow, a weekday within a week, else the
// day.
func relativeDay(d, today when.Date) string {
	switch n := d.Sub(today); {
	case n == 1:
		return "tomorrow"
	case n > 1 && n < 7:
		return d.Weekday().String()
	}
	return shortDate(d, today)
}

// weeksCell is the strip of the last n weeks; in a pipe one letter a week.
func weeksCell(out render.Output, r *notes.Rhythm, n int) render.Cell {
	letters := make([]byte, n)
	for i, o := range r.Weeks(n) {
		_, letters[i] = weekOf(o)
	}
	if !out.TTY {
		return render.Text(string(letters))
	}
	return render.Cell{Painted: out.Strip(weeksOf(r, n)), Text: string(letters)}
}

// weeksOf are the last n weeks for a strip.
func weeksOf(r *notes.Rhythm, n int) []render.Week {
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
