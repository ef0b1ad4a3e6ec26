package cmd

import (
	"cmp"
	"context"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"oneonone/internal/cli"
	"oneonone/internal/render"
	"oneonone/internal/when"
	"oneonone/notes"
	"oneonone/notes/clause"
	"oneonone/notes/page"
)

// goalColumns are the fields of a goal.
func goalColumns(s *cli.Session) []render.Column[*notes.GoalStory] {
	return []render.Column[*notes.GoalStory]{
		{Name: "person", Doc: "whose goal it is", Fixed: true, Shown: true, Style: render.Name, Value: func(st *notes.GoalStory) any { return st.Person }},
		{Name: "text", Doc: "its words", Title: "goal", Value: func(st *notes.GoalStory) any { return st.Goal.Text },
			Cell: func(st *notes.GoalStory) render.Cell { return goalCell(st.Goal) }},
		{Name: "due", Doc: "the day it is due", Fixed: true, Value: func(st *notes.GoalStory) any { return st.Goal.Due },
			Cell: func(st *notes.GoalStory) render.Cell { return goalDueCell(st, s.Today()) }},
		{Name: "steps", Doc: "how many steps it has", Right: true, Value: func(st *notes.GoalStory) any { _, all := st.Steps(); return all },
			Cell:  func(st *notes.GoalStory) render.Cell { return render.Text(cmp.Or(stepsText(st), "–")) },
			Piped: stepsText},
		{Name: "last_spoken", Doc: "the day it was last spoken of", Title: "last spoken of", Fixed: true, Value: func(st *notes.GoalStory) any { return st.LastSpoken() },
			Cell: func(st *notes.GoalStory) render.Cell {
				if st.Silent(s.Today()) {
					return render.Cell{Text: silence(s, st), Style: render.Warn}
				}
				return render.Cell{Text: silence(s, st), Style: render.Muted}
			}},
		{Name: "state", Doc: "open, done or dropped", Value: func(st *notes.GoalStory) any { return string(st.Goal.State) },
			Cell: func(*notes.GoalStory) render.Cell { return render.Cell{} }}, // on a terminal it stands behind the goal
		{Name: "since", Doc: "the day it was set", Value: func(st *notes.GoalStory) any { return st.Since }},
		{Name: "done", Doc: "the day it was reached", Value: func(st *notes.GoalStory) any { return st.Goal.Done }},
		{Name: "overdue", Doc: "whether it is open and past its due date", Value: func(st *notes.GoalStory) any { return st.Overdue(s.Today()) }},
		{Name: "steps_done", Doc: "how many steps are done", Value: func(st *notes.GoalStory) any { done, _ := st.Steps(); return done }},
		{Name: "silent", Doc: "whether it was not spoken of for long", Value: func(st *notes.GoalStory) any { return st.Silent(s.Today()) }},
		render.Nested("notes", "what was said about it, oldest first", goalNoteColumns, func(st *notes.GoalStory) []notes.GoalNote { return st.Notes }),
		{Name: "path", Doc: "the file", Value: func(st *notes.GoalStory) any { return st.Path }},
		{Name: "line", Doc: "the number of the line", Value: func(st *notes.GoalStory) any { return st.Goal.Line }},
	}
}

var goalNoteColumns = []render.Column[notes.GoalNote]{
	{Name: "date", Doc: "the day", Value: func(n notes.GoalNote) any { return n.Date }},
	{Name: "text", Doc: "what was said", Value: func(n notes.GoalNote) any { return n.Text }},
	{Name: "path", Doc: "the file", Value: func(n notes.GoalNote) any { return n.Path }},
	{Name: "line", Doc: "the number of the line", Value: func(n notes.GoalNote) any { return n.Line }},
}

func newGoalsListCmd(s *cli.Session) *cobra.Command {
	var all bool
	var as cli.Format
	c := &cobra.Command{
		Use:   "list [PERSON...]",
		Short: "List the goals",
		Example: `  oneonone goals list
  oneonone goals list alice --all         those reached and dropped too
  oneonone goals list --json`,
		Args:              cli.ArgsBetween(0, -1),
		ValidArgsFunction: cli.CompletePeople(s),
		RunE:              func(c *cobra.Command, args []string) error { return runGoalsList(c.Context(), s, args, all, as) },
	}
	c.Flags().BoolVar(&all, "all", false, "also list what is reached or dropped")
	cli.BindFormat(s, c, &as, goalColumns(s))
	return c
}

