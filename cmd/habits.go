package cmd

import (
	"context"

	"oneonone/internal/cli"
	"oneonone/internal/render"
	"oneonone/notes"
)

// habitColumns are the fields of a habit.
var habitColumns = []render.Column[*notes.Habit]{
	{Name: "name", Doc: "the name that quiet: silences it by", Title: "habit", Shown: true, Value: func(h *notes.Habit) any { return h.Name }},
	{Name: "what", Doc: "what was seen", Shown: true, Value: func(h *notes.Habit) any { return h.What }},
	{Name: "try", Doc: "what to try", Shown: true, Value: func(h *notes.Habit) any { return h.Try }},
	{Name: "command", Doc: "what to type for it", Shown: true, Value: func(h *notes.Habit) any { return h.Command }},
}

// ofPerson is a habit of the meetings with someone.
type ofPerson struct {
	*notes.Habit
	person string
}

var ofPersonColumns = append([]render.Column[ofPerson]{
	{Name: "person", Doc: "with whom", Shown: true, Value: func(h ofPerson) any { return h.person }},
}, render.Of(habitColumns, func(h ofPerson) *notes.Habit { return h.Habit })...)

// runHabits says what the last meetings with people have in common and what
// could be tried. None of it is wrong, so it is no failure.
func runHabits(ctx context.Context, s *cli.Session, words []string, as cli.Format) error {
	w, people, err := s.OpenWith(words)
	if err != nil {
		return err
	}
	l := render.Listing[ofPerson]{Columns: ofPersonColumns}
	for _, p := range people {
		habits, problems := w.Habits(p, s.Today())
		s.SayProblems(problems)
		for i := range habits {
			l.Rows = append(l.Rows, ofPerson{&habits[i], p.Handle})
		}
	}
	if out := s.Output(); out.TTY && !as.Data() && len(l.Rows) > 0 {
		return writeHabits(out, l.Rows)
	}
	return cli.Print(ctx, s, as, &l, "no habits found")
}

// habitsShown is how many habits of a person a terminal shows: more would be a
// verdict, not a nudge.
const habitsShown = 3

func writeHabits(out render.Output, rows []ofPerson) error {
	p := &cli.Printer{Out: out}
	for len(rows) > 0 {
		n := 0
		for n < len(rows) && rows[n].person == rows[0].person {
			n++
		}
		p.Line(render.Name, "%s", rows[0].person)
		for _, h := range rows[:min(n, habitsShown)] {
			p.Hanging(render.Plain, "  ", "  ", h.What+" ("+h.Name+")")
			p.Hanging(render.Muted, "    ", "    ", h.Try)
			if h.Command != "" {
				p.Line(render.Muted, "    %s", h.Command)
			}
		}
		if n > habitsShown {
			p.Line(render.Muted, "  %d more can wait; --json has them", n-habitsShown)
		}
		p.Gap()
		rows = rows[n:]
	}
	p.Hanging(render.Muted, "", "", "quiet: [NAME] at the top of someone's page silences one for them, oneonone config quiet NAME for everyone.")
	return p.Err
}
