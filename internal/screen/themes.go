package screen

import (
	"fmt"
	"strings"

	"oneonone/internal/cli"
	"oneonone/internal/columns"
	"oneonone/internal/render"
	"oneonone/internal/text"
	"oneonone/internal/when"
	"oneonone/notes"
	"oneonone/notes/clause"
	"oneonone/notes/promise"
	"oneonone/notes/themes"
)

// Obstacle is a recurring complaint, as of a day.
type Obstacle struct {
	themes.Obstacle
	Short string // the shortest handle that is unique
	Today when.Date
}

// themeLines are the fields of a line of a theme.
var themeLines = []render.Column[themes.Line]{
	{Name: "path", Doc: "the file", Value: func(l themes.Line) any { return l.Path }},
	{Name: "line", Doc: "the number of the line", Value: func(l themes.Line) any { return l.Line }},
	{Name: "text", Doc: "its words", Value: func(l themes.Line) any { return l.Text }},
	{Name: "person", Doc: "whose notes it is in", Value: func(l themes.Line) any { return l.Person }},
	{Name: "date", Doc: "the day", Value: func(l themes.Line) any { return l.Day }},
}

// Themes are the columns that every theme has.
var Themes = []render.Column[themes.Theme]{
	{Name: "theme", Doc: "what it is about: the words most of its lines have, or the name it was given", Shown: true, Style: render.Bold, Value: func(t themes.Theme) any { return t.Name }},
	{Name: "count", Doc: "how many notes have a line of it", Right: true, Shown: true, Value: func(t themes.Theme) any { return t.Notes }},
	{Name: "people", Doc: "whose notes they are in", Shown: true, Style: render.Name, Value: func(t themes.Theme) any { return t.People }},
	{Name: "since", Doc: "the day of its first line in the time that was asked for", Fixed: true, Shown: true, Value: func(t themes.Theme) any { return t.Since }},
	render.Nested("lines", "its lines, newest first", themeLines, themes.Theme.Newest),
}

// Obstacles are the fields of an obstacle.
var Obstacles = append(append([]render.Column[Obstacle]{
	{Name: "id", Doc: "its name; its first letters are enough to type", Fixed: true, Value: func(o Obstacle) any { return o.ID },
		Cell:  func(o Obstacle) render.Cell { return render.Cell{Text: o.Short, Style: render.Muted} },
		Piped: func(o Obstacle) string { return o.Short }}},
	render.Of(Themes, func(o Obstacle) themes.Theme { return o.Theme })...),
	render.Column[Obstacle]{Name: "standing", Doc: "unowned; owned: something is promised; moving: something was done", Shown: true, Value: func(o Obstacle) any { return standingWords[o.Standing()] }},
	render.Column[Obstacle]{Name: "recurs", Doc: "whether it came up again: in a third note, or in words that are alike in more than one", Value: func(o Obstacle) any { return o.Recurs }},
	render.Nested("promises", "the open promises about it, oldest first", themePromises, func(o Obstacle) []threadOn { return threadsOn(o.Open, o.Today) }),
	render.Nested("kept", "what has been done about it since, newest first", themePromises, func(o Obstacle) []threadOn { return threadsOn(o.Done, o.Today) }))

var standingWords = map[themes.Standing]string{themes.Unowned: "unowned", themes.Owned: "owned", themes.Moving: "moving"}

// threadOn is a promise as of a day.
type threadOn struct {
	*promise.Thread
	today when.Date
}

func threadsOn(all []*promise.Thread, today when.Date) []threadOn {
	out := make([]threadOn, len(all))
	for i, t := range all {
		out[i] = threadOn{t, today}
	}
	return out
}

var themePromises = []render.Column[threadOn]{
	{Name: "id", Doc: "its handle", Value: func(t threadOn) any { return t.ID }},
	{Name: "person", Doc: "in whose notes it was made", Value: func(t threadOn) any { return t.Person }},
	{Name: "owners", Doc: "who promised it", Value: func(t threadOn) any { return t.Owners }},
	{Name: "text", Doc: "its words", Value: func(t threadOn) any { return t.Text }},
	{Name: "since", Doc: "the day it was made", Value: func(t threadOn) any { return t.Since }},
	{Name: "age_days", Doc: "how many days ago", Value: func(t threadOn) any { return t.AgeDays(t.today) }},
	{Name: "done", Doc: "the day it was done", Value: func(t threadOn) any { return t.Done }},
}

// mostThemeLines is how many lines of a theme are shown when several themes are.
const mostThemeLines = 3

// WriteObstacles shows obstacles with their newest lines, or with all.
func WriteObstacles(out render.Output, all []Obstacle, whole bool) error {
	p := &cli.Printer{Out: out}
	for i, o := range all {
		if i > 0 {
			p.Gap()
		}
		style := render.Bold
		if o.Standing() == themes.Unowned {
			style = render.Bold.And(render.Warn)
		}
		p.Hanging(style, "", "", o.Name)
		p.Hanging(render.Muted, "  ", "  ", themeFacts(o.Theme, o.Today)+" · "+o.owned()+" · "+o.Short)
		writeThemeLines(p, o.Theme, "themes obstacles "+o.Short, whole, o.Today)
	}
	return p.Err
}

