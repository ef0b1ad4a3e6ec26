package pages

import (
	"fmt"
	"html/template"
	"strings"

	"oneonone/internal/text"
	"oneonone/internal/when"
	"oneonone/notes/cadence"
	"oneonone/notes/clause"
	"oneonone/notes/goals"
	"oneonone/notes/review"
)

// outcomes are the marks and words for the outcomes of a week.
var outcomes = map[cadence.Outcome]Week{
	cadence.NotYet:  {Mark: Rest, Says: "nothing planned"},
	cadence.Met:     {Mark: Full, Says: "met"},
	cadence.Moved:   {Mark: Half, Says: "met on another day"},
	cadence.Skipped: {Mark: Slashed, Says: "skipped"},
	cadence.Missed:  {Mark: Empty, Says: "did not take place"},
}

// Weeks returns the weeks of a strip, beginning with a Monday.
func Weeks(monday when.Date, all []cadence.Outcome) []Week {
	weeks := make([]Week, len(all))
	for i, o := range all {
		weeks[i] = outcomes[o]
		weeks[i].Monday = monday.AddDays(7 * i)
	}
	return weeks
}

// GoalLine draws a goal: from the day it was set to the day it was reached, with
// what was said about it between two days.
func GoalLine(g *goals.Story, since, until when.Date) template.HTML {
	var span *Span
	if !g.Since.IsZero() {
		span = &Span{From: g.Since, To: g.Goal.Done}
	}
	var all []Moment
	for _, n := range g.Notes {
		if !n.Date.Before(since) && !n.Date.After(until) {
			all = append(all, Moment{Date: n.Date, Says: n.Text})
		}
	}
	return TimeLine(since, until, span, all, g.Goal.Text+": "+text.Count(len(all), "note", "notes"))
}

// GoalFacts puts the facts about a goal into words: since when, until when, and its steps.
func GoalFacts(g *goals.Story) string {
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

// PromisesSay says how one side's promises stand, in figures.
func PromisesSay(p *review.Promises) string {
	return fmt.Sprintf("%d kept, %d late, %d open, %d dropped", len(p.Kept), len(p.Late), len(p.Open), len(p.Dropped))
}

// PromisesBar draws one side's promises, where most is the widest bar.
func PromisesBar(p *review.Promises, most int, whose string) template.HTML {
	return Bar([]int{len(p.Kept), len(p.Late), len(p.Open), len(p.Dropped)}, most, whose+": "+PromisesSay(p))
}
