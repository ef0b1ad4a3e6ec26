package screen

import (
	"strings"

	"oneonone/internal/cli"
	"oneonone/internal/render"
	"oneonone/internal/when"
	"oneonone/notes/clause"
	"oneonone/notes/page"
	"oneonone/notes/promise"
)

// Action is a thread as of a day, with the handle that people type for it.
type Action struct {
	*promise.Thread
	Short string
	Today when.Date
}

// ActionsOf returns threads as of a day, with their short handles.
func ActionsOf(threads []*promise.Thread, short promise.Handles, today when.Date) []Action {
	all := make([]Action, len(threads))
	for i, t := range threads {
		all[i] = Action{t, short.Short(t.ID), today}
	}
	return all
}

// Actions are the columns of an action.
var Actions = []render.Column[Action]{
	{Name: "id", Doc: "its name; its first letters are enough to type", Fixed: true, Value: func(a Action) any { return a.ID },
		Cell:  func(a Action) render.Cell { return render.Cell{Text: a.Short, Style: render.Muted} },
		Piped: func(a Action) string { return a.Short }},
	{Name: "person", Doc: "whose notes it is in", Fixed: true, Shown: true, Style: render.Name, Value: func(a Action) any { return a.Person }},
	{Name: "owners", Doc: "who promised it: handles, me for yourself, unknown names with their @", Title: "owner", Fixed: true,
		Value: func(a Action) any { return a.Owners },
		Cell:  func(a Action) render.Cell { return render.Text(cli.OwnersShort(a.Owners, a.Person)) }},
	{Name: "text", Doc: "its words, without box, emphasis, marker and metadata", Title: "action", Value: func(a Action) any { return a.Text },
		Cell: func(a Action) render.Cell { return render.Text(a.Words()) }},
	{Name: "due", Doc: "when it is due", Fixed: true, Value: func(a Action) any { return a.Due }, Cell: actionDue},
	{Name: "since", Doc: "the day it was promised", Fixed: true, Value: func(a Action) any { return a.Since },
		Cell: func(a Action) render.Cell { return render.Cell{Text: cli.Ago(a.Since, a.Today), Style: render.Muted} }},
	{Name: "state", Doc: "open, done or dropped", Value: func(a Action) any { return string(a.State) },
		Cell: func(Action) render.Cell { return render.Cell{} }}, // on a terminal the due column says it
	{Name: "done", Doc: "the day it was done", Value: func(a Action) any { return a.Done }},
	{Name: "overdue", Doc: "whether it is open and past its due date", Value: func(a Action) any { return a.Overdue(a.Today) }},
	{Name: "age_days", Doc: "how many days ago it was promised", Value: func(a Action) any { return a.AgeDays(a.Today) }},
	{Name: "path", Doc: "the file of its newest line", Value: func(a Action) any { return a.Newest().Path }},
	{Name: "line", Doc: "the number of its newest line", Value: func(a Action) any { return a.Newest().Line }},
	render.Nested("lines", "all its lines, oldest first", Places, func(a Action) []*page.Action { return a.Lines }),
}

// Places are the columns for the place of a line.
var Places = []render.Column[*page.Action]{
	{Name: "path", Doc: "the file", Value: func(l *page.Action) any { return l.Path }},
	{Name: "line", Doc: "the number of the line", Value: func(l *page.Action) any { return l.Line }},
}

// actionDue is when an action is due, or how it ended.
func actionDue(a Action) render.Cell {
	switch {
	case a.State == clause.Done:
		return render.Cell{Text: strings.TrimSpace("done " + cli.ShortDate(a.Done, a.Today)), Style: render.Good}
	case a.State == clause.Dropped:
		return render.Cell{Text: "dropped", Style: render.Muted}
	case a.Due.IsZero():
		return absent
	case a.Overdue(a.Today):
		return render.Cell{Text: cli.ShortDate(a.Due, a.Today), Style: render.Bad}
	}
	return render.Text(cli.ShortDate(a.Due, a.Today))
}
