package screen

import (
	"fmt"
	"strings"

	"oneonone/internal/cli"
	"oneonone/internal/render"
	"oneonone/internal/text"
	"oneonone/internal/when"
	"oneonone/notes/themes"
)

// Rising is what people talk about more than they used to, as of a day.
type Rising struct {
	themes.Rising
	Today when.Date
}

// Risings are the fields of a Rising.
var Risings = append(render.Of(Themes, func(r Rising) themes.Theme { return r.Theme }),
	render.Column[Rising]{Name: "weeks", Doc: "how many notes of each week have it, this week last", Value: func(r Rising) any { return r.Weeks }},
	render.Column[Rising]{Name: "of", Doc: "how many notes there are in that time", Value: func(r Rising) any { return r.Now }},
	render.Column[Rising]{Name: "before", Doc: "how many notes of the year before had it", Right: true, Shown: true, Value: func(r Rising) any { return r.Before }},
	render.Column[Rising]{Name: "before_of", Doc: "how many notes there were in that year", Value: func(r Rising) any { return r.Past }},
	render.Column[Rising]{Name: "log_likelihood", Doc: "how surely it is heard more often: 15 is once in ten thousand by chance", Value: func(r Rising) any { return int(r.Keenness) }})

// WriteRising shows themes with their weeks and newest lines.
func WriteRising(out render.Output, all []Rising) error {
	p := &cli.Printer{Out: out}
	for i, r := range all {
		if i > 0 {
			p.Gap()
		}
		p.Hanging(render.Bold, "", "", r.Name)
		p.Hanging(render.Muted, "  ", "  ", fmt.Sprintf("%s  %s · %s · before: %d of %s", Spark(r.Weeks), themeFacts(r.Theme, r.Today),
			strings.Join(r.People, ", "), r.Before, text.Count(r.Past, "entry", "entries")))
		writeThemeLines(p, r.Theme, "search "+text.ShellWord(r.Name), false, r.Today)
	}
	return p.Err
}

// Spark draws counts, the last one last: a low mark for none, a full one for the most.
func Spark(counts []int) string {
	marks := []rune("▁▂▃▄▅▆▇█")
	top := 1
	for _, n := range counts {
		top = max(top, n)
	}
	var b strings.Builder
	for _, n := range counts {
		b.WriteRune(marks[(n*(len(marks)-1)+top-1)/top])
	}
	return b.String()
}

// Plains are the fields of a theme as others may be told of it.
var Plains = []render.Column[themes.Plain]{
	{Name: "theme", Doc: "its words, as three people or more wrote them", Shown: true, Style: render.Bold, Value: func(p themes.Plain) any { return p.Words }},
	{Name: "count", Doc: "how many notes have it", Right: true, Shown: true, Value: func(p themes.Plain) any { return p.Notes }},
	{Name: "people_count", Doc: "how many people spoke of it", Title: "people", Right: true, Shown: true, Value: func(p themes.Plain) any { return p.People }},
}

// PlainNote is the note for everybody.
func PlainNote(all []themes.Plain, since, today when.Date) []byte {
	var b strings.Builder
	fmt.Fprintf(&b, "# What is on our minds\n\nHeard more often than before, from %s to %s:\n\n", since.Time().Format("2 January 2006"), today.Time().Format("2 January 2006"))
	for _, t := range all {
		fmt.Fprintf(&b, "- %s (%d people)\n", t.Words, t.People)
	}
	return []byte(b.String())
}
