package screen

import (
	"oneonone/internal/cli"
	"oneonone/internal/render"
	"oneonone/notes/habits"
)

// habitFields are the fields of a habit.
var habitFields = []render.Column[*habits.Habit]{
	{Name: "name", Doc: "the name to silence it by, with quiet:", Title: "habit", Shown: true, Value: func(h *habits.Habit) any { return h.Name }},
	{Name: "what", Doc: "what was seen", Shown: true, Value: func(h *habits.Habit) any { return h.What }},
	{Name: "try", Doc: "what to try", Shown: true, Value: func(h *habits.Habit) any { return h.Try }},
	{Name: "command", Doc: "what to type for it", Shown: true, Value: func(h *habits.Habit) any { return h.Command }},
}

// HabitOf is a habit in the meetings with someone.
type HabitOf struct {
	*habits.Habit
	Person string
}

// Habits are the fields of a HabitOf.
var Habits = append([]render.Column[HabitOf]{
	{Name: "person", Doc: "with whom", Shown: true, Value: func(h HabitOf) any { return h.Person }},
}, render.Of(habitFields, func(h HabitOf) *habits.Habit { return h.Habit })...)

// habitsShown is how many habits of a person a terminal shows: more would be a
// verdict, not a nudge.
const habitsShown = 3

// WriteHabits shows the habits of each person.
func WriteHabits(out render.Output, rows []HabitOf) error {
	p := &cli.Printer{Out: out}
	for len(rows) > 0 {
		n := 0
		for n < len(rows) && rows[n].Person == rows[0].Person {
			n++
		}
		p.Line(render.Name, "%s", rows[0].Person)
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
