package screen

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"oneonone/internal/cli"
	"oneonone/internal/render"
	"oneonone/internal/text"
	"oneonone/internal/when"
	"oneonone/notes"
	"oneonone/notes/cadence"
	"oneonone/notes/habits"
	"oneonone/notes/promise"
)

// Preps are the parts of the page before a meeting.
var Preps = []render.Column[*notes.Prep]{
	{Name: "person", Doc: "whom you meet", Value: func(p *notes.Prep) any { return p.Person.Handle }},
	{Name: "last", Doc: "the day you last met", Value: func(p *notes.Prep) any { return p.Last }},
	{Name: "next", Doc: "the day you meet next, or should have met", Value: func(p *notes.Prep) any { return p.Next }},
	{Name: "last_time", Doc: "what was last written down, a line each", Value: func(p *notes.Prep) any { return p.LastTime }},
	{Name: "last_time_date", Doc: "the day it was written down", Value: func(p *notes.Prep) any { return p.LastDay }},
	render.Nested("mine", "what you owe, most urgent first", Actions, func(p *notes.Prep) []Action { return ActionsOf(p.Mine, nil, p.Today) }),
	render.Nested("theirs", "what they owe, most urgent first", Actions, func(p *notes.Prep) []Action { return ActionsOf(p.Theirs, nil, p.Today) }),
	render.Nested("unowned", "what nobody owns yet in a shared doc, most urgent first", Actions, func(p *notes.Prep) []Action { return ActionsOf(p.Unowned, nil, p.Today) }),
	render.Nested("goals", "their open goals", Goals, func(p *notes.Prep) []Goal { return GoalsOf(p.Goals, p.Today) }),
	render.Nested("topics", "the topics that wait", Topics, func(p *notes.Prep) []Topic { return TopicsOf(p.Topics, p.Person.Handle, p.Today) }),
	render.Nested("private_topics", "the talking points that nobody else sees", Topics, func(p *notes.Prep) []Topic { return TopicsOf(p.Private, p.Person.Handle, p.Today) }),
	{Name: "agreement", Doc: "what you agreed on about feedback and confidence", Value: func(p *notes.Prep) any { return p.Agreement }},
	{Name: "agreed", Doc: "the day of the agreement, when an entry holds it", Value: func(p *notes.Prep) any { return p.Agreed }},
	render.Nested("moods", "the moods noted in the last half year, oldest first", answers("mood"), func(p *notes.Prep) []notes.Answer { return p.Moods }),
	render.Nested("useful", "what they answered when asked whether a meeting was useful, oldest first", answers("useful"), func(p *notes.Prep) []notes.Answer { return p.Useful }),
	{Name: "dates", Doc: "anniversaries around the day", Value: func(p *notes.Prep) any { return p.Dates }},
	render.Nested("occasions", "what comes round within a week, as noted under Dates", Occasions, func(p *notes.Prep) []notes.Occasion { return p.Occasions }),
	render.Single("habit", "what the last meetings have in common", habitFields, func(p *notes.Prep) (*habits.Habit, bool) { return p.Habit, p.Habit != nil }),
	{Name: "not_noted", Doc: "what eight weeks of notes say nothing of: morale, roadblocks, goals, growth, feedback both ways", Value: func(p *notes.Prep) any { return p.NotNoted }},
	render.Single("obstacle", "the newest obstacle of theirs", sharedObstacle, func(p *notes.Prep) (*notes.SharedObstacle, bool) { return p.Obstacle, p.Obstacle != nil }),
	render.Nested("ask", "what to ask, and when", advices, func(p *notes.Prep) []notes.Advice { return p.Ask }),
	render.Nested("suggestions", "what to talk about", advices, (*notes.Prep).Suggestions),
}

// prepMost is how many of each kind (promises, goals, topics) the page shows, to
// fit one screen.
const prepMost = 5

