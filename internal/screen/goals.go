package screen

import (
	"cmp"
	"fmt"
	"strings"

	"oneonone/internal/cli"
	"oneonone/internal/render"
	"oneonone/internal/text"
	"oneonone/internal/when"
	"oneonone/notes/clause"
	"oneonone/notes/goals"
)

// Goal is the story of a goal as of a day.
type Goal struct {
	*goals.Story
	Today when.Date
}

// GoalsOf returns stories as of a day.
func GoalsOf(stories []*goals.Story, today when.Date) []Goal {
	all := make([]Goal, len(stories))
	for i, st := range stories {
		all[i] = Goal{st, today}
	}
	return all
}

func (g Goal) isOpen() bool { return g.Goal.State == clause.Open }

// Goals are the columns of a goal.
var Goals = []render.Column[Goal]{
	{Name: "person", Doc: "whose goal it is", Fixed: true, Shown: true, Style: render.Name, Value: func(g Goal) any { return g.Person }},
	{Name: "text", Doc: "its words", Title: "goal", Value: func(g Goal) any { return g.Goal.Text },
		Cell: func(g Goal) render.Cell {
			if !g.isOpen() {
				return render.Cell{Text: g.Goal.Text + " (" + string(g.Goal.State) + ")", Style: render.Muted}
			}
			return render.Text(g.Goal.Text)
		}},
	{Name: "due", Doc: "when it is due", Fixed: true, Value: func(g Goal) any { return g.Goal.Due },
		Cell: func(g Goal) render.Cell {
			switch {
			case g.Goal.Due.IsZero():
				return absent
			case g.Overdue(g.Today):
				return render.Cell{Text: cli.ShortDate(g.Goal.Due, g.Today), Style: render.Bad}
			}
			return render.Text(cli.ShortDate(g.Goal.Due, g.Today))
		}},
	{Name: "steps", Doc: "how many steps it has", Right: true, Value: func(g Goal) any { _, all := g.Steps(); return all },
		Cell:  func(g Goal) render.Cell { return render.Text(cmp.Or(stepsText(g), "–")) },
		Piped: stepsText},
	{Name: "last_spoken", Doc: "the day it was last mentioned", Title: "last mentioned", Fixed: true, Value: func(g Goal) any { return g.LastSpoken() },
		Cell: func(g Goal) render.Cell {
			cell := render.Cell{Text: cli.Ago(g.LastSpoken(), g.Today), Style: render.Muted}
			switch {
			case g.Silent(g.Today):
				cell.Style = render.Warn
			case !g.isOpen() && cell.Text == "":
				return absent
			}
			cell.Text = cmp.Or(cell.Text, "never")
			return cell
		}},
	{Name: "state", Doc: "open, done or dropped", Value: func(g Goal) any { return string(g.Goal.State) },
		Cell: func(Goal) render.Cell { return render.Cell{} }}, // on a terminal it follows the goal
	{Name: "since", Doc: "the day it was set", Value: func(g Goal) any { return g.Since }},
	{Name: "done", Doc: "the day it was reached", Value: func(g Goal) any { return g.Goal.Done }},
	{Name: "overdue", Doc: "whether it is open and past its due date", Value: func(g Goal) any { return g.Overdue(g.Today) }},
	{Name: "steps_done", Doc: "how many steps are done", Value: func(g Goal) any { done, _ := g.Steps(); return done }},
	{Name: "silent", Doc: "whether it has not been mentioned for a long time", Value: func(g Goal) any { return g.Silent(g.Today) }},
	render.Nested("notes", "what was said about it, oldest first", []render.Column[goals.Note]{
		{Name: "date", Doc: "the day", Value: func(n goals.Note) any { return n.Date }},
		{Name: "text", Doc: "what was said", Value: func(n goals.Note) any { return n.Text }},
		{Name: "path", Doc: "the file", Value: func(n goals.Note) any { return n.Path }},
		{Name: "line", Doc: "the number of the line", Value: func(n goals.Note) any { return n.Line }},
	}, func(g Goal) []goals.Note { return g.Notes }),
	{Name: "path", Doc: "the file", Value: func(g Goal) any { return g.Path }},
	{Name: "line", Doc: "the number of the line", Value: func(g Goal) any { return g.Goal.Line }},
}

func stepsText(g Goal) string {
	if done, all := g.Steps(); all > 0 {
		return fmt.Sprintf("%d of %d", done, all)
	}
	return ""
}

func writeStory(p *cli.Printer, g Goal) {
	style := render.Bold
	if !g.isOpen() {
		style = render.Muted
	}
	p.Hanging(style, "", "", g.Goal.Text)
	if facts := goalFacts(g); len(facts) > 0 {
		p.Line(render.Muted, "  %s", strings.Join(facts, ", "))
	}
	for _, n := range g.Notes {
		p.Dated("  ", n.Date.String(), n.Text)
	}
	if !g.Silent(g.Today) {
		return
	}
	if d := g.LastSpoken(); !d.IsZero() {
		p.Line(render.Warn, "  nobody has mentioned it for %s", text.Count(g.Today.Sub(d), "day", "days"))
	} else {
		p.Line(render.Warn, "  nobody has mentioned it yet")
	}
}

func goalFacts(g Goal) (facts []string) {
	if !g.Since.IsZero() {
		facts = append(facts, "since "+g.Since.String())
	}
	if !g.Goal.Due.IsZero() {
		facts = append(facts, "due "+g.Goal.Due.String())
	}
	if !g.isOpen() {
		facts = append(facts, strings.TrimSpace(string(g.Goal.State)+" "+g.Goal.Done.String()))
	}
	if steps := stepsText(g); steps != "" {
		facts = append(facts, steps+" steps")
	}
	return facts
}
