package reviewing

import (
	"bytes"
	_ "embed"
	"html/template"
	"strings"
	"sync"

	"oneonone/internal/pages"
	"oneonone/internal/text"
	"oneonone/internal/when"
	"oneonone/notes/review"
)

//go:embed page.html
var pageText string

var reviewPage = sync.OnceValue(func() *template.Template {
	return template.Must(template.New("review").Funcs(template.FuncMap{
		"day": func(d when.Date) string { return d.Time().Format("2 January 2006") },
		"strip": func(p packet) template.HTML {
			return pages.Strip(pages.Weeks(p.FirstWeek(), p.Weeks()))
		},
		"facts": func(g review.GoalStory) string { return pages.GoalFacts(g.Story) },
		"place": func(g review.GoalStory) string { return review.PlaceOf(g.Path, g.Goal.Line) },
		"drive": func(p packet, d review.Drive) quote {
			return p.drive(d)
		},
		"goal": func(p packet, g review.GoalStory) template.HTML { return pages.GoalLine(g.Story, p.Since, p.Until) },
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

// packet is a [review.Packet] for the page's template.
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

// pageOf is the packet as a self-contained HTML page.
func pageOf(of *review.Packet) ([]byte, error) {
	var body, out bytes.Buffer
	p := packet{of, of.Person.FullName()}
	if err := reviewPage().Execute(&body, p); err != nil {
		return nil, err
	}
	err := pages.Write(&out, p.Name+", "+p.Since.String()+" to "+p.Until.String(), template.HTML(body.String())) // made by a template that escapes
	return out.Bytes(), err
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
		s := side{Whose: whose, Says: pages.PromisesSay(of), Bar: pages.PromisesBar(of, most, whose)}
		for _, q := range p.Quotes() {
			if q.Side == i+1 {
				s.List = append(s.List, promised{q.Part, q.Text, q.Place()})
			}
		}
		all = append(all, s)
	}
	return all
}
