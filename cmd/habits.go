package cmd

import (
	"oneonone/internal/cli"
	"oneonone/internal/render"
	"oneonone/notes"
)

// habitJSON is a habit as check --habits --json gives it.
type habitJSON struct {
	Person  string  `json:"person"`
	Name    string  `json:"name"`
	What    string  `json:"what"`
	Try     string  `json:"try"`
	Command *string `json:"command"`
}

// habitColumns are the fields of a habit.
var habitColumns = []render.Column[*notes.Habit]{
	{Name: "name", Doc: "what quiet: silences it by", Value: func(h *notes.Habit) any { return h.Name }},
	{Name: "what", Doc: "what was seen", Value: func(h *notes.Habit) any { return h.What }},
	{Name: "try", Doc: "what could be tried", Value: func(h *notes.Habit) any { return h.Try }},
	{Name: "command", Doc: "what to type for it", Value: func(h *notes.Habit) any { return h.Command }},
}

// runHabits says what the last meetings with people have in common and what
// could be tried. None of it is wrong, so it is no failure.
func runHabits(s *cli.Session, words []string, asJSON bool) error {
	w, people, err := s.OpenWith(words)
	if err != nil {
		return err
	}
	rows := []habitJSON{}
	for _, p := range people {
		habits, problems := w.Habits(p, s.Today())
		s.SayProblems(problems)
		for _, h := range habits {
			rows = append(rows, habitJSON{p.Handle, h.Name, h.What, h.Try, cli.OrNull(h.Command)})
		}
	}
	if asJSON {
		return render.JSON(s.Env.Stdout, rows)
	}
	if len(rows) == 0 {
		s.Say("nothing that has become a habit")
		return nil
	}
	return writeHabits(s.Output(), rows)
}

// habitsShown is how many habits of a person a terminal shows: more would be a
// verdict, not a nudge.
const habitsShown = 3

func writeHabits(out render.Output, rows []habitJSON) error {
	if !out.TTY {
		table := render.Table{Columns: []render.TableColumn{{Name: "person"}, {Name: "habit"}, {Name: "what"}, {Name: "try"}, {Name: "command"}}}
		for _, r := range rows {
			table.Add(render.Text(r.Person), render.Text(r.Name), render.Text(r.What), render.Text(r.Try), render.Text(orEmpty(r.Command)))
		}
		return table.Write(out)
	}
	p := &cli.Printer{Out: out}
	for len(rows) > 0 {
		n := 0
		for n < len(rows) && rows[n].Person == rows[0].Person {
			n++
		}
		p.Line(render.Name, "%s", rows[0].Person)
		for _, r := range rows[:min(n, habitsShown)] {
			p.Hanging(render.Plain, "  ", "  ", r.What+" ("+r.Name+")")
			p.Hanging(render.Muted, "    ", "    ", r.Try)
			if r.Command != nil {
				p.Line(render.Muted, "    %s", *r.Command)
			}
		}
		if n > habitsShown {
			p.Line(render.Muted, "  %d more can wait; --json has them", n-habitsShown)
		}
		p.Gap()
		rows = rows[n:]
	}
	p.Hanging(render.Muted, "", "", "quiet: [NAME] at the top of someone's page silences one with them, oneonone config quiet NAME with everybody.")
	return p.Err
}

func orEmpty(s *string) string {
	if s == nil {
		return ""
	}
	return *s
}
