package cmd

import (
	"context"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"oneonone/internal/history"
	"oneonone/internal/render"
	"oneonone/internal/when"
	"oneonone/notes"
)

func newGoalsCmd(s *session) *cobra.Command {
	c := &cobra.Command{
		Use:   "goals [PERSON]",
		Short: "Tell the story of someone's goals",
		Long: `Tell the story of someone's goals: what each entry says about them.

A new entry lists the open goals; what is typed behind one, or nested under it,
is its progress. A goal nobody has spoken of for a month is called out.`,
		Example: `  oneonone goals                          everybody's
  oneonone goals alice                    the story of each
  oneonone goals add alice "lead the payments migration" --due 2026-12-31
  oneonone goals done alice migration`,
		Args:              argsBetween(0, 1),
		ValidArgsFunction: s.completePeople,
		RunE: func(c *cobra.Command, args []string) error {
			if len(args) == 0 {
				return s.runGoalsList(nil, false, false)
			}
			return s.runGoalStory(c.Context(), args[0])
		},
	}
	c.AddCommand(newGoalsAddCmd(s), newGoalsListCmd(s), newGoalsDoneCmd(s), newGoalsDropCmd(s), newGoalsEditCmd(s))
	return c
}

func newGoalsAddCmd(s *session) *cobra.Command {
	var due string
	var steps []string
	var dryRun bool
	c := &cobra.Command{
		Use:   "add PERSON TEXT",
		Short: "Add a goal",
		Example: `  oneonone goals add alice "lead the payments migration" --due 2026-12-31
  oneonone goals add alice give a talk --step "find a topic" --step "ask the guild"`,
		Args:              argsBetween(2, -1),
		ValidArgsFunction: s.completePeople,
		RunE: func(c *cobra.Command, args []string) error {
			return s.runGoalsAdd(c.Context(), args[0], strings.Join(args[1:], " "), due, steps, dryRun)
		},
	}
	c.Flags().StringVar(&due, "due", "", "the day it shall be reached")
	c.Flags().StringArrayVar(&steps, "step", nil, "a step on the way; may be given again")
	dryRunFlag(c.Flags(), &dryRun)
	s.completeFlag(c, "due", s.completeDates)
	return c
}

func (s *session) runGoalsAdd(ctx context.Context, word, text, dueWord string, steps []string, dryRun bool) error {
	if text = notes.TopicText(text); text == "" {
		return usagef("there is no text for a goal")
	}
	due, err := s.dueDay(dueWord)
	if err != nil {
		return err
	}
	for i, step := range steps {
		steps[i] = notes.TopicText(step)
	}
	var said string
	_, err = s.change(ctx, dryRun, func(w *workspace) (*plan, error) {
		p, err := w.Find(word)
		if err != nil {
			return nil, err
		}
		change, err := w.AddGoal(p.Handle, text, due, s.today(), steps)
		if err != nil {
			return nil, err
		}
		if change == nil {
			said = fmt.Sprintf("%s: is a goal already: %s", p.Handle, text)
			return nil, nil
		}
		said = fmt.Sprintf("%s: goal added: %s", p.Handle, text)
		return &plan{changes: []notes.Change{*change}, message: history.Message{Subject: subjectLine(p.Handle+": add goal: ", []string{text})}}, nil
	})
	if err == nil && !dryRun {
		s.say("%s", said)
	}
	return err
}

// dueDay reads the day something shall be reached; "" is none. A day in the
// past is taken as meant, and said.
func (s *session) dueDay(word string) (when.Date, error) {
	if word == "" {
		return when.Date{}, nil
	}
	d, err := when.ParseFrom(word, s.today(), when.Future)
	if err != nil {
		return d, &usageError{err}
	}
	if d.Before(s.today()) {
		s.say("warning: %s has passed", d)
	}
	return d, nil
}

func newGoalsDoneCmd(s *session) *cobra.Command {
	return s.goalCloser("done", notes.Done, "Tick a goal that was reached", "  oneonone goals done alice migration")
}

func newGoalsDropCmd(s *session) *cobra.Command {
	return s.goalCloser("drop", notes.Dropped, "Drop a goal that is none any more", "  oneonone goals drop alice talk")
}

func (s *session) goalCloser(name string, to notes.State, short, example string) *cobra.Command {
	var dryRun bool
	c := &cobra.Command{
		Use:               name + " PERSON WORDS",
		Short:             short,
		Example:           example,
		Args:              argsBetween(2, -1),
		ValidArgsFunction: s.completeGoals,
		RunE: func(c *cobra.Command, args []string) error {
			return s.onGoal(c.Context(), args[0], strings.Join(args[1:], " "), name, dryRun, func(w *workspace, handle string, g *notes.Goal) (*notes.Change, error) {
				if g.State != notes.Open {
					return nil, fmt.Errorf("the goal %q is %s already", g.Text, g.State)
				}
				return w.CloseGoal(handle, g, to, s.today())
			})
		},
	}
	dryRunFlag(c.Flags(), &dryRun)
	return c
}

