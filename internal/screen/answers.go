package screen

import (
	"fmt"
	"strings"

	"oneonone/internal/cli"
	"oneonone/internal/render"
	"oneonone/internal/when"
	"oneonone/notes"
)

// answers are the fields of what was noted from 1 to 5, as name.
func answers(name string) []render.Column[notes.Answer] {
	return []render.Column[notes.Answer]{
		{Name: "date", Doc: "the day", Value: func(a notes.Answer) any { return a.Date }},
		{Name: name, Doc: "from 1 to 5", Value: func(a notes.Answer) any { return a.Given }},
	}
}

// writeAnswers shows each answer with its day: never a mean, and never beside
// somebody else's.
func writeAnswers(p *cli.Printer, head string, all []notes.Answer, today when.Date) {
	if len(all) == 0 {
		return
	}
	p.Head(head + ", of 5")
	words := make([]string, len(all))
	for i, a := range all {
		words[i] = fmt.Sprintf("%d on %s", a.Given, cli.ShortDate(a.Date, today))
	}
	p.Hanging(render.Plain, "  ", "  ", strings.Join(words, ", "))
}
