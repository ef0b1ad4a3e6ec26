package notes

import (
	"fmt"
	"slices"
	"strings"

	"oneonone/internal/text"
	"oneonone/notes/promise"
)

const (
	leastSuggestions = 2
	mostSuggestions  = 5
)

// suggest chooses what to talk about: what is owed first, then what has waited
// too long, then what nobody has asked about.
func (p *Prep) suggest() {
	add := func(what, why string) {
		if len(p.Suggestions) < mostSuggestions && !slices.ContainsFunc(p.Suggestions, func(a Advice) bool { return a.What == what }) {
			p.Suggestions = append(p.Suggestions, Advice{what, why})
		}
	}
	first := p.Person.FirstName()
	p.suggestLate(add, first)
	p.suggestTrust(add, first)
	for _, t := range p.Topics {
		if t.PutBack >= OftenPutBack {
			add(t.Text, fmt.Sprintf("put back %d times: talk about it first, or drop it", t.PutBack))
		}
	}
	for _, g := range p.Goals {
		if g.Silent(p.Today) {
			add("how this is going: "+g.Goal.Text, silence(g, p))
			break
		}
	}
	for i, d := range p.Dates {
		if wish := i - (len(p.Dates) - len(p.Wishes)); wish >= 0 {
			add("what became of the wish of "+p.Wishes[wish].Ago(), strings.TrimPrefix(d, p.Wishes[wish].Ago()+", on "))
		} else {
			add("how it has been so far", d)
		}
	}
	if len(p.Goals) == 0 && p.Person.Role == "report" {
		add("what "+first+" is working towards", "no goals on the page")
	}
	for _, t := range p.Topics {
		why := "waiting in the hopper"
		if !t.Since.IsZero() {
			why = "waiting since " + t.Since.Time().Format("2 January")
		}
		add(t.Text, why)
	}
	if len(p.Topics) == 0 {
		add("what is on "+first+"'s mind", "no topics waiting")
	}
	if len(p.Suggestions) < leastSuggestions {
		add("what has gone well since last time", "nothing is late and nothing has waited long")
	}
}

// suggestLate takes the latest promise of each side.
func (p *Prep) suggestLate(add func(what, why string), first string) {
	late := func(threads []*promise.Thread) *promise.Thread {
		if len(threads) > 0 && threads[0].Overdue(p.Today) {
			return threads[0]
		}
		return nil
	}
	if t := late(p.Mine); t != nil {
		add("where this stands: "+t.Text, fmt.Sprintf("owed since %s, %s late", t.Since.Time().Format("2 January"), text.Count(p.Today.Sub(t.Due), "day", "days")))
	}
	if t := late(p.Theirs); t != nil && !t.IsMine() {
		add("what is holding this up: "+t.Text, fmt.Sprintf("it was due on %s", t.Due.Time().Format("2 January")))
	}
}

// suggestTrust looks at the mood and at meetings that did not happen.
func (p *Prep) suggestTrust(add func(what, why string), first string) {
	if n := len(p.Moods); n > 0 {
		last := p.Moods[n-1]
		switch {
		case n > 1 && p.Moods[n-2].Mood-last.Mood >= 2:
			add("how "+first+" is", fmt.Sprintf("the mood fell from %d to %d on %s", p.Moods[n-2].Mood, last.Mood, last.Date.Time().Format("2 January")))
		case last.Mood <= 2:
			add("how "+first+" is", fmt.Sprintf("the mood was %d of 5 on %s", last.Mood, last.Date.Time().Format("2 January")))
		}
	}
	if broken := p.Streaks().Broken; len(broken) > 1 {
		add("why you have not met, and when you will", fmt.Sprintf("%d in a row did not happen", len(broken)))
	}
}

func silence(g *GoalStory, p *Prep) string {
	if d := g.LastSpoken(); !d.IsZero() {
		return fmt.Sprintf("nobody has mentioned the goal for %s", text.Count(p.Today.Sub(d), "day", "days"))
	}
	return "nobody has mentioned the goal yet"
}
