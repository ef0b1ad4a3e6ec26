package cmd

import (
	"oneonone/internal/render"
	"oneonone/notes"
)

// habitJSON is a habit as check --habits --json gives it.
type habitJSON struct {
	Person string `json:"person"`
	Name   string `json:"name"`
	What   string `json:"what"`
	Try    string `json:"try"`
}

// runHabits says what the last meetings with people have in common and what
// could be tried. None of it is wrong, so it is no failure.
func (s *session) runHabits(words []string, asJSON bool) error {
	w, people, err := s.openWith(words)
	if err != nil {
		return err
	}
	rows := []habitJSON{}
	for _, p := range people {
		habits, problems := w.Habits(p, s.today())
		s.sayProblems(problems)
		for _, h := range habits {
			rows = append(rows, habitJSON{p.Handle, h.Name, h.What, h.Try})
		}
	}
	if asJSON {
		return render.JSON(s.env.Stdout, rows)
	}
	if len(rows) == 0 {
		s.say("nothing that has become a habit")
		return nil
	}
	return writeHabits(s.output(), rows)
}

func writeHabits(out render.Output, rows []habitJSON) error {
	if !out.TTY {
		table := render.Table{Columns: []render.Column{{Name: "person"}, {Name: "habit"}, {Name: "what"}, {Name: "try"}}}
		for _, r := range rows {
			table.Add(render.Text(r.Person), render.Text(r.Name), render.Text(r.What), render.Text(r.Try))
		}
		return table.Write(out)
	}
	p := &printer{out: out}
	person := ""
	for _, r := range rows {
		if r.Person != person {
			if person != "" {
				p.gap()
			}
			person = r.Person
			p.line(render.Name, "%s", person)
		}
		p.hanging(render.Plain, "  "+string(styled(out, render.Muted, pad(r.Name, 10))), "            ", r.What)
		p.hanging(render.Muted, "            try: ", "            ", r.Try)
	}
	p.gap()
	p.hanging(render.Muted, "", "", `quiet: [NAME] at the top of someone's page silences one for them, "oneonone config quiet NAME" for everybody.`)
	return p.err
}

// habitLine is the most telling habit with a person in one line, "" when there
// is none: for prep.
func habitLine(w *workspace, p *notes.Person, s *session) string {
	habits, _ := w.Habits(p, s.today())
	if len(habits) == 0 {
		return ""
	}
	return habits[0].What + ": " + habits[0].Try
}