// WritePrep writes the page before a meeting.
func WritePrep(out render.Output, prep *notes.Prep) error {
	p := &cli.Printer{Out: out}
	person := prep.Person
	p.Line(render.Bold, "%s · %s · %s", person.FullName(), cmp.Or(map[string]string{"other": cmp.Or(person.Field, "partner")}[person.Role], person.Role), cli.SlotText(person))
	p.Hanging(render.Muted, "", "", prepWhen(prep.Rhythm))
	if out.TTY && len(prep.Past) > 0 {
		p.Raw(out.Strip(weeksOf(prep.Rhythm)))
	}
	if len(prep.LastTime) > 0 {
		lines := make([]string, len(prep.LastTime))
		for i, line := range prep.LastTime {
			lines[i] = cli.Cut(line, 200)
		}
		list(p, lastTimeHead(prep), lines)
		p.More(prep.LastMore)
	}
	prepPromises(p, "You owe", prep.Mine, prep.Today)
	prepPromises(p, person.FirstName()+" owes", prep.Theirs, prep.Today)
	prepPromises(p, "Nobody owns", prep.Unowned, prep.Today)
	prepGoals(p, prep)
	prepObstacle(p, prep)
	prepPrivate(p, prep)
	prepAgreement(p, prep)
	writeAnswers(p, "Mood", newest(prep.Moods), prep.Today)
	writeAnswers(p, "Useful", newest(prep.Useful), prep.Today)
	list(p, "Dates", slices.Concat(occasionLines(prep.Occasions), prep.Dates))
	p.Head("Talk about")
	for i, a := range prep.Suggestions() {
		p.Hanging(render.Plain, fmt.Sprintf("  %d. ", i+1), "     ", a.What)
		p.Hanging(render.Muted, "     ", "     ", a.Why)
	}
	if len(prep.NotNoted) > 0 {
		p.Hanging(render.Muted, "  ", "  ", "Nothing noted in eight weeks: "+strings.Join(prep.NotNoted, ", "))
	}
	if h := prep.Habit; h != nil {
		list(p, "Lately", []string{h.What})
		p.Hanging(render.Muted, "  ", "  ", h.Try)
	}
	return p.Err
}

// lastTimeHead says which day the notes are from, and which meeting left none.
func lastTimeHead(prep *notes.Prep) string {
	head := "Last time, " + cli.LongDate(prep.LastDay)
	if !prep.Blank.IsZero() {
		head += " (nothing was written down on " + cli.ShortDate(prep.Blank, prep.Today) + ")"
	}
	return head
}

// list writes a part of the page, nothing when it has no lines.
func list(p *cli.Printer, head string, lines []string) {
	if len(lines) > 0 {
		p.Head(head)
	}
	for _, line := range lines {
		p.Hanging(render.Plain, "  ", "  ", line)
	}
}

// prepAgreement shows what was agreed about feedback and confidence, and says
// when an agreement is worth another look.
func prepAgreement(p *cli.Printer, prep *notes.Prep) {
	again := againLine(prep.Agreed, prep.Today)
	if len(prep.Agreement) == 0 && again != "" {
		p.Head("You agreed")
	}
	list(p, "You agreed", prep.Agreement[:min(len(prep.Agreement), prepMost)])
	if again != "" {
		p.Hanging(render.Warn, "  ", "  ", again)
	}
}

// prepWhen says when people last met, when they meet next, and how many meetings
// were kept.
func prepWhen(r *notes.Rhythm) string {
	var parts []string
	if r.Last.IsZero() {
		parts = append(parts, "you have not met yet")
	} else {
		parts = append(parts, fmt.Sprintf("last met %s, %s", cli.ShortDate(r.Last, r.Today), daysBefore(r.Today.Sub(r.Last))))
	}
	switch {
	case r.Overdue:
		parts = append(parts, text.Count(r.DaysLate, "day", "days")+" late")
	case r.Next == r.Today:
		parts = append(parts, "due today")
	case !r.Next.IsZero():
		parts = append(parts, "next "+cli.LongDate(r.Next))
	}
	if !r.AwayUntil.IsZero() {
		parts = append(parts, "away until "+cli.ShortDate(r.AwayUntil, r.Today))
	}
	if t := r.Tally(cadence.WeeksSince(r.Today, HalfYear)); t.Planned > 0 {
		parts = append(parts, keptText(t)+" kept in half a year")
	}
	return strings.Join(parts, " · ")
}

