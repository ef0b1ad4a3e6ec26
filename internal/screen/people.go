package screen

import (
	"slices"

	"oneonone/internal/cli"
	"oneonone/internal/render"
	"oneonone/notes"
	"oneonone/notes/page"
)

// Person is somebody with the entries of your meetings and their top page.
type Person struct {
	*notes.Person
	Entries []page.EntryRef
	Top     []byte
}

// People are the columns of a person.
var People = []render.Column[Person]{
	{Name: "person", Doc: "the handle you name them by", Fixed: true, Shown: true, Style: render.Name, Value: func(p Person) any { return p.Handle }},
	{Name: "name", Doc: "their name", Shown: true, Value: func(p Person) any { return p.FullName() }},
	{Name: "role", Doc: "who they are to you", Shown: true, Value: func(p Person) any { return p.Role }},
	{Name: "cadence", Doc: "how often you meet", Value: func(p Person) any { return p.Cadence.String() },
		Cell: func(p Person) render.Cell { return render.Text(cli.CadenceText(p.Person)) }},
	{Name: "last", Doc: "the day of the newest entry", Fixed: true, Shown: true, Value: func(p Person) any {
		if len(p.Entries) == 0 {
			return nil
		}
		return p.Entries[len(p.Entries)-1].Date
	}},
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
	{Name: "title", Doc: "its heading", Shown: true, Value: func(e *page.Entry) any { return e.Title() }},
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
}

func entryName(e *page.Entry) string { return notes.EntryName(e.Date, e.N) }
