package cmd

import (
	"context"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"oneonone/internal/render"
	"oneonone/notes"
	"oneonone/notes/cadence"
	"oneonone/notes/promise"
)

// prepMost is how many promises, goals or topics prep shows of a kind: it is
// one screen.
const prepMost = 5

func newPrepCmd(s *session) *cobra.Command {
	return &cobra.Command{
		Use:   "prep PERSON",
		Short: "Get ready for a meeting, in one screen",
		Long: `Get ready for a meeting: the last one in five lines, what each side promised and
has not done, goals, topics, what you agreed on, mood, dates, and a few things
to talk about, each with its reason. oneonone PERSON is short for it.`,
		Example: `  oneonone prep alice
  oneonone alice
  oneonone prep alice | mail -s "1:1" me@example.org`,
		Args:              argsBetween(1, 1),
		ValidArgsFunction: s.completeOnePerson,
		RunE:              func(c *cobra.Command, args []string) error { return s.runPrep(c.Context(), args[0]) },
	}
}

func (s *session) runPrep(ctx context.Context, word string) error {
	w, people, err := s.openWith([]string{word})
	if err != nil {
		return err
	}
	prep, problems := w.Prep(people[0], s.today())
	s.sayProblems(problems)
	return s.paged(ctx, func(out render.Output) error { return s.writePrep(out, prep) })
}

func (s *session) writePrep(out render.Output, prep *notes.Prep) error {
	p := &printer{out: out}
	person := prep.Person
	p.line(render.Bold, "%s · %s · %s", person.FullName(), person.Role, slotText(person))
	p.hanging(render.Muted, "", "", prepWhen(prep.Rhythm))
	if out.TTY && len(prep.Past) > 0 {
		p.raw(out.Strip(weeksOf(prep.Rhythm, stripWeeks)))
	}
	if len(prep.LastTime) > 0 {
		p.head("Last time, " + longDate(prep.LastDay))
		for _, line := range prep.LastTime {
			p.hanging(render.Plain, "  ", "  ", cut(line, 200))
		}
		p.more(prep.LastMore)
	}
	s.prepPromises(p, "You owe", prep.Mine)
	s.prepPromises(p, person.FirstName()+" owes", prep.Theirs)
	s.prepGoals(p, prep)
	s.prepTopics(p, prep)
	prepAgreement(p, prep)
	if n := len(prep.Moods); n > 0 {
		last := prep.Moods[n-1]
		p.head("Mood")
		p.line(render.Plain, "  %s  last %d of 5, on %s", moodLine(prep.Moods, 26), last.Mood, shortDate(last.Date, prep.Today))
	}
	if len(prep.Dates) > 0 {
		p.head("Dates")
		for _, line := range prep.Dates {
			p.hanging(render.Plain, "  ", "  ", line)
		}
	}
	if h := prep.Habit; h != nil {
		p.head("Lately")
		p.hanging(render.Plain, "  ", "  ", h.What)
		p.hanging(render.Muted, "  ", "  ", h.Try)
	}
	p.head("Talk about")
	for i, a := range prep.Suggestions {
		p.hanging(render.Plain, fmt.Sprintf("  %d. ", i+1), "     ", a.What)
		p.hanging(render.Muted, "     ", "     ", a.Why)
	}
	return p.err
}

// prepAgreement shows what was agreed on about feedback and confidence, and says
// when an agreement is worth another look.
func prepAgreement(p *printer, prep *notes.Prep) {
	again := againLine(prep.Agreed, prep.Today)
	if len(prep.Agreement) == 0 && again == "" {
		return
	}
	p.head("You agreed")
	for _, line := range prep.Agreement[:min(len(prep.Agreement), prepMost)] {
		p.hanging(render.Plain, "  ", "  ", line)
	}
	if again != "" {
		p.hanging(render.Warn, "  ", "  ", again)
	}
}

// prepWhen says when people last met, when they meet, and how many meetings
// were kept.
func prepWhen(r *notes.Rhythm) string {
	var parts []string
	if r.Last.IsZero() {
		parts = append(parts, "you have not met yet")
	} else {
		parts = append(parts, fmt.Sprintf("last met %s, %s", shortDate(r.Last, r.Today), daysBefore(r.Today.Sub(r.Last))))
	}
	switch {
	case r.Overdue:
		parts = append(parts, plural(r.DaysLate, "day", "days")+" late")
	case r.Next == r.Today:
		parts = append(parts, "due today")
	case !r.Next.IsZero():
		parts = append(parts, "next "+longDate(r.Next))
	}
	if !r.AwayUntil.IsZero() {
		parts = append(parts, "away until "+shortDate(r.AwayUntil, r.Today))
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

func (s *session) prepPromises(p *printer, title string, threads []*promise.Thread) {
	if len(threads) == 0 {
		return
	}
	p.head(title)
	today := s.today()
	for _, t := range threads[:min(len(threads), prepMost)] {
		style := render.Plain
		if t.Overdue(today) {
			style = render.Bad
		}
		p.hanging(style, "  ", "    ", t.Text+" ("+promiseFacts(t, s)+")")
	}
	p.more(len(threads) - prepMost)
}

// promiseFacts says when a promise is due, or how long it has been open.
func promiseFacts(t *promise.Thread, s *session) string {
	today := s.today()
	switch {
	case t.Overdue(today):
		return plural(today.Sub(t.Due), "day", "days") + " late, since " + shortDate(t.Since, today)
	case !t.Due.IsZero():
		return "due " + shortDate(t.Due, today)
	}
	return "since " + shortDate(t.Since, today)
}

func (s *session) prepGoals(p *printer, prep *notes.Prep) {
	if len(prep.Goals) == 0 {
		return
	}
	p.head("Goals")
	for _, g := range prep.Goals[:min(len(prep.Goals), prepMost)] {
		text, style := g.Goal.Text, render.Plain
		var facts []string
		if !g.Goal.Due.IsZero() {
			facts = append(facts, "due "+shortDate(g.Goal.Due, prep.Today))
		}
		if n := len(g.Notes); n > 0 {
			facts = append(facts, fmt.Sprintf("%s: %s", shortDate(g.Notes[n-1].Date, prep.Today), g.Notes[n-1].Text))
		}
		if g.Silent(prep.Today) {
			style = render.Warn
			facts = append(facts, silentFor(g, prep))
		}
		if len(facts) > 0 {
			text += " (" + strings.Join(facts, "; ") + ")"
		}
		p.hanging(style, "  ", "    ", text)
	}
	p.more(len(prep.Goals) - prepMost)
}

func silentFor(g *notes.GoalStory, prep *notes.Prep) string {
	if d := g.LastSpoken(); !d.IsZero() {
		return "silent for " + plural(prep.Today.Sub(d), "day", "days")
	}
	return "not spoken of yet"
}

func (s *session) prepTopics(p *printer, prep *notes.Prep) {
	if len(prep.Topics) == 0 {
		return
	}
	p.head("Topics")
	for _, t := range prep.Topics[:min(len(prep.Topics), prepMost)] {
		text, style := t.Text, render.Plain
		if t.PutBack > 0 {
			text += fmt.Sprintf(" (put back %s)", plural(t.PutBack, "time", "times"))
		}
		if t.PutBack >= notes.OftenPutBack {
			style = render.Warn
		}
		p.hanging(style, "  ", "    ", text)
	}
	p.more(len(prep.Topics) - prepMost)
}