func daysBefore(n int) string {
	switch n {
	case 0:
		return "today"
	case 1:
		return "yesterday"
	}
	return fmt.Sprintf("%d days ago", n)
}

func prepPromises(p *cli.Printer, title string, threads []*promise.Thread, today when.Date) {
	if len(threads) == 0 {
		return
	}
	p.Head(title)
	for _, t := range threads[:min(len(threads), prepMost)] {
		style, facts := render.Plain, "since "+cli.ShortDate(t.Since, today)
		switch {
		case t.Overdue(today):
			style, facts = render.Bad, text.Count(today.Sub(t.Due), "day", "days")+" late, "+facts
		case !t.Due.IsZero():
			facts = "due " + cli.ShortDate(t.Due, today)
		}
		p.Hanging(style, "  ", "    ", t.Text+" ("+facts+")")
	}
	p.More(len(threads) - prepMost)
}

func prepGoals(p *cli.Printer, prep *notes.Prep) {
	if len(prep.Goals) == 0 {
		return
	}
	p.Head("Goals")
	for _, g := range prep.Goals[:min(len(prep.Goals), prepMost)] {
		words, style := g.Goal.Text, render.Plain
		var facts []string
		if !g.Goal.Due.IsZero() {
			facts = append(facts, "due "+cli.ShortDate(g.Goal.Due, prep.Today))
		}
		if n := len(g.Notes); n > 0 {
			facts = append(facts, fmt.Sprintf("%s: %s", cli.ShortDate(g.Notes[n-1].Date, prep.Today), g.Notes[n-1].Text))
		}
		if next := notes.NextSteps(g.Goal); next != "" {
			facts = append(facts, "next: "+next)
		}
		if g.Silent(prep.Today) {
			style = render.Warn
			silent := "not mentioned yet"
			if d := g.LastSpoken(); !d.IsZero() {
				silent = "silent for " + text.Count(prep.Today.Sub(d), "day", "days")
			}
			facts = append(facts, silent)
		}
		if len(facts) > 0 {
			words += " (" + strings.Join(facts, "; ") + ")"
		}
		p.Hanging(style, "  ", "    ", words)
	}
	p.More(len(prep.Goals) - prepMost)
}

// newest are the last few answers, as many as fit on a line.
func newest(all []notes.Answer) []notes.Answer { return all[max(0, len(all)-prepMost):] }

// prepPrivate shows the talking points that nobody else sees.
func prepPrivate(p *cli.Printer, prep *notes.Prep) {
	if len(prep.Private) == 0 {
		return
	}
	p.Head("Private, for you alone")
	for _, t := range prep.Private[:min(len(prep.Private), prepMost)] {
		p.Hanging(render.Plain, "  ", "    ", t.Text)
	}
	p.More(len(prep.Private) - prepMost)
}

// WriteAsks shows what to ask, and when.
func WriteAsks(out render.Output, asks []notes.Advice) error {
	p := &cli.Printer{Out: out}
	if len(asks) > 0 {
		p.Head("Ask")
	}
	for _, a := range asks {
		p.Hanging(render.Plain, "  ", "  ", a.What)
		p.Hanging(render.Muted, "    ", "    ", a.Why)
	}
	return p.Err
}

// WritePrompts shows questions for when it goes quiet.
func WritePrompts(out render.Output, questions []string) error {
	if len(questions) == 0 {
		return nil
	}
	p := &cli.Printer{Out: out}
	p.Gap()
	p.Line(render.Muted, "%s", "if it goes quiet, wait a little; then")
	for _, q := range questions {
		p.Line(render.Plain, "  %s", q)
	}
	return p.Err
}
