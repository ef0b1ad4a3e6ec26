package screen

import (
	"fmt"
	"strings"

	"oneonone/internal/cli"
	"oneonone/internal/render"
	"oneonone/internal/when"
	"oneonone/notes/agreement"
	"oneonone/template"
)

// agreementMonths is how long a working agreement holds before it is worth
// another look.
const agreementMonths = 12

// Agreement is the newest agreement with somebody, nil when there is none, and
// the day it was made, zero when unknown.
type Agreement struct {
	*agreement.Agreement
	With, Role string
	Day, Today when.Date
	// Since is the day each point was answered, by its label, where that is not Day.
	Since map[string]when.Date
}

// Old reports whether an agreement is worth another look.
func (a *Agreement) Old() bool { return againLine(a.Day, a.Today) != "" }

// Unanswered are the points nobody has filled in.
func (a *Agreement) Unanswered() []string {
	if a.Agreement != nil {
		return a.Agreement.Unanswered()
	}
	var labels []string
	for _, q := range template.AgreementPoints(a.Role) {
		labels = append(labels, q.Label)
	}
	return labels
}

// oldPoint reports whether an answered point is worth another look, and since when it
// has had its answer.
func (a *Agreement) oldPoint(p agreement.Point) (since when.Date, old bool) {
	since, ok := a.Since[p.Label]
	if !ok {
		since = a.Day
	}
	return since, p.Answer != "" && againLine(since, a.Today) != ""
}

// Remarks say what is still to be done about it.
func (a *Agreement) Remarks() (lines []string) {
	if open := a.Unanswered(); len(open) > 0 {
		lines = append(lines, "unanswered: "+strings.Join(open, "; "))
	}
	if a.Old() {
		return append(lines, againLine(a.Day, a.Today))
	}
	var old []string
	for _, p := range a.points() {
		if since, ok := a.oldPoint(p); ok {
			old = append(old, p.Label+" ("+since.Time().Format("January 2006")+")")
		}
	}
	if len(old) > 0 {
		lines = append(lines, "older than a year: "+strings.Join(old, "; "))
	}
	return lines
}

// agreed is a value that is nil without an agreement.
func agreed(value func(a *Agreement) any) func(*Agreement) any {
	return func(a *Agreement) any {
		if a.Agreement == nil {
			return nil
		}
		return value(a)
	}
}

// Agreements are the columns of an agreement; a terminal lists those to make.
var Agreements = []render.Column[*Agreement]{
	{Name: "person", Doc: "with whom", Fixed: true, Shown: true, Style: render.Name, Value: func(a *Agreement) any { return a.With }},
	{Name: "date", Doc: "the day it dates from", Title: "agreement", Value: func(a *Agreement) any { return a.Day },
		Cell: func(a *Agreement) render.Cell {
			if a.Agreement == nil {
				return render.Cell{Text: "none", Style: render.Warn}
			}
			return render.Cell{Text: "of " + cli.ShortDate(a.Day, a.Today) + ", " + cli.Ago(a.Day, a.Today) + " ago", Style: render.Warn}
		}},
	{Name: "command", Doc: "what to type to make one, or to look at it again together", Title: "what to do", Shown: true, Value: func(a *Agreement) any {
		if a.Agreement == nil {
			return "oneonone new " + a.With + " --template first-ten/02"
		}
		return "oneonone agreement " + a.With
	}},
	{Name: "age_days", Doc: "how many days ago that was", Value: func(a *Agreement) any {
		if a.Day.IsZero() {
			return nil
		}
		return a.Today.Sub(a.Day)
	}},
	{Name: "old", Doc: "whether it is worth another look", Value: func(a *Agreement) any { return a.Old() }},
	render.Nested("points", "what it says, point by point", []render.Column[agreement.Point]{
		{Name: "label", Doc: "the point", Value: func(p agreement.Point) any { return p.Label }},
		{Name: "answer", Doc: "what you agreed on", Value: func(p agreement.Point) any { return p.Answer }},
		{Name: "line", Doc: "the number of the line", Value: func(p agreement.Point) any { return p.Line }},
	}, (*Agreement).points),
	{Name: "unanswered", Doc: "the points nobody has filled in", Value: func(a *Agreement) any { return a.Unanswered() }},
	{Name: "text", Doc: "its Markdown", Value: agreed(func(a *Agreement) any { return a.Text })},
	{Name: "path", Doc: "the file", Value: agreed(func(a *Agreement) any { return a.Path })},
	{Name: "line", Doc: "the number of the line", Value: agreed(func(a *Agreement) any { return a.Line })},
}

