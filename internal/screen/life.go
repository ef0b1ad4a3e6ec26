package screen

import (
	"fmt"
	"slices"
	"strings"

	"oneonone/internal/cli"
	"oneonone/internal/render"
	"oneonone/internal/text"
	"oneonone/internal/when"
	"oneonone/notes/clause"
	"oneonone/notes/promise"
)

// step is one step of an action's life, as of a day.
type step struct {
	promise.Step
	today when.Date
}

func lifeOf(a Action) []step {
	var all []step
	for _, st := range a.Life() {
		all = append(all, step{st, a.Today})
	}
	return all
}

// Lives are the columns of an action and its life.
var Lives = append(slices.Clip(Actions), render.Nested("life", "what happened to it, oldest first", steps, lifeOf))

var steps = []render.Column[step]{
	{Name: "date", Doc: "the day", Title: "when", Fixed: true, Value: func(st step) any { return st.Date },
		Cell: func(st step) render.Cell { return render.Text(cli.ShortDate(st.Date, st.today)) }},
	{Name: "events", Doc: "what happened", Title: "what", Fixed: true, Value: func(st step) any {
		names := make([]string, len(st.Events))
		for i, e := range st.Events {
			names[i] = string(e)
		}
		return names
	}, Cell: eventCell, Piped: func(st step) string { return eventCell(st).Text }},
	{Name: "how", Doc: "what is new about it, in words", Shown: true, Value: func(st step) any { return stepDetail(st) },
		Cell: func(st step) render.Cell { return render.Text(stepDetail(st)) }},
	{Name: "text", Doc: "its words then", Value: func(st step) any { return st.Line.Text }},
	{Name: "owners", Doc: "who had promised it", Value: func(st step) any { return st.Line.Owners }},
	{Name: "due", Doc: "the day it was due", Value: func(st step) any { return st.Line.Due }},
	{Name: "state", Doc: "open, done or dropped", Value: func(st step) any { return string(st.Line.State) }},
	{Name: "path", Doc: "the file", Title: "where", Fixed: true, Value: func(st step) any { return st.Line.Path },
		Cell: func(st step) render.Cell {
			return render.Cell{Text: fmt.Sprintf("%s:%d", cli.ShortPath(st.Line.Path), st.Line.Line), Style: render.Muted}
		}, Piped: func(st step) string { return fmt.Sprintf("%s:%d", st.Line.Path, st.Line.Line) }},
	{Name: "line", Doc: "the number of the line", Value: func(st step) any { return st.Line.Line }},
}

// WriteLives writes actions: what each is now, then what happened to it.
func WriteLives(out render.Output, actions []Action) error {
	p := &cli.Printer{Out: out}
	for i, a := range actions {
		if i > 0 {
			p.Gap()
		}
		if out.TTY {
			style := render.Plain
			if a.Overdue(a.Today) {
				style = render.Bad
			}
			p.Raw(render.Painted(out.Paint(render.Muted, a.Short) + "  " + out.Paint(render.Bold, a.Words())))
			p.Raw(render.Painted(strings.Repeat(" ", len(a.Short)+2) + out.Paint(style, standing(a))))
			p.Gap()
		}
		p.Table(&render.Listing[step]{Columns: steps, Rows: lifeOf(a)})
	}
	return p.Err
}

// standing is where an action stands: whose it is, in whose notes, how far.
func standing(t Action) string {
	today := t.Today
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
		parts = append(parts, fmt.Sprintf("due %s, %s late", cli.ShortDate(t.Due, today), text.Count(today.Sub(t.Due), "day", "days")))
	default:
		parts = append(parts, "open", "due "+cli.ShortDate(t.Due, today))
	}
	if slipped := countSlips(t.Thread); slipped > 0 {
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

// eventCell names what happened; the strongest of several comes first.
func eventCell(st step) render.Cell {
	names := make([]string, 0, len(st.Events))
	for _, e := range st.Events {
		if e == promise.EventCarried && len(st.Events) > 1 {
			continue // what changed on the way says so itself
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

// stepDetail says what is new in a step: the words if they are, else the owner
// and the dates.
func stepDetail(st step) string {
	a, today := st.Line, st.today
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
