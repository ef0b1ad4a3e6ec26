package screen

import (
	"oneonone/internal/cli"
	"oneonone/internal/render"
	"oneonone/internal/when"
	"oneonone/notes"
)

// Occasions are the fields of an occasion that comes round on a day.
var Occasions = []render.Column[notes.Occasion]{
	{Name: "date", Doc: "the day", Value: func(o notes.Occasion) any { return o.Date }},
	{Name: "text", Doc: "what it is", Value: func(o notes.Occasion) any { return o.Text }},
}

func occasionLines(all []notes.Occasion) []string {
	lines := make([]string, len(all))
	for i, o := range all {
		lines[i] = o.Text + " on " + o.Date.Time().Format("Monday 2 January")
	}
	return lines
}

// writeToday says whose day it is today, or was over the weekend.
func writeToday(p *cli.Printer, all []*notes.Standing) {
	for _, st := range all {
		for _, o := range st.Occasions {
			p.Hanging(render.Good, "", "  ", st.Person.FirstName()+", "+dayName(o.Date, st.Today)+": "+o.Text)
		}
	}
}

func dayName(d, today when.Date) string {
	if d == today {
		return "today"
	}
	return "on " + d.Weekday().String()
}
