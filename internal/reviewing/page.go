package reviewing

import (
	"bytes"
	_ "embed"
	"fmt"
	"html/template"
	"strings"
	"sync"

	"oneonone/internal/pages"
	"oneonone/internal/text"
	"oneonone/internal/when"
	"oneonone/notes/cadence"
	"oneonone/notes/clause"
	"oneonone/notes/review"
)

//go:embed page.html
var pageText string

var reviewPage = sync.OnceValue(func() *template.Template {
	return template.Must(template.New("review").Funcs(template.FuncMap{
		"day": func(d when.Date) string { return d.Time().Format("2 January 2006") },
		"strip": func(p packet) template.HTML {
			return pages.Strip(p.weeks())
		},
		"facts": facts,
		"place": func(g review.GoalStory) string { return review.PlaceOf(g.Path, g.Goal.Line) },
		"drive": func(p packet, d review.Drive) quote {
			return p.drive(d)
		},
		"goal": func(p packet, g review.GoalStory) template.HTML { return p.goal(g) },
		"wins": func(p packet, k review.Kind) template.HTML {
			var all []pages.Moment
			for _, l := range k.Lines {
				all = append(all, pages.Moment{Date: l.Date, Says: l.Bare()})
			}
			return pages.TimeLine(p.Since, p.Until, nil, all, text.Count(len(all), "win", "wins"))
		},
		"lines":    func(p packet, list []review.Line) []quote { return p.quotes(list) },
		"quoted":   func(p packet, l review.Line) string { return p.Quoted(&l) },
		"promises": func(p packet) []side { return p.sides() },
	}).Parse(pageText))
})

// packet is one as its page needs it.
type packet struct {
	*review.Packet
	Name string
}

// quote is a line as it is shown.
type quote struct {
	Words, Place string
	Noted        bool
}

// side is what became of the promises of one side.
type side struct {
	Whose, Says string
	Bar         template.HTML
	List        []promised
}

type promised struct{ What, Words, Place string }

// pageOf is the packet as a page that holds all it needs.
func pageOf(of *review.Packet) ([]byte, error) {
	var body, out bytes.Buffer
	p := packet{of, of.Person.FullName()}
	if err := reviewPage().Execute(&body, p); err != nil {
		return nil, err
	}
	err := pages.Write(&out, p.Name+", "+p.Since.String()+" to "+p.Until.String(), template.HTML(body.String())) // made by a template that escapes
	return out.Bytes(), err
}

// weeks are those of the time, at most a year and a bit.
func (p packet) weeks() []pages.Week {
	outcomes := p.Weeks()
	marks := map[cadence.Outcome]pages.Mark{cadence.Met: pages.Full, cadence.Moved: pages.Half, cadence.Skipped: pages.Slashed, cadence.Missed: pages.Empty}
	says := map[cadence.Outcome]string{cadence.Met: "met", cadence.Moved: "met on another day", cadence.Skipped: "skipped", cadence.Missed: "did not take place"}
	all := make([]pages.Week, len(outcomes))
	monday := p.FirstWeek()
	for i, o := range outcomes {
		all[i] = pages.Week{Monday: monday.AddDays(7 * i), Mark: marks[o], Says: says[o]}
		if says[o] == "" {
			all[i].Says = "nothing planned"
		}
	}
	return all
}

// goal is a goal's line: from the day it was set to the day it was reached.
func (p packet) goal(g review.GoalStory) template.HTML {
	var span *pages.Span
	if !g.Since.IsZero() {
		span = &pages.Span{From: g.Since, To: g.Goal.Done}
	}
	var all []pages.Moment
	for _, n := range g.Notes {
		if !n.Date.Before(p.Since) && !n.Date.After(p.Until) {
			all = append(all, pages.Moment{Date: n.Date, Says: n.Text})
		}
	}
	return pages.TimeLine(p.Since, p.Until, span, all, g.Goal.Text+": "+text.Count(len(all), "note", "notes"))
}

// facts are what there is to say of a goal: since when, until when, and its steps.
func facts(g review.GoalStory) string {
	var all []string
	add := func(what string, d when.Date) {
		if !d.IsZero() {
			all = append(all, what+" "+d.Time().Format("2 Jan 2006"))
		}
	}
	add("since", g.Since)
	if g.Goal.State == clause.Open {
		add("due", g.Goal.Due)
	} else {
		all = append(all, string(g.Goal.State))
		add("on", g.Goal.Done)
	}
	if done, steps := g.Steps(); steps > 0 {
		all = append(all, fmt.Sprintf("%d of %s", done, text.Count(steps, "step", "steps")))
	}
	return strings.ReplaceAll(strings.Join(all, ", "), ", on ", " on ")
}

func (p packet) quotes(list []review.Line) []quote {
	var all []quote
	for i := range list {
		l := &list[i]
		if !l.Date.Before(p.Since) && !l.Date.After(p.Until) {
			all = append(all, quote{strings.TrimSpace(p.Quoted(l)), l.Place(), p.Knows(l) == review.Noted})
		}
	}
	return all
}

// drive is what moves somebody.
func (p packet) drive(d review.Drive) quote {
	return quote{p.DriveQuoted(d), d.Place(), p.KnowsAt(d.Place()) == review.Noted}
}

func (p packet) sides() []side {
	var all []side
	most := 1
	for i := range p.Promises {
		most = max(most, p.Promises[i].Count())
	}
	for i, whose := range []string{"Mine", "Theirs"} {
		of := &p.Promises[i]
		parts := []int{len(of.Kept), len(of.Late), len(of.Open), len(of.Dropped)}
		says := fmt.Sprintf("%d kept, %d late, %d open, %d dropped", parts[0], parts[1], parts[2], parts[3])
		s := side{Whose: whose, Says: says, Bar: pages.Bar(parts, most, whose+": "+says)}
		for _, q := range p.Quotes() {
			if q.Side == i+1 {
				s.List = append(s.List, promised{q.Part, q.Text, q.Place()})
			}
		}
		all = append(all, s)
	}
	return all
}
