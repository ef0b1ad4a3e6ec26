package cmd

import (
	"context"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"oneonone/internal/cli"
	"oneonone/internal/render"
	"oneonone/internal/when"
	"oneonone/notes"
	"oneonone/notes/clause"
)

// goalJSON is a goal as goals list --json gives it.
type goalJSON struct {
	Person     string       `json:"person"`
	Text       string       `json:"text"`
	State      clause.State `json:"state"`
	Since      *when.Date   `json:"since"`
	Due        *when.Date   `json:"due"`
	Done       *when.Date   `json:"done"`
	Overdue    bool         `json:"overdue"`
	Steps      int          `json:"steps"`
	StepsDone  int          `json:"steps_done"`
	LastSpoken *when.Date   `json:"last_spoken"`
	Silent     bool         `json:"silent"`
	Notes      []noteJSON   `json:"notes"`
	Path       string       `json:"path"`
	Line       int          `json:"line"`
}

type noteJSON struct {
	Date when.Date `json:"date"`
	Text string    `json:"text"`
	Path string    `json:"path"`
	Line int       `json:"line"`
}

func goalAsJSON(st *notes.GoalStory, today when.Date) goalJSON {
	g := st.Goal
	done, all := st.Steps()
	j := goalJSON{Person: st.Person, Text: g.Text, State: g.State, Since: cli.OrNull(st.Since), Due: cli.OrNull(g.Due), Done: cli.OrNull(g.Done),
		Overdue: st.Overdue(today), Steps: all, StepsDone: done, LastSpoken: cli.OrNull(st.LastSpoken()), Silent: st.Silent(today),
		Notes: []noteJSON{}, Path: st.Path, Line: g.Line}
	for _, n := range st.Notes {
		j.Notes = append(j.Notes, noteJSON{n.Date, n.Text, n.Path, n.Line})
	}
	return j
}

func newGoalsListCmd(s *cli.Session) *cobra.Command {
	var asJSON, all bool
	c := &cobra.Command{
		Use:   "list [PERSON...]",
		Short: "List the goals",
		Example: `  oneonone goals list
  oneonone goals list alice --all         those reached and dropped too
  oneonone goals list --json`,
		Args:              cli.ArgsBetween(0, -1),
		ValidArgsFunction: cli.CompletePeople(s),
		RunE:              func(c *cobra.Command, args []string) error { return runGoalsList(s, args, all, asJSON) },
	}
	c.Flags().BoolVar(&all, "all", false, "also list what is reached or dropped")
	cli.JSONFlag(c.Flags(), &asJSON)
	return c
}

func runGoalsList(s *cli.Session, words []string, all, asJSON bool) error {
	w, people, err := s.OpenWith(words)
	if err != nil {
		return err
	}
	rows := []goalJSON{}
	var without []string
	table := render.Table{Columns: []render.TableColumn{{Name: "person", Fixed: true}, {Name: "goal"}, {Name: "due", Fixed: true},
		{Name: "steps", Right: true}, {Name: "last spoken of", Fixed: true}}}
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
			rows = append(rows, goalAsJSON(st, s.Today()))
			table.Add(goalCells(s, p.Handle, st)...)
		}
		if open == 0 && p.Role == "report" {
			without = append(without, p.Handle)
		}
	}
	if asJSON {
		return render.JSON(s.Env.Stdout, rows)
	}
	if err := table.Write(s.Output()); err != nil {
		return err
	}
	if len(without) > 0 {
		s.Say("without a goal: %s", strings.Join(without, ", "))
	}
	return nil
}

func goalCells(s *cli.Session, handle string, st *notes.GoalStory) []render.Cell {
	today, g := s.Today(), st.Goal
	due := render.Cell{Text: "–", Style: render.Muted}
	if !g.Due.IsZero() {
		due = render.Cell{Text: cli.ShortDate(g.Due, today), Piped: g.Due.String()}
		if st.Overdue(today) {
			due.Style = render.Bad
		}
	}
	steps := render.Cell{Text: "–", Style: render.Muted}
	if done, all := st.Steps(); all > 0 {
		steps = render.Text(fmt.Sprintf("%d of %d", done, all))
	}
	spoken := render.Cell{Text: silence(s, st), Style: render.Muted}
	if st.Silent(today) {
		spoken.Style = render.Warn
	}
	if d := st.LastSpoken(); !d.IsZero() {
		spoken.Piped = d.String()
	}
	text := render.Text(g.Text)
	if g.State != clause.Open {
		text = render.Cell{Text: g.Text + " (" + string(g.State) + ")", Style: render.Muted}
	}
	return []render.Cell{{Text: handle, Style: render.Name}, text, due, steps, spoken}
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
