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

	"oneonone/internal/cli"
	"oneonone/internal/config"
	"oneonone/internal/render"
	"oneonone/notes"
	"oneonone/notes/page"
)

// stripWeeks is half a year, what a strip of weeks shows.
const stripWeeks = 26

// runMorning is the program without a command: everybody, most urgent first.
func runMorning(s *cli.Session, c *cobra.Command) error {
	w, err := s.Open()
	if err != nil {
		if at, findErr := s.Locate(); findErr == nil && at.From == config.FromDefault && noFile(filepath.Join(at.Dir, page.SettingsFile)) {
			return c.Help() // nothing to show yet, but how to begin
		}
		return err
	}
	all, problems := w.Standings(w.Present(), s.Today())
	s.SayProblems(w.Problems)
	for _, p := range w.Present() {
		s.SayProblems(p.Problems)
	}
	s.SayProblems(problems)
	if len(all) == 0 {
		s.Say("nobody yet: oneonone people add NAME")
		return nil
	}
	notes.ByUrgency(all)
	out := s.Output()
	if out.TTY {
		if err := out.Printf("%s\n\n", cli.Styled(out, render.Bold, headline(s, all))); err != nil {
			return err
		}
	}
	if err := morningTable(s, out, all).Write(out); err != nil {
		return err
	}
	if !out.TTY {
		return nil
	}
	return out.Printf("\n%s\n", cli.Styled(out, render.Muted, render.StripKey+", a week each"))
}

func noFile(path string) bool {
	_, err := os.Stat(path)
	return errors.Is(err, fs.ErrNotExist)
}

// headline says in a line what the day is about.
func headline(s *cli.Session, all []*notes.Standing) string {
	late, due, mine := 0, 0, 0
	for _, st := range all {
		switch {
		case st.Overdue:
			late++
		case st.Next == s.Today():
			due++
		}
		mine += st.Mine
	}
	parts := []string{cli.LongDate(s.Today())}
	if due > 0 {
		parts = append(parts, fmt.Sprintf("%d due today", due))
	}
	if late > 0 {
		parts = append(parts, fmt.Sprintf("%d late", late))
	}
	if mine > 0 {
		parts = append(parts, "you owe "+cli.Plural(mine, "action", "actions"))
	}
	return strings.Join(parts, " · ")
}

func morningTable(s *cli.Session, out render.Output, all []*notes.Standing) *render.Table {
	narrow := out.TTY && out.Width > 0 && out.Width < 100
	topics := "topics"
	if narrow {
		topics = "talk"
	}
	t := &render.Table{Columns: []render.TableColumn{{Name: "person", Fixed: true}, {Name: "role", Fixed: true},
		{Name: "last", Fixed: true}, {Name: "next", Fixed: true}, {Name: "you", Right: true}, {Name: "they", Right: true},
		{Name: "late", Right: true}, {Name: topics, Right: true}}}
	rows := make([][]render.Cell, len(all))
	rhythms := make([]*notes.Rhythm, len(all))
	for i, st := range all {
		rhythms[i] = st.Rhythm
		rows[i] = []render.Cell{{Text: st.Person.Handle, Style: render.Name}, render.Text(st.Person.Role), cli.LastCell(st.Rhythm), cli.NextCell(st.Rhythm),
			cli.Count(st.Mine), cli.Count(st.Theirs), cli.Alarming(st.PastDue), cli.Count(st.Topics)}
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
		row[2].Text = cli.DaysAgo(st.Today.Sub(st.Last))
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
	t.Columns = append(t.Columns, render.TableColumn{Name: name, Fixed: true})
	for i, row := range rows {
		t.Add(append(row, cli.WeeksCell(out, rhythms[i], weeks))...)
	}
}
