package screen

import (
	"fmt"
	"strings"

	"oneonone/internal/cli"
	"oneonone/internal/render"
	"oneonone/internal/when"
	"oneonone/notes/clause"
	"oneonone/notes/page"
)

// Verdict is why words are an action or not, as of a day.
type Verdict struct {
	page.Verdict
	Today when.Date
}

func (v Verdict) style() render.Style {
	if v.Accepted || v.What == page.Hinted {
		return render.Plain
	}
	return render.Muted
}

// understood is a value that only an action has.
func understood(get func(a *page.Action) any) func(Verdict) any {
	return func(v Verdict) any {
		if v.Action == nil {
			return nil
		}
		return get(v.Action)
	}
}

// Verdicts are the columns of a verdict: a check, a cross or a question mark
// for what is hinted at, the place, the words, why.
var Verdicts = []render.Column[Verdict]{
	{Name: "accepted", Doc: "whether it is an action", Title: " ", Fixed: true, Value: func(v Verdict) any { return v.Accepted },
		Cell: func(v Verdict) render.Cell {
			if v.Accepted {
				return render.Cell{Text: "✓", Style: render.Good}
			}
			if v.What == page.Hinted {
				return render.Cell{Text: "?", Style: render.Warn}
			}
			return render.Cell{Text: "✗", Style: render.Muted}
		}},
	{Name: "path", Doc: "the file", Title: "where", Fixed: true, Value: func(v Verdict) any { return v.Path },
		Cell: func(v Verdict) render.Cell {
			return render.Cell{Text: fmt.Sprintf("%s:%d", cli.ShortPath(v.Path), v.Line), Style: render.Name}
		},
		Piped: func(v Verdict) string { return fmt.Sprintf("%s:%d", v.Path, v.Line) }},
	{Name: "text", Doc: "its words", Title: "words", Value: func(v Verdict) any { return v.Text },
		Cell: func(v Verdict) render.Cell { return render.Cell{Text: v.Text, Style: v.style()} }},
	{Name: "why", Doc: "what made it one or refused it, and what was understood", Value: func(v Verdict) any { return why(v) },
		Cell: func(v Verdict) render.Cell { return render.Cell{Text: why(v), Style: v.style()} }},
	{Name: "line", Doc: "the number of the line", Value: func(v Verdict) any { return v.Line }},
	{Name: "what", Doc: "box, marker, bold or the like; hint for what may be a promise", Value: func(v Verdict) any { return v.What }},
	{Name: "rule", Doc: "the rule that accepted or refused it", Value: func(v Verdict) any { return v.Rule }},
	{Name: "owners", Doc: "who promised it", Value: func(v Verdict) any {
		if v.Action == nil {
			return []string{}
		}
		return v.Action.Owners
	}},
	{Name: "due", Doc: "when it is due", Value: understood(func(a *page.Action) any { return a.Due })},
	{Name: "state", Doc: "open, done or dropped", Value: understood(func(a *page.Action) any { return string(a.State) })},
}

// why says which rule accepted words, with what was understood, or what
// refused them.
func why(v Verdict) string {
	if !v.Accepted {
		return v.What + ": " + v.Rule
	}
	parts := []string{acceptedBy(v.Rule)}
	if a := v.Action; a != nil {
		if len(a.Owners) > 0 {
			parts = append(parts, cli.OwnersText(a.Owners))
		}
		if !a.Due.IsZero() {
			parts = append(parts, "due "+cli.ShortDate(a.Due, v.Today))
		}
		if a.State != clause.Open {
			parts = append(parts, string(a.State))
		}
	}
	return strings.Join(parts, ", ")
}

func acceptedBy(rule string) string {
	switch rule {
	case page.RuleBox:
		return "box"
	case page.RuleMarker:
		return "marker"
	case page.RuleSection:
		return "actions section"
	case page.RuleBold:
		return "bold promise"
	case page.RulePlain:
		return "plain promise"
	case page.RuleTable:
		return "row of a table of actions"
	}
	return rule
}
