package cmd

import (
	"context"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"oneonone/internal/cli"
	"oneonone/internal/render"
	"oneonone/notes"
	"oneonone/notes/cadence"
	"oneonone/notes/promise"
)

// prepMost is how many promises, goals or topics prep shows of a kind: it is
// one screen.
const prepMost = 5

func newPrepCmd(s *cli.Session) *cobra.Command {
	var as cli.Format
	c := &cobra.Command{
		Use:   "prep PERSON",
		Short: "Get ready for a meeting, in one screen",
		Long: `Get ready for a meeting: the last one in five lines, what each side promised and
has not done, goals, topics, what you agreed on, mood, dates, and a few things
to talk about, each with its reason. oneonone PERSON is short for it.`,
		Example: `  oneonone prep alice
  oneonone alice
  oneonone prep alice | mail -s "1:1" me@example.org
  oneonone prep alice --json`,
		Args:              cli.ArgsBetween(1, 1),
		ValidArgsFunction: cli.CompleteOnePerson(s),
		RunE:              func(c *cobra.Command, args []string) error { return runPrep(c.Context(), s, args[0], as) },
	}
	cli.BindFormat(s, c, &as, prepColumns(s))
	return c
}

// prepColumns are the parts of the page.
func prepColumns(s *cli.Session) []render.Column[*notes.Prep] {
	promised := func(threads func(p *notes.Prep) []*promise.Thread) func(p *notes.Prep) []action {
		return func(p *notes.Prep) (all []action) {
			for _, t := range threads(p) {
				all = append(all, action{t, t.ID})
			}
			return all
		}
	}
	return []render.Column[*notes.Prep]{
		{Name: "person", Doc: "whom you meet", Value: func(p *notes.Prep) any { return p.Person.Handle }},
		{Name: "last", Doc: "the day you last met", Value: func(p *notes.Prep) any { return p.Last }},
		{Name: "next", Doc: "the day you meet next, or should have met", Value: func(p *notes.Prep) any { return p.Next }},
		{Name: "last_time", Doc: "what was written down then, a line each", Value: func(p *notes.Prep) any { return p.LastTime }},
		render.Nested("mine", "what you owe, most urgent first", actionColumns(s), promised(func(p *notes.Prep) []*promise.Thread { return p.Mine })),
		render.Nested("theirs", "what they owe, most urgent first", actionColumns(s), promised(func(p *notes.Prep) []*promise.Thread { return p.Theirs })),
		render.Nested("goals", "their open goals", goalColumns(s), func(p *notes.Prep) []*notes.GoalStory { return p.Goals }),
		render.Nested("topics", "the topics that wait", topicColumns(s), func(p *notes.Prep) (all []waiting) {
			for _, t := range p.Topics {
				all = append(all, waiting{t, p.Person.Handle})
			}
			return all
		}),
		{Name: "agreement", Doc: "what you agreed on about feedback and confidence", Value: func(p *notes.Prep) any { return p.Agreement }},
		{Name: "agreed", Doc: "the day of the agreement, when an entry holds it", Value: func(p *notes.Prep) any { return p.Agreed }},
		render.Nested("moods", "their mood in the last half year, oldest first", moodColumns, func(p *notes.Prep) []notes.Mood { return p.Moods }),
		{Name: "dates", Doc: "anniversaries around the day", Value: func(p *notes.Prep) any { return p.Dates }},
		render.Single("habit", "what the last meetings have in common", habitColumns, func(p *notes.Prep) (*notes.Habit, bool) { return p.Habit, p.Habit != nil }),
		render.Nested("suggestions", "what to talk about", adviceColumns, func(p *notes.Prep) []notes.Advice { return p.Suggestions }),
	}
}

var moodColumns = []render.Column[notes.Mood]{
	{Name: "date", Doc: "the day", Value: func(m notes.Mood) any { return m.Date }},
	{Name: "mood", Doc: "from 1 to 5", Value: func(m notes.Mood) any { return m.Mood }},
}

var adviceColumns = []render.Column[notes.Advice]{
	{Name: "what", Doc: "the advice", Value: func(a notes.Advice) any { return a.What }},
	{Name: "why", Doc: "its reason", Value: func(a notes.Advice) any { return a.Why }},
}

func runPrep(ctx context.Context, s *cli.Session, word string, as cli.Format) error {
	w, people, err := s.OpenWith([]string{word})
	if err != nil {
		return err
	}
	prep, problems := w.Prep(people[0], s.Today())
	s.SayProblems(problems)
	if as.Data() {
		return cli.PrintOne(s, as, prepColumns(s), prep)
	}
	return s.Paged(ctx, func(out render.Output) error { return writePrep(s, out, prep) })
}

