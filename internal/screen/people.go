package screen

import (
	"slices"
	"strings"

	"oneonone/internal/cli"
	"oneonone/internal/render"
	"oneonone/internal/when"
	"oneonone/notes"
	"oneonone/notes/page"
)

// Person is somebody with the entries of your meetings and their top page.
type Person struct {
	*notes.Person
	Entries []page.EntryRef
	Last    when.Date // the day you last met
	Top     []byte
}

// People are the columns of a person.
var People = []render.Column[Person]{
	{Name: "person", Doc: "the handle you name them by", Fixed: true, Shown: true, Style: render.Name, Value: func(p Person) any { return p.Handle }},
	{Name: "name", Doc: "their name", Shown: true, Value: func(p Person) any { return p.FullName() }},
	{Name: "role", Doc: "their role, such as report or peer", Shown: true, Value: func(p Person) any { return p.Role }},
	{Name: "cadence", Doc: "how often you meet", Value: func(p Person) any { return p.Cadence.String() },
		Cell: func(p Person) render.Cell { return render.Text(cli.CadenceText(p.Person)) }},
	{Name: "last", Doc: "the day you last met", Fixed: true, Shown: true, Value: func(p Person) any { return p.Last }},
	{Name: "entries", Doc: "how many entries there are", Right: true, Shown: true, Value: func(p Person) any { return len(p.Entries) }},
	{Name: "day", Doc: "the weekday you meet", Value: func(p Person) any { return p.Day }},
	{Name: "time", Doc: "the time you meet", Value: func(p Person) any { return p.Time }},
	{Name: "started", Doc: "their first day in the role or on the team", Value: func(p Person) any { return p.Started }},
	{Name: "aliases", Doc: "what else they are called in notes", Value: func(p Person) any { return p.Aliases }},
	{Name: "archived", Doc: "the day they were archived", Value: func(p Person) any { return p.Archived }},
	{Name: "path", Doc: "the directory of their notes", Value: func(p Person) any { return "people/" + p.Handle }},
}

// TopPage are the columns of a person and what their top page says.
var TopPage = append(slices.Clip(People), render.Column[Person]{
	Name: "text", Doc: "the top page, without what it says at the top", Value: func(p Person) any { return string(notes.Body(p.Top)) }})

// Entries are the columns of an entry.
var Entries = []render.Column[*page.Entry]{
	{Name: "date", Doc: "its day", Fixed: true, Value: func(e *page.Entry) any { return e.Date }, Piped: entryName,
		Cell: func(e *page.Entry) render.Cell { return render.Text(entryName(e)) }},
	{Name: "person", Doc: "whom it is about", Fixed: true, Shown: true, Style: render.Name, Value: func(e *page.Entry) any { return e.Person }},
	{Name: "actions", Doc: "how many actions it holds", Right: true, Shown: true, Value: func(e *page.Entry) any { return len(e.Actions()) }},
	{Name: "topics", Doc: "how many topics are on its agenda", Right: true, Shown: true, Value: func(e *page.Entry) any { return len(e.Topics()) }},
	{Name: "title", Doc: "its heading", Value: func(e *page.Entry) any { return e.Title() }, Piped: titleText,
		Cell: func(e *page.Entry) render.Cell { return render.Text(titleText(e)) }},
	{Name: "n", Doc: "which entry of its day it is, from 1", Value: func(e *page.Entry) any { return e.N }},
	{Name: "tags", Doc: "its tags, each once", Value: func(e *page.Entry) any {
		var names []string
		for _, t := range e.Tags() {
			if !slices.Contains(names, t.Name) {
				names = append(names, t.Name)
			}
		}
		return names
	}},
	{Name: "path", Doc: "the file", Value: func(e *page.Entry) any { return e.Path }},
	{Name: "skipped", Doc: "whether the meeting did not take place", Value: func(e *page.Entry) any { return e.Meeting().Skipped }},
	{Name: "reason", Doc: "why it did not", Value: func(e *page.Entry) any { return e.Meeting().Reason }},
}

// titleText is an entry's heading, and that its meeting did not take place.
func titleText(e *page.Entry) string {
	m := e.Meeting()
	if !m.Skipped {
		return e.Title()
	}
	return strings.TrimSpace(e.Title() + " (" + skippedText(m) + ")")
}

// skippedText says that a meeting did not take place, and why.
func skippedText(m page.Meeting) string {
	if m.Reason == "" {
		return "skipped"
	}
	return "skipped: " + m.Reason
}

func entryName(e *page.Entry) string { return notes.EntryName(e.Date, e.N) }
