package screen

import (
	"oneonone/internal/cli"
	"oneonone/internal/render"
	"oneonone/internal/when"
	"oneonone/notes/owed"
)

// Debt is something owed to somebody besides promises, as of a day.
type Debt struct {
	owed.Debt
	Short  string // the shortest handle that is unique
	Agreed string // what was agreed with them about feedback
	Today  when.Date
}

// age is how many days ago it was noted; nil when unknown.
func (d Debt) age() any {
	if d.Day.IsZero() {
		return nil
	}
	return d.Today.Sub(d.Day)
}

// Debts are the fields of what is owed.
var Debts = []render.Column[Debt]{
	{Name: "id", Doc: "its name; its first letters are enough to type", Fixed: true, Value: func(d Debt) any { return d.ID },
		Cell:  func(d Debt) render.Cell { return render.Cell{Text: d.Short, Style: render.Muted} },
		Piped: func(d Debt) string { return d.Short }},
	{Name: "person", Doc: "whom it is owed to, or came from", Fixed: true, Shown: true, Style: render.Name, Value: func(d Debt) any { return d.Person }},
	{Name: "kind", Doc: "say: not said yet; change: what you said you would change; ask: a question about yourself without an answer; heard: what you were told", Title: "what", Fixed: true, Shown: true,
		Value: func(d Debt) any { return string(d.Kind) }},
	{Name: "text", Doc: "its words", Shown: true, Value: func(d Debt) any { return d.Text }},
	{Name: "since", Doc: "the day it was noted", Fixed: true, Value: func(d Debt) any { return d.Day },
		Cell: func(d Debt) render.Cell { return render.Cell{Text: cli.Ago(d.Day, d.Today), Style: render.Muted} }},
	{Name: "age_days", Doc: "how many days ago it was noted", Value: Debt.age},
	{Name: "agreed", Doc: "what you agreed with them about feedback", Title: "you agreed", Shown: true, Style: render.Muted, Value: func(d Debt) any { return d.Agreed }},
	{Name: "private", Doc: "whether it stands in a private note", Fixed: true, Value: func(d Debt) any { return d.Private },
		Cell: func(d Debt) render.Cell { return render.Cell{Text: privately(d), Style: render.Muted} }, Piped: privately},
	{Name: "path", Doc: "the file", Value: func(d Debt) any { return d.Path }},
	{Name: "line", Doc: "the number of the line", Value: func(d Debt) any { return d.Line }},
}

func privately(d Debt) string {
	if d.Private {
		return "private"
	}
	return ""
}