func writePrep(s *cli.Session, out render.Output, prep *notes.Prep) error {
	p := &cli.Printer{Out: out}
	person := prep.Person
	p.Line(render.Bold, "%s · %s · %s", person.FullName(), person.Role, cli.SlotText(person))
	p.Hanging(render.Muted, "", "", prepWhen(prep.Rhythm))
	if out.TTY && len(prep.Past) > 0 {
		p.Raw(out.Strip(cli.WeeksOf(prep.Rhythm, stripWeeks)))
	}
	if len(prep.LastTime) > 0 {
		p.Head("Last time, " + cli.LongDate(prep.LastDay))
		for _, line := range prep.LastTime {
			p.Hanging(render.Plain, "  ", "  ", cli.Cut(line, 200))
		}
		p.More(prep.LastMore)
	}
	prepPromises(s, p, "You owe", prep.Mine)
	prepPromises(s, p, person.FirstName()+" owes", prep.Theirs)
	prepGoals(s, p, prep)
	prepTopics(s, p, prep)
	prepAgreement(p, prep)
	if n := len(prep.Moods); n > 0 {
		last := prep.Moods[n-1]
		p.Head("Mood")
		p.Line(render.Plain, "  %s  last %d of 5, on %s", moodLine(prep.Moods, 26), last.Mood, cli.ShortDate(last.Date, prep.Today))
	}
	if len(prep.Dates) > 0 {
		p.Head("Dates")
		for _, line := range prep.Dates {
			p.Hanging(render.Plain, "  ", "  ", line)
		}
	}
	if h := prep.Habit; h != nil {
		p.Head("Lately")
		p.Hanging(render.Plain, "  ", "  ", h.What)
		p.Hanging(render.Muted, "  ", "  ", h.Try)
	}
	p.Head("Talk about")
	for i, a := range prep.Suggestions {
		p.Hanging(render.Plain, fmt.Sprintf("  %d. ", i+1), "     ", a.What)
		p.Hanging(render.Muted, "     ", "     ", a.Why)
	}
	return p.Err
}

// prepAgreement shows what was agreed on about feedback and confidence, and says
// when an agreement is worth another look.
func prepAgreement(p *cli.Printer, prep *notes.Prep) {
	again := againLine(prep.Agreed, prep.Today)
	if len(prep.Agreement) == 0 && again == "" {
		return
	}
	p.Head("You agreed")
	for _, line := range prep.Agreement[:min(len(prep.Agreement), prepMost)] {
		p.Hanging(render.Plain, "  ", "  ", line)
	}
	if again != "" {
		p.Hanging(render.Warn, "  ", "  ", again)
	}
}

// prepWhen says when people last met, when they meet, and how many meetings
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
		parts = append(parts, cli.Plural(r.DaysLate, "day", "days")+" late")
	case r.Next == r.Today:
		parts = append(parts, "due today")
	case !r.Next.IsZero():
		parts = append(parts, "next "+cli.LongDate(r.Next))
	}
	if !r.AwayUntil.IsZero() {
		parts = append(parts, "away until "+cli.ShortDate(r.AwayUntil, r.Today))
	}
	if t := r.Tally(cadence.WeeksSince(r.Today, stripWeeks)); t.Planned > 0 {
		parts = append(parts, fmt.Sprintf("%d of %d kept in half a year", t.Kept(), t.Planned))
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

func prepPromises(s *cli.Session, p *cli.Printer, title string, threads []*promise.Thread) {
	if len(threads) == 0 {
		return
	}
	p.Head(title)
	today := s.Today()
	for _, t := range threads[:min(len(threads), prepMost)] {
		style := render.Plain
		if t.Overdue(today) {
			style = render.Bad
		}
		p.Hanging(style, "  ", "    ", t.Text+" ("+promiseFacts(t, s)+")")
	}
	p.More(len(threads) - prepMost)
}

// promiseFacts says when a promise is due, or how long it has been open.
func promiseFacts(t *promise.Thread, s *cli.Session) string {
	today := s.Today()
	switch {
	case t.Overdue(today):
		return cli.Plural(today.Sub(t.Due), "day", "days") + " late, since " + cli.ShortDate(t.Since, today)
	case !t.Due.IsZero():
		return "due " + cli.ShortDate(t.Due, today)
	}
	return "since " + cli.ShortDate(t.Since, today)
}

func prepGoals(s *cli.Session, p *cli.Printer, prep *notes.Prep) {
	if len(prep.Goals) == 0 {
		return
	}
	p.Head("Goals")
	for _, g := range prep.Goals[:min(len(prep.Goals), prepMost)] {
		text, style := g.Goal.Text, render.Plain
		var facts []string
		if !g.Goal.Due.IsZero() {
			facts = append(facts, "due "+cli.ShortDate(g.Goal.Due, prep.Today))
		}
		if n := len(g.Notes); n > 0 {
			facts = append(facts, fmt.Sprintf("%s: %s", cli.ShortDate(g.Notes[n-1].Date, prep.Today), g.Notes[n-1].Text))
		}
		if g.Silent(prep.Today) {
			style = render.Warn
			facts = append(facts, silentFor(g, prep))
		}
		if len(facts) > 0 {
			text += " (" + strings.Join(facts, "; ") + ")"
		}
		p.Hanging(style, "  ", "    ", text)
	}
	p.More(len(prep.Goals) - prepMost)
}

func silentFor(g *notes.GoalStory, prep *notes.Prep) string {
	if d := g.LastSpoken(); !d.IsZero() {
		return "silent for " + cli.Plural(prep.Today.Sub(d), "day", "days")
	}
	return "not spoken of yet"
}

func prepTopics(s *cli.Session, p *cli.Printer, prep *notes.Prep) {
	if len(prep.Topics) == 0 {
		return
	}
	p.Head("Topics")
	for _, t := range prep.Topics[:min(len(prep.Topics), prepMost)] {
		text, style := t.Text, render.Plain
		if t.PutBack > 0 {
			text += fmt.Sprintf(" (put back %s)", cli.Plural(t.PutBack, "time", "times"))
		}
		if t.PutBack >= notes.OftenPutBack {
			style = render.Warn
		}
		p.Hanging(style, "  ", "    ", text)
	}
	p.More(len(prep.Topics) - prepMost)
}