func (a *Agreement) points() []agreement.Point {
	if a.Agreement == nil {
		return nil
	}
	return a.Points
}

// OpenPoint is a point of a working agreement to talk about: nobody has answered
// it, or it has had its answer for more than a year.
type OpenPoint struct {
	With, Label string
	Since       when.Date // of the answer, zero when there is none
	Path        string    // "" when there is no agreement
	Line        int
	Today       when.Date
}

// OpenPoints are the points to talk about.
func (a *Agreement) OpenPoints() (open []OpenPoint) {
	if a.Agreement == nil {
		for _, label := range a.Unanswered() {
			open = append(open, OpenPoint{With: a.With, Label: label, Today: a.Today})
		}
		return open
	}
	for _, p := range a.Points {
		since, old := a.oldPoint(p)
		switch {
		case old:
			open = append(open, OpenPoint{a.With, p.Label, since, a.Path, p.Line, a.Today})
		case p.Label != "" && p.Answer == "":
			open = append(open, OpenPoint{a.With, p.Label, when.Date{}, a.Path, p.Line, a.Today})
		}
	}
	return open
}

// AgreementPoints are the columns of the points to talk about.
var AgreementPoints = []render.Column[OpenPoint]{
	{Name: "person", Doc: "with whom", Fixed: true, Shown: true, Style: render.Name, Value: func(p OpenPoint) any { return p.With }},
	{Name: "label", Doc: "the point", Title: "point", Shown: true, Value: func(p OpenPoint) any { return p.Label }},
	{Name: "date", Doc: "the day it was answered, when it was", Title: "answered", Fixed: true, Shown: true, Value: func(p OpenPoint) any { return p.Since },
		Cell: func(p OpenPoint) render.Cell {
			if p.Since.IsZero() {
				return render.Cell{Text: "not yet", Style: render.Warn}
			}
			return render.Text(cli.Ago(p.Since, p.Today) + " ago")
		}},
	{Name: "path", Doc: "the file with the agreement", Value: func(p OpenPoint) any { return p.Path }},
	{Name: "line", Doc: "the number of the line", Value: func(p OpenPoint) any {
		if p.Line == 0 {
			return nil
		}
		return p.Line
	}},
}

// WriteAgreement writes the page about an existing agreement. Its remarks are
// part of it on a terminal; a pipe gets the text alone.
func WriteAgreement(out render.Output, a *Agreement) error {
	if !out.TTY {
		return out.Printf("%s\n", render.Painted(a.Text))
	}
	p := &cli.Printer{Out: out}
	head := fmt.Sprintf("%s · agreed on %s, %s ago", a.With, cli.LongDate(a.Day), cli.Ago(a.Day, a.Today))
	if a.Day == a.Today {
		head = a.With + " · agreed on today"
	}
	p.Line(render.Bold, "%s", head)
	p.Line(render.Muted, "%s:%d", a.Path, a.Line)
	p.Gap()
	p.Markdown(a.Text)
	p.Gap()
	for _, line := range a.Remarks() {
		p.Hanging(render.Warn, "", "  ", line)
	}
	return p.Err
}

// againLine says that the agreement of a day is worth another look, "" when it is
// not, or when its day is unknown.
func againLine(day, today when.Date) string {
	if day.IsZero() || day.AddMonths(agreementMonths).After(today) {
		return ""
	}
	return fmt.Sprintf("the agreement dates from %s: look at it again together; what still fits?", day.Time().Format("January 2006"))
}
