package cmd

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"oneonone/internal/cli"
	"oneonone/internal/render"
	"oneonone/internal/when"
	"oneonone/notes/clause"
	"oneonone/notes/promise"
)

func newActionsShowCmd(s *cli.Session) *cobra.Command {
	var as cli.Format
	c := &cobra.Command{
		Use:   "show ID",
		Short: "Tell the whole life of an action: every line, where it slipped, what changed",
		Example: `  oneonone actions show k4m
  oneonone actions show alice migration`,
		Args:              cli.ArgsBetween(1, -1),
		ValidArgsFunction: s.CompleteActions(clause.Done),
		RunE:              func(c *cobra.Command, args []string) error { return runActionsShow(c.Context(), s, args, as) },
	}
	cli.BindFormat(s, c, &as, lifeColumns(s))
	return c
}

// lifeColumns are an action's fields, with its life.
func lifeColumns(s *cli.Session) []render.Column[action] {
	return append(actionColumns(s), render.Nested("life", "what happened to it, oldest first", stepColumns, func(a action) []promise.Step { return a.Life() }))
}

var stepColumns = []render.Column[promise.Step]{
	{Name: "date", Doc: "the day", Value: func(st promise.Step) any { return st.Date }},
	{Name: "events", Doc: "what happened", Value: func(st promise.Step) any { return eventNames(st) }},
	{Name: "text", Doc: "its words then", Value: func(st promise.Step) any { return st.Line.Text }},
	{Name: "owners", Doc: "who had promised it", Value: func(st promise.Step) any { return st.Line.Owners }},
	{Name: "due", Doc: "the day it was due", Value: func(st promise.Step) any { return st.Line.Due }},
	{Name: "state", Doc: "open, done or dropped", Value: func(st promise.Step) any { return string(st.Line.State) }},
	{Name: "path", Doc: "the file", Value: func(st promise.Step) any { return st.Line.Path }},
	{Name: "line", Doc: "the number of the line", Value: func(st promise.Step) any { return st.Line.Line }},
}

func eventNames(st promise.Step) []string {
	names := make([]string, len(st.Events))
	for i, e := range st.Events {
		names[i] = string(e)
	}
	return names
}

func runActionsShow(ctx context.Context, s *cli.Session, args []string, as cli.Format) error {
	w, err := s.Open()
	if err != nil {
		return err
	}
	look := w.Lookup()
	found, err := findActions(look, args, isOpen)
	if err != nil {
		return err
	}
	if as.Data() {
		l := render.Listing[action]{Columns: lifeColumns(s)}
		for _, t := range found {
			l.Rows = append(l.Rows, action{t, look.Short()[t.ID]})
		}
		return cli.Print(ctx, s, as, &l, "")
	}
	out := s.Output()
	for i, t := range found {
		if i > 0 {
			fmt.Fprintln(out.W)
		}
		if err := showLife(s, out, t, look.Short()[t.ID]); err != nil {
			return err
		}
	}
	return nil
}

// showLife tells of one action: what it is now, then what happened to it.
func showLife(s *cli.Session, out render.Output, t *promise.Thread, short string) error {
	today := s.Today()
	if out.TTY {
		style := render.Plain
		if t.Overdue(today) {
			style = render.Bad
		}
		if err := out.Printf("%s  %s\n%s\n\n", render.Painted(out.Paint(render.Muted, short)), render.Painted(out.Paint(render.Bold, t.Words())),
			render.Painted(strings.Repeat(" ", len(short)+2)+out.Paint(style, standing(t, today)))); err != nil {
			return err
		}
	}
	table := render.Table{Columns: []render.TableColumn{{Name: "when", Fixed: true}, {Name: "what", Fixed: true}, {Name: "how"}, {Name: "where", Fixed: true}}}
	for _, st := range t.Life() {
		table.Add(render.Cell{Text: cli.ShortDate(st.Date, today), Piped: st.Date.String()}, eventCell(st),
			render.Text(stepDetail(st, today)), render.Cell{Text: fmt.Sprintf("%s:%d", cli.ShortPath(st.Line.Path), st.Line.Line), Style: render.Muted,
				Piped: fmt.Sprintf("%s:%d", st.Line.Path, st.Line.Line)})
	}
	return table.Write(out)
}

// standing is where an action stands: whose it is, in whose notes, how far.
func standing(t *promise.Thread, today when.Date) string {
	parts := []string{cli.OwnersText(t.Owners)}
	if len(t.Owners) == 0 {
		parts = []string{"no owner"}
	}
	if !slices.Equal(t.Owners, []string{t.Person}) {
		parts = append(parts, "from the notes about "+t.Person)
	}
	switch {
	case t.State != clause.Open:
		parts = append(parts, fmt.Sprintf("%s on %s", t.State, cli.ShortDate(t.Done, today)))
	case t.Due.IsZero():
		parts = append(parts, "open", "no due date")
	case t.Overdue(today):
		parts = append(parts, fmt.Sprintf("due %s, %s late", cli.ShortDate(t.Due, today), cli.Plural(today.Sub(t.Due), "day", "days")))
	default:
		parts = append(parts, "open", "due "+cli.ShortDate(t.Due, today))
	}
	if slipped := countSlips(t); slipped > 0 {
		parts = append(parts, "slipped "+cli.Times(slipped))
	}
	return strings.Join(parts, " · ")
}

func countSlips(t *promise.Thread) int {
	n := 0
	for _, st := range t.Life() {
		if slices.Contains(st.Events, promise.EventSlipped) {
			n++
		}
	}
	return n
}

// eventCell names what happened; the strongest of several stands first.
func eventCell(st promise.Step) render.Cell {
	names := make([]string, 0, len(st.Events))
	for _, e := range st.Events {
		if e == promise.EventCarried && len(st.Events) > 1 {
			continue // it says so itself by what changed on the way
		}
		names = append(names, string(e))
	}
	cell := render.Cell{Text: strings.Join(names, ", ")}
	switch {
	case slices.Contains(st.Events, promise.EventSlipped):
		cell.Style = render.Bad
	case slices.Contains(st.Events, promise.EventDone):
		cell.Style = render.Good
	case slices.Contains(st.Events, promise.EventCarried) && len(names) == 1:
		cell.Style = render.Muted
	}
	return cell
}

// stepDetail says what is new about a step: the words when they are, else the
// owner and the dates.
func stepDetail(st promise.Step, today when.Date) string {
	a := st.Line
	var parts []string
	for _, e := range st.Events {
		switch e {
		case promise.EventBegun, promise.EventReworded:
			parts = append(parts, a.Text)
			if e == promise.EventBegun && !a.Due.IsZero() {
				parts = append(parts, "due "+cli.ShortDate(a.Due, today))
			}
		case promise.EventSlipped:
			parts = append(parts, "was due "+cli.ShortDate(st.Was.Due, today))
		case promise.EventAssigned:
			parts = append(parts, fmt.Sprintf("%s, was %s", cli.OwnersText(a.Owners), cli.OwnersText(st.Was.Owners)))
		case promise.EventDue:
			now := "no date any more"
			if !a.Due.IsZero() {
				now = "now due " + cli.ShortDate(a.Due, today)
			}
			if !slices.Contains(st.Events, promise.EventSlipped) && !st.Was.Due.IsZero() {
				now += ", was " + cli.ShortDate(st.Was.Due, today)
			}
			parts = append(parts, now)
		}
	}
	return strings.Join(parts, " · ")
}