// themeFacts sums up a theme: 52 notes, 3 people, since 1 Jun.
func themeFacts(t themes.Theme, today when.Date) string {
	return fmt.Sprintf("%s, %s, since %s", text.Count(t.Notes, "entry", "entries"), text.Count(len(t.People), "person", "people"), cli.ShortDate(t.Since, today))
}

// owned says who has promised what about an obstacle, and what came of it.
func (o Obstacle) owned() string {
	var facts []string
	if n := len(o.Open); n > 0 {
		oldest := o.Open[0]
		which := "one promise, "
		if n > 1 {
			which = fmt.Sprintf("%d promises, the oldest ", n)
		}
		facts = append(facts, which+whose(oldest)+", "+text.Count(oldest.AgeDays(o.Today), "day", "days")+" open")
	}
	if len(facts) == 0 && o.Standing() == themes.Unowned {
		facts = append(facts, "nobody owns it")
	}
	if len(o.Done) > 0 {
		facts = append(facts, "something was done on "+cli.ShortDate(o.Done[0].Done, o.Today))
	}
	return strings.Join(facts, ", ")
}

// whose says whose a promise is; one without owner is the keeper's to chase.
func whose(t *promise.Thread) string {
	if len(t.Owners) == 0 {
		return "nobody's"
	}
	names := make([]string, len(t.Owners))
	for i, owner := range t.Owners {
		names[i] = cli.Possessive(owner)
		if owner == clause.Me && len(t.Owners) > 1 {
			names[i] = "yours"
		}
	}
	return strings.Join(names, " and ")
}

// writeThemeLines shows the newest lines of a theme, or all.
func writeThemeLines(p *cli.Printer, t themes.Theme, all string, whole bool, today when.Date) {
	lines := t.Newest()
	if !whole {
		lines = lines[:min(len(lines), mostThemeLines)]
	}
	person, day := 0, 0
	for _, l := range lines {
		person, day = max(person, columns.Width(l.Person)), max(day, len(cli.ShortDate(l.Day, today)))
	}
	for _, l := range lines {
		gap := strings.Repeat(" ", person-columns.Width(l.Person))
		lead := fmt.Sprintf("  %s%s  %*s  ", l.Person, gap, day, cli.ShortDate(l.Day, today))
		p.Hanging(render.Plain, lead, strings.Repeat(" ", person+day+6), l.Text)
	}
	if more := len(t.Lines) - len(lines); more > 0 {
		p.Line(render.Muted, "  and %d more: %s", more, all)
	}
}

// Question is what people ask, as of a day.
type Question struct {
	themes.Question
	Short string // the shortest handle that is unique
	Today when.Date
}

// Questioned are the fields of a question.
var Questioned = append(append([]render.Column[Question]{
	{Name: "id", Doc: "its name; its first letters are enough to type", Fixed: true, Value: func(q Question) any { return q.ID },
		Cell:  func(q Question) render.Cell { return render.Cell{Text: q.Short, Style: render.Muted} },
		Piped: func(q Question) string { return q.Short }}},
	render.Of(Themes, func(q Question) themes.Theme { return q.Theme })...),
	render.Column[Question]{Name: "unanswered", Doc: "who has had no answer", Shown: true, Value: func(q Question) any { return q.Unanswered() }})

// WriteQuestions shows questions in the words of the last who asked, or of all.
func WriteQuestions(out render.Output, all []Question, whole bool) error {
	p := &cli.Printer{Out: out}
	for i, q := range all {
		if i > 0 {
			p.Gap()
		}
		p.Hanging(render.Bold, "", "", q.Name)
		p.Hanging(render.Muted, "  ", "  ", text.Count(len(q.People), "person", "people")+" · "+q.answered()+" · "+q.Short)
		writeThemeLines(p, q.Theme, "themes questions "+q.Short, whole, q.Today)
	}
	return p.Err
}

// answered says for how many people a question is still open.
func (q Question) answered() string {
	switch n := len(q.Unanswered()); n {
	case 0:
		return "answered"
	case len(q.People):
		return "unanswered"
	default:
		return fmt.Sprintf("unanswered for %s", strings.Join(q.Unanswered(), ", "))
	}
}

// sharedObstacle are the fields of somebody's newest obstacle.
var sharedObstacle = []render.Column[*notes.SharedObstacle]{
	{Name: "text", Doc: "its words", Value: func(o *notes.SharedObstacle) any { return o.Text }},
	{Name: "since", Doc: "the day that somebody first had it, in half a year", Value: func(o *notes.SharedObstacle) any { return o.Since }},
	{Name: "people", Doc: "how many people have it", Value: func(o *notes.SharedObstacle) any { return o.People }},
	{Name: "count", Doc: "how many notes have it", Value: func(o *notes.SharedObstacle) any { return o.Notes }},
}

// prepObstacle says of the newest obstacle how long it has been there, and how many
// share it.
func prepObstacle(p *cli.Printer, prep *notes.Prep) {
	o := prep.Obstacle
	if o == nil {
		return
	}
	p.Head("In the way")
	facts := "since " + cli.ShortDate(o.Since, prep.Today) + ", " + daysBefore(prep.Today.Sub(o.Since))
	if o.Notes > 1 {
		facts += fmt.Sprintf("; %s, %s", text.Count(o.Notes, "entry", "entries"), text.Count(o.People, "person", "people"))
	}
	p.Hanging(render.Plain, "  ", "    ", o.Text+" ("+facts+")")
}