func newGoalsEditCmd(s *session) *cobra.Command {
	var text, dueWord string
	var dryRun bool
	c := &cobra.Command{
		Use:   "edit PERSON [WORDS]",
		Short: "Change a goal's words or due date, or open the page in the editor",
		Long: `Change a goal's words or due date; without --text and --due, open the top page
in the editor. Words of the goal that entries repeat tell its story, so a new
wording begins a new one.`,
		Example: `  oneonone goals edit alice migration --due 2027-03-31
  oneonone goals edit alice               in the editor`,
		Args:              argsBetween(1, -1),
		ValidArgsFunction: s.completeGoals,
		RunE: func(c *cobra.Command, args []string) error {
			if text == "" && dueWord == "" {
				return s.editTopPage(c.Context(), args[0])
			}
			if len(args) < 2 {
				return hinted(usagef("which goal of %s?", args[0]), "oneonone goals list %s shows them", args[0])
			}
			due, err := s.dueDay(dueWord)
			if err != nil {
				return err
			}
			return s.onGoal(c.Context(), args[0], strings.Join(args[1:], " "), "edit", dryRun, func(w *workspace, handle string, g *notes.Goal) (*notes.Change, error) {
				return w.EditGoal(handle, g, notes.TopicText(text), due)
			})
		},
	}
	c.Flags().StringVar(&text, "text", "", "the goal in other words")
	c.Flags().StringVar(&dueWord, "due", "", "the day it shall be reached")
	dryRunFlag(c.Flags(), &dryRun)
	s.completeFlag(c, "due", s.completeDates)
	return c
}

// onGoal changes the one goal that words name.
func (s *session) onGoal(ctx context.Context, word, words, verb string, dryRun bool, planned func(w *workspace, handle string, g *notes.Goal) (*notes.Change, error)) error {
	var said string
	_, err := s.change(ctx, dryRun, func(w *workspace) (*plan, error) {
		p, err := w.Find(word)
		if err != nil {
			return nil, err
		}
		g, err := notes.FindGoal(goalsOf(w, p.Handle), words)
		if err != nil {
			return nil, err
		}
		change, err := planned(w, p.Handle, g)
		if err != nil {
			return nil, err
		}
		said = fmt.Sprintf("%s: goal %s: %s", p.Handle, verb, g.Text)
		return &plan{changes: []notes.Change{*change}, message: history.Message{Subject: subjectLine(p.Handle+": goal "+verb+": ", []string{g.Text})}}, nil
	})
	if err == nil && !dryRun {
		s.say("%s", said)
	}
	return err
}

// goalsOf are the goals of a person's top page.
func goalsOf(w *workspace, handle string) []*notes.Goal {
	if top := w.Top(handle); top != nil {
		return top.Goals()
	}
	return nil
}

// completeGoals offers a person, then their open goals.
func (s *session) completeGoals(c *cobra.Command, args []string, toComplete string) ([]cobra.Completion, cobra.ShellCompDirective) {
	if len(args) == 0 {
		return s.completePeople(c, args, toComplete)
	}
	w, err := s.open()
	if err != nil || len(args) > 1 {
		return nil, cobra.ShellCompDirectiveNoFileComp
	}
	p, err := w.Find(args[0])
	if err != nil {
		return nil, cobra.ShellCompDirectiveNoFileComp
	}
	var out []cobra.Completion
	for _, g := range goalsOf(w, p.Handle) {
		if g.State == notes.Open {
			out = append(out, g.Text)
		}
	}
	return out, cobra.ShellCompDirectiveNoFileComp
}

// goalJSON is a goal as goals list --json gives it.
type goalJSON struct {
	Person     string      `json:"person"`
	Text       string      `json:"text"`
	State      notes.State `json:"state"`
	Since      *when.Date  `json:"since"`
	Due        *when.Date  `json:"due"`
	Done       *when.Date  `json:"done"`
	Overdue    bool        `json:"overdue"`
	Steps      int         `json:"steps"`
	StepsDone  int         `json:"steps_done"`
	LastSpoken *when.Date  `json:"last_spoken"`
	Silent     bool        `json:"silent"`
	Notes      []noteJSON  `json:"notes"`
	Path       string      `json:"path"`
	Line       int         `json:"line"`
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
	j := goalJSON{Person: st.Person, Text: g.Text, State: g.State, Since: orNull(st.Since), Due: orNull(g.Due), Done: orNull(g.Done),
		Overdue: st.Overdue(today), Steps: all, StepsDone: done, LastSpoken: orNull(st.LastSpoken()), Silent: st.Silent(today),
		Notes: []noteJSON{}, Path: st.Path, Line: g.Line}
	for _, n := range st.Notes {
		j.Notes = append(j.Notes, noteJSON{n.Date, n.Text, n.Path, n.Line})
	}
	return j
}

func newGoalsListCmd(s *session) *cobra.Command {
	var asJSON, all bool
	c := &cobra.Command{
		Use:   "list [PERSON...]",
		Short: "List the goals",
		Example: `  oneonone goals list
  oneonone goals list alice --all         those reached and dropped too
  oneonone goals list --json`,
		Args:              argsBetween(0, -1),
		ValidArgsFunction: s.completePeople,
		RunE:              func(c *cobra.Command, args []string) error { return s.runGoalsList(args, all, asJSON) },
	}
	c.Flags().BoolVar(&all, "all", false, "also list what is reached or dropped")
	jsonFlag(c.Flags(), &asJSON)
	return c
}

