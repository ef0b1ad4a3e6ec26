package screen

import (
	"slices"

	"oneonone/internal/cli"
	"oneonone/internal/render"
	"oneonone/internal/when"
	"oneonone/notes"
	"oneonone/notes/markdown"
	"oneonone/notes/page"
)

// Person is somebody with their top page and the entries of your meetings.
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
	{Name: "field", Doc: "what they work in", Value: func(p Person) any { return p.Field }},
	{Name: "mode", Doc: "how you usually meet, such as video", Value: func(p Person) any { return p.Mode }},
	{Name: "timezone", Doc: "where they are, as Asia/Tokyo", Value: func(p Person) any { return p.Timezone }},
	{Name: "aliases", Doc: "what else they are called in notes", Value: func(p Person) any { return p.Aliases }},
	{Name: "archived", Doc: "the day they were archived", Value: func(p Person) any { return p.Archived }},
	{Name: "path", Doc: "the directory of their notes", Value: func(p Person) any { return "people/" + p.Handle }},
}

// TopPage are the columns of a person and what their top page says.
var TopPage = append(slices.Clip(People), render.Column[Person]{
	Name: "text", Doc: "the top page, without what it says at the top", Value: func(p Person) any { return string(markdown.Body(p.Top)) }})
