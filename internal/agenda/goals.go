package agenda

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"oneonone/internal/cli"
	"oneonone/internal/draft"
	"oneonone/internal/history"
	"oneonone/internal/render"
	"oneonone/internal/screen"
	"oneonone/internal/when"
	"oneonone/notes"
	"oneonone/notes/clause"
	"oneonone/notes/goals"
	"oneonone/notes/jotting"
	"oneonone/notes/page"
	"oneonone/notes/review"
)

// GoalsOptions say which goals are shown, and how.
type GoalsOptions struct {
	All   bool // also those reached or dropped
	Story bool // as a page, not as a table
	As    cli.Format
}

// Goals shows the goals of people with their story.
func Goals(ctx context.Context, s *cli.Session, words []string, o GoalsOptions) error {
	w, people, err := s.OpenWith(words)
	if err != nil {
		return err
	}
	if o.Story && !o.As.Data() {
		return arc(ctx, s, w, people[0])
	}
	l := &render.Listing[screen.Goal]{Columns: screen.Goals}
	var without []string
	for _, p := range people {
		stories, problems := w.GoalStories(p.Handle)
		s.SayProblems(problems)
		isOpen := func(st *goals.Story) bool { return st.Goal.State == clause.Open }
		if p.Role == "report" && !slices.ContainsFunc(stories, isOpen) {
			without = append(without, p.Handle)
		}
		if !o.All {
			stories = slices.DeleteFunc(stories, func(st *goals.Story) bool { return !isOpen(st) })
		}
		l.Rows = append(l.Rows, screen.GoalsOf(stories, s.Today())...)
	}
	empty := "no goals: oneonone goals add PERSON TEXT"
	if len(without) > 0 {
		empty = "" // printed per person instead
	}
	if err := cli.Print(ctx, s, o.As, l, empty); err != nil || o.As.Data() {
		return err
	}
	if len(without) > 0 {
		s.Say("without goals: %s", strings.Join(without, ", "))
	}
	return nil
}

// arc tells somebody's story: what drives them, what they wish for and work
// towards, and what moved it.
func arc(ctx context.Context, s *cli.Session, w *cli.Workspace, p *notes.Person) error {
	if moved := w.Moved(p.Handle); len(moved) > 0 {
		s.Say("entries up to %s are private since the doc is shared; they count here, and %s cannot read them", moved[len(moved)-1].Date, p.FirstName())
	}
	read := review.ReadPerson(w.Folder, p, review.Scope{Moved: true})
	s.SayProblems(read.Problems)
	asked, err := draft.Competencies(w.Folder, p)
	if err != nil {
		return err
	}
	a := read.ArcOf(s.Today(), asked)
	if len(a.Goals) == 0 {
		s.Say("%s has no goals: oneonone goals add %s TEXT", p.Handle, p.Handle)
	}
	return s.Paged(ctx, func(out render.Output) error { return screen.WriteArc(out, a) })
}

// AddGoal adds a goal, with steps on the way.
func AddGoal(ctx context.Context, s *cli.Session, word, text, dueWord string, steps []string, dryRun bool) error {
	if text = jotting.TopicText(text); text == "" {
		return cli.Usagef("no text for the goal")
	}
	due, err := dueDay(s, dueWord)
	if err != nil {
		return err
	}
	for i, step := range steps {
		steps[i] = jotting.TopicText(step)
	}
	_, err = s.Change(ctx, dryRun, func(w *cli.Workspace) (*cli.Plan, error) {
		p, err := w.Find(word)
		if err != nil {
			return nil, err
		}
		change, err := w.AddGoal(p.Handle, text, due, s.Today(), steps)
		if err != nil {
			return nil, err
		}
		if change == nil {
			return &cli.Plan{Said: []string{fmt.Sprintf("%s: already a goal: %s", p.Handle, text)}}, nil
		}
		return &cli.Plan{Changes: []page.Change{*change}, Message: history.Message{Subject: cli.SubjectLine(p.Handle+": add goal: ", []string{text})},
			Said: []string{fmt.Sprintf("%s: goal added: %s", p.Handle, text)}}, nil
	})
	return err
}

// dueDay reads the day by which something is to be reached; "" is no day. A day in the
// past is accepted with a warning.
func dueDay(s *cli.Session, word string) (when.Date, error) {
	if word == "" {
		return when.Date{}, nil
	}
	d, err := when.ParseFrom(word, s.Today(), when.Future)
	if err != nil {
		return d, cli.Usage(err)
	}
	if d.Before(s.Today()) {
		s.Say("warning: %s has passed", d)
	}
	return d, nil
}

// onGoal changes the one goal that words name, or, where no goal matches and the
// change applies to steps, the one step.
func onGoal(ctx context.Context, s *cli.Session, args []string, done string, dryRun bool, planned func(w *cli.Workspace, handle string, g *page.Goal) (*page.Change, error),
	ofStep func(w *cli.Workspace, handle string, g *page.Goal, step *page.Item) (*page.Change, error)) error {
	_, err := s.Change(ctx, dryRun, func(w *cli.Workspace) (*cli.Plan, error) {
		p, err := w.Find(args[0])
		if err != nil {
			return nil, err
		}
		words, what := strings.Join(args[1:], " "), "goal"
		g, err := notes.FindGoal(w.Goals(p.Handle), words)
		var change *page.Change
		if of, step := notes.FindStep(w.Goals(p.Handle), words); err != nil && ofStep != nil && step != nil {
			words, what = step.Text, "step"
			change, err = ofStep(w, p.Handle, of, step)
		} else if err == nil {
			words = g.Text
			change, err = planned(w, p.Handle, g)
		}
		if err != nil {
			return nil, err
		}
		return &cli.Plan{Changes: []page.Change{*change}, Message: history.Message{Subject: cli.SubjectLine(p.Handle+": "+what+" "+done+": ", []string{words})},
			Said: []string{fmt.Sprintf("%s: %s %s: %s", p.Handle, what, done, words)}}, nil
	})
	return err
}

// CloseGoal ticks or drops the goal that words name, or else the step to one.
func CloseGoal(ctx context.Context, s *cli.Session, args []string, to clause.State, dryRun bool) error {
	return onGoal(ctx, s, args, string(to), dryRun, func(w *cli.Workspace, handle string, g *page.Goal) (*page.Change, error) {
		if g.State != clause.Open {
			return nil, fmt.Errorf("the goal %q is already %s", g.Text, g.State)
		}
		return w.CloseGoal(handle, g, to, s.Today())
	}, func(w *cli.Workspace, handle string, g *page.Goal, step *page.Item) (*page.Change, error) {
		return w.CloseStep(handle, g, step, to, s.Today())
	})
}

// EditGoal changes the words or the due date of a goal; "" leaves them.
func EditGoal(ctx context.Context, s *cli.Session, args []string, text, dueWord string, dryRun bool) error {
	due, err := dueDay(s, dueWord)
	if err != nil {
		return err
	}
	return onGoal(ctx, s, args, "edited", dryRun, func(w *cli.Workspace, handle string, g *page.Goal) (*page.Change, error) {
		return w.EditGoal(handle, g, jotting.TopicText(text), due)
	}, nil)
}