func (s *session) runGoalsList(words []string, all, asJSON bool) error {
	w, people, err := s.openWith(words)
	if err != nil {
		return err
	}
	rows := []goalJSON{}
	var without []string
	table := render.Table{Columns: []render.Column{{Name: "person", Fixed: true}, {Name: "goal"}, {Name: "due", Fixed: true},
		{Name: "steps", Right: true}, {Name: "last spoken of", Fixed: true}}}
	for _, p := range people {
		stories, problems := w.GoalStories(p.Handle)
		s.sayProblems(problems)
		open := 0
		for _, st := range stories {
			if st.Goal.State == notes.Open {
				open++
			} else if !all {
				continue
			}
			rows = append(rows, goalAsJSON(st, s.today()))
			table.Add(s.goalCells(p.Handle, st)...)
		}
		if open == 0 && p.Role == "report" {
			without = append(without, p.Handle)
		}
	}
	if asJSON {
		return render.JSON(s.env.Stdout, rows)
	}
	if err := table.Write(s.output()); err != nil {
		return err
	}
	if len(without) > 0 {
		s.say("without a goal: %s", strings.Join(without, ", "))
	}
	return nil
}

func (s *session) goalCells(handle string, st *notes.GoalStory) []render.Cell {
	today, g := s.today(), st.Goal
	due := render.Cell{Text: "–", Style: render.Muted}
	if !g.Due.IsZero() {
		due = render.Cell{Text: shortDate(g.Due, today), Piped: g.Due.String()}
		if st.Overdue(today) {
			due.Style = render.Bad
		}
	}
	steps := render.Cell{Text: "–", Style: render.Muted}
	if done, all := st.Steps(); all > 0 {
		steps = render.Text(fmt.Sprintf("%d of %d", done, all))
	}
	spoken := render.Cell{Text: s.silence(st), Style: render.Muted}
	if st.Silent(today) {
		spoken.Style = render.Warn
	}
	if d := st.LastSpoken(); !d.IsZero() {
		spoken.Piped = d.String()
	}
	text := render.Text(g.Text)
	if g.State != notes.Open {
		text = render.Cell{Text: g.Text + " (" + string(g.State) + ")", Style: render.Muted}
	}
	return []render.Cell{{Text: handle, Style: render.Name}, text, due, steps, spoken}
}

// silence says when a goal was last spoken of.
func (s *session) silence(st *notes.GoalStory) string {
	d := st.LastSpoken()
	switch {
	case st.Goal.State != notes.Open && d.IsZero():
		return "–"
	case d.IsZero():
		return "never"
	}
	return ago(d, s.today())
}

func (s *session) runGoalStory(ctx context.Context, word string) error {
	w, people, err := s.openWith([]string{word})
	if err != nil {
		return err
	}
	p := people[0]
	stories, problems := w.GoalStories(p.Handle)
	s.sayProblems(problems)
	if len(stories) == 0 {
		s.say("%s has no goal: oneonone goals add %s TEXT", p.Handle, p.Handle)
		return nil
	}
	return s.paged(ctx, func(out render.Output) error {
		for i, st := range stories {
			if i > 0 {
				if err := out.Printf("\n"); err != nil {
					return err
				}
			}
			if err := s.writeStory(out, st); err != nil {
				return err
			}
		}
		return nil
	})
}

func (s *session) writeStory(out render.Output, st *notes.GoalStory) error {
	today, g := s.today(), st.Goal
	style := render.Bold
	if g.State != notes.Open {
		style = render.Muted
	}
	if err := writeHanging(out, style, "", "", g.Text); err != nil {
		return err
	}
	var facts []string
	if !st.Since.IsZero() {
		facts = append(facts, "since "+st.Since.String())
	}
	if !g.Due.IsZero() {
		facts = append(facts, "due "+g.Due.String())
	}
	if g.State != notes.Open {
		facts = append(facts, strings.TrimSpace(string(g.State)+" "+g.Done.String()))
	}
	if done, all := st.Steps(); all > 0 {
		facts = append(facts, fmt.Sprintf("%d of %d steps", done, all))
	}
	if len(facts) > 0 {
		if err := out.Printf("  %s\n", styled(out, render.Muted, strings.Join(facts, ", "))); err != nil {
			return err
		}
	}
	for _, n := range st.Notes {
		first := "  " + string(styled(out, render.Muted, n.Date.String())) + "  "
		if err := writeHanging(out, render.Plain, first, strings.Repeat(" ", 14), n.Text); err != nil {
			return err
		}
	}
	if !st.Silent(today) {
		return nil
	}
	silent := "nobody has spoken of it yet"
	if d := st.LastSpoken(); !d.IsZero() {
		silent = fmt.Sprintf("nobody has spoken of it for %s", plural(today.Sub(d), "day", "days"))
	}
	return out.Printf("  %s\n", styled(out, render.Warn, silent))
}