func runGoalsList(ctx context.Context, s *cli.Session, words []string, all bool, as cli.Format) error {
	w, people, err := s.OpenWith(words)
	if err != nil {
		return err
	}
	l := render.Listing[*notes.GoalStory]{Columns: goalColumns(s)}
	var without []string
	for _, p := range people {
		stories, problems := w.GoalStories(p.Handle)
		s.SayProblems(problems)
		open := 0
		for _, st := range stories {
			if st.Goal.State == clause.Open {
				open++
			} else if !all {
				continue
			}
			l.Rows = append(l.Rows, st)
		}
		if open == 0 && p.Role == "report" {
			without = append(without, p.Handle)
		}
	}
	if err := cli.Print(ctx, s, as, &l, ""); err != nil || as.Data() {
		return err
	}
	if len(without) > 0 {
		s.Say("without a goal: %s", strings.Join(without, ", "))
	}
	return nil
}

func goalCell(g *page.Goal) render.Cell {
	if g.State != clause.Open {
		return render.Cell{Text: g.Text + " (" + string(g.State) + ")", Style: render.Muted}
	}
	return render.Text(g.Text)
}

func goalDueCell(st *notes.GoalStory, today when.Date) render.Cell {
	switch {
	case st.Goal.Due.IsZero():
		return render.Cell{Text: "–", Style: render.Muted}
	case st.Overdue(today):
		return render.Cell{Text: cli.ShortDate(st.Goal.Due, today), Style: render.Bad}
	}
	return render.Text(cli.ShortDate(st.Goal.Due, today))
}

func stepsText(st *notes.GoalStory) string {
	if done, all := st.Steps(); all > 0 {
		return fmt.Sprintf("%d of %d", done, all)
	}
	return ""
}

// silence says when a goal was last spoken of.
func silence(s *cli.Session, st *notes.GoalStory) string {
	d := st.LastSpoken()
	switch {
	case st.Goal.State != clause.Open && d.IsZero():
		return "–"
	case d.IsZero():
		return "never"
	}
	return cli.Ago(d, s.Today())
}

func runGoalStory(ctx context.Context, s *cli.Session, word string) error {
	w, people, err := s.OpenWith([]string{word})
	if err != nil {
		return err
	}
	p := people[0]
	stories, problems := w.GoalStories(p.Handle)
	s.SayProblems(problems)
	if len(stories) == 0 {
		s.Say("%s has no goal: oneonone goals add %s TEXT", p.Handle, p.Handle)
		return nil
	}
	return s.Paged(ctx, func(out render.Output) error {
		for i, st := range stories {
			if i > 0 {
				if err := out.Printf("\n"); err != nil {
					return err
				}
			}
			if err := writeStory(s, out, st); err != nil {
				return err
			}
		}
		return nil
	})
}

func writeStory(s *cli.Session, out render.Output, st *notes.GoalStory) error {
	today, g := s.Today(), st.Goal
	style := render.Bold
	if g.State != clause.Open {
		style = render.Muted
	}
	if err := cli.WriteHanging(out, style, "", "", g.Text); err != nil {
		return err
	}
	var facts []string
	if !st.Since.IsZero() {
		facts = append(facts, "since "+st.Since.String())
	}
	if !g.Due.IsZero() {
		facts = append(facts, "due "+g.Due.String())
	}
	if g.State != clause.Open {
		facts = append(facts, strings.TrimSpace(string(g.State)+" "+g.Done.String()))
	}
	if done, all := st.Steps(); all > 0 {
		facts = append(facts, fmt.Sprintf("%d of %d steps", done, all))
	}
	if len(facts) > 0 {
		if err := out.Printf("  %s\n", cli.Styled(out, render.Muted, strings.Join(facts, ", "))); err != nil {
			return err
		}
	}
	for _, n := range st.Notes {
		first := "  " + string(cli.Styled(out, render.Muted, n.Date.String())) + "  "
		if err := cli.WriteHanging(out, render.Plain, first, strings.Repeat(" ", 14), n.Text); err != nil {
			return err
		}
	}
	if !st.Silent(today) {
		return nil
	}
	silent := "nobody has spoken of it yet"
	if d := st.LastSpoken(); !d.IsZero() {
		silent = fmt.Sprintf("nobody has spoken of it for %s", cli.Plural(today.Sub(d), "day", "days"))
	}
	return out.Printf("  %s\n", cli.Styled(out, render.Warn, silent))
}
