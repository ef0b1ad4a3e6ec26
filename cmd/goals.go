package cmd

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"oneonone/internal/cli"
	"oneonone/internal/history"
	"oneonone/internal/render"
	"oneonone/internal/screen"
	"oneonone/internal/when"
	"oneonone/internal/writing"
	"oneonone/notes"
	"oneonone/notes/clause"
	"oneonone/notes/page"
)

func newGoalsCmd(s *cli.Session) *cobra.Command {
	var o goalsOptions
	c := &cobra.Command{
		Use:   "goals [PERSON]",
		Short: "Show the story of someone's goals",
		Long: `Show the story of someone's goals: what each entry says about them.

A new entry lists the open goals; what is typed behind one, or nested under it,
is its progress. A goal nobody has mentioned for a month is pointed out.`,
		Example: `  oneonone goals                          everybody's
  oneonone goals alice                    the story of each
  oneonone goals add alice "lead the payments migration" --due 2026-12-31
  oneonone goals done alice migration`,
		Args:              cli.ArgsBetween(0, 1),
		ValidArgsFunction: cli.CompletePeople(s),
		RunE: func(c *cobra.Command, args []string) error {
			o.story = len(args) == 1
			o.all = o.story
			return runGoals(c.Context(), s, args, o)
		},
	}
	cli.BindFormat(s, c, &o.as, screen.Goals)
	c.AddCommand(newGoalsAddCmd(s), newGoalsListCmd(s), newGoalsDoneCmd(s), newGoalsDropCmd(s), newGoalsEditCmd(s))
	return c
}

type goalsOptions struct {
	all   bool // those reached and dropped too
	story bool // as a page, not as a table
	as    cli.Format
}

func newGoalsListCmd(s *cli.Session) *cobra.Command {
	var o goalsOptions
	c := &cobra.Command{
		Use:   "list [PERSON...]",
		Short: "List the goals",
		Example: `  oneonone goals list
  oneonone goals list alice --all         those reached and dropped too
  oneonone goals list --json`,
		Args:              cli.ArgsBetween(0, -1),
		ValidArgsFunction: cli.CompletePeople(s),
		RunE:              func(c *cobra.Command, args []string) error { return runGoals(c.Context(), s, args, o) },
	}
	c.Flags().BoolVar(&o.all, "all", false, "include goals that are reached or dropped")
	cli.BindFormat(s, c, &o.as, screen.Goals)
	return c
}

func runGoals(ctx context.Context, s *cli.Session, words []string, o goalsOptions) error {
	w, people, err := s.OpenWith(words)
	if err != nil {
		return err
	}
	l := &render.Listing[screen.Goal]{Columns: screen.Goals}
	var without []string
	for _, p := range people {
		stories, problems := w.GoalStories(p.Handle)
		s.SayProblems(problems)
		isOpen := func(st *notes.GoalStory) bool { return st.Goal.State == clause.Open }
		if p.Role == "report" && !slices.ContainsFunc(stories, isOpen) {
			without = append(without, p.Handle)
		}
		if !o.all {
			stories = slices.DeleteFunc(stories, func(st *notes.GoalStory) bool { return !isOpen(st) })
		}
		l.Rows = append(l.Rows, screen.GoalsOf(stories, s.Today())...)
	}
	if o.story && !o.as.Data() {
		if len(l.Rows) == 0 {
			s.Say("%s has no goals: oneonone goals add %s TEXT", people[0].Handle, people[0].Handle)
		}
		return s.Paged(ctx, func(out render.Output) error { return screen.WriteGoals(out, l.Rows) })
	}
	if err := cli.Print(ctx, s, o.as, l, ""); err != nil || o.as.Data() {
		return err
	}
	if len(without) > 0 {
		s.Say("without goals: %s", strings.Join(without, ", "))
	}
	return nil
}

func newGoalsAddCmd(s *cli.Session) *cobra.Command {
	var due string
	var steps []string
	var dryRun bool
	c := &cobra.Command{
		Use:   "add PERSON TEXT",
		Short: "Add a goal",
		Example: `  oneonone goals add alice "lead the payments migration" --due 2026-12-31
  oneonone goals add alice give a talk --step "find a topic" --step "ask the guild"`,
		Args:              cli.ArgsBetween(2, -1),
		ValidArgsFunction: cli.CompletePeople(s),
		RunE: func(c *cobra.Command, args []string) error {
			return runGoalsAdd(c.Context(), s, args[0], strings.Join(args[1:], " "), due, steps, dryRun)
		},
	}
	c.Flags().StringVar(&due, "due", "", "when it is due")
	c.Flags().StringArrayVar(&steps, "step", nil, "a step on the way; can be repeated")
	cli.DryRunFlag(c.Flags(), &dryRun)
	cli.CompleteFlag(c, "due", cli.CompleteDates(s))
	return c
}

func runGoalsAdd(ctx context.Context, s *cli.Session, word, text, dueWord string, steps []string, dryRun bool) error {
	if text = notes.TopicText(text); text == "" {
		return cli.Usagef("no text for the goal")
	}
	due, err := dueDay(s, dueWord)
	if err != nil {
		return err
	}
	for i, step := range steps {
		steps[i] = notes.TopicText(step)
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

// dueDay reads the day something shall be reached; "" is none. A day in the
// past is taken as meant, and said.
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

func newGoalsDoneCmd(s *cli.Session) *cobra.Command {
	return goalCloser(s, "done", clause.Done, "Tick a goal that was reached", "  oneonone goals done alice migration")
}

func newGoalsDropCmd(s *cli.Session) *cobra.Command {
	return goalCloser(s, "drop", clause.Dropped, "Drop a goal that no longer counts", "  oneonone goals drop alice talk")
}

func goalCloser(s *cli.Session, name string, to clause.State, short, example string) *cobra.Command {
	var dryRun bool
	c := &cobra.Command{
		Use:               name + " PERSON WORDS",
		Short:             short,
		Example:           example,
		Args:              cli.ArgsBetween(2, -1),
		ValidArgsFunction: completeGoals(s),
		RunE: func(c *cobra.Command, args []string) error {
			return onGoal(c.Context(), s, args[0], strings.Join(args[1:], " "), name, dryRun, func(w *cli.Workspace, handle string, g *page.Goal) (*page.Change, error) {
				if g.State != clause.Open {
					return nil, fmt.Errorf("the goal %q is already %s", g.Text, g.State)
				}
				return w.CloseGoal(handle, g, to, s.Today())
			})
		},
	}
	cli.DryRunFlag(c.Flags(), &dryRun)
	return c
}

func newGoalsEditCmd(s *cli.Session) *cobra.Command {
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
		Args:              cli.ArgsBetween(1, -1),
		ValidArgsFunction: completeGoals(s),
		RunE: func(c *cobra.Command, args []string) error {
			if text == "" && dueWord == "" {
				return writing.TopPage(c.Context(), s, args[0])
			}
			if len(args) < 2 {
				return cli.Hinted(cli.Usagef("which goal of %s?", args[0]), "oneonone goals list %s shows them", args[0])
			}
			due, err := dueDay(s, dueWord)
			if err != nil {
				return err
			}
			return onGoal(c.Context(), s, args[0], strings.Join(args[1:], " "), "edit", dryRun, func(w *cli.Workspace, handle string, g *page.Goal) (*page.Change, error) {
				return w.EditGoal(handle, g, notes.TopicText(text), due)
			})
		},
	}
	c.Flags().StringVar(&text, "text", "", "the new wording")
	c.Flags().StringVar(&dueWord, "due", "", "when it is due")
	cli.DryRunFlag(c.Flags(), &dryRun)
	cli.CompleteFlag(c, "due", cli.CompleteDates(s))
	return c
}

// onGoal changes the one goal that words name.
func onGoal(ctx context.Context, s *cli.Session, word, words, verb string, dryRun bool, planned func(w *cli.Workspace, handle string, g *page.Goal) (*page.Change, error)) error {
	_, err := s.Change(ctx, dryRun, func(w *cli.Workspace) (*cli.Plan, error) {
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
		return &cli.Plan{Changes: []page.Change{*change}, Message: history.Message{Subject: cli.SubjectLine(p.Handle+": goal "+verb+": ", []string{g.Text})},
			Said: []string{fmt.Sprintf("%s: goal %s: %s", p.Handle, verb, g.Text)}}, nil
	})
	return err
}

// goalsOf are the goals of a person's top page.
func goalsOf(w *cli.Workspace, handle string) []*page.Goal {
	if top := w.Top(handle); top != nil {
		return top.Goals()
	}
	return nil
}

// completeGoals offers a person, then their open goals.
func completeGoals(s *cli.Session) cli.Completer {
	return func(c *cobra.Command, args []string, toComplete string) ([]cobra.Completion, cobra.ShellCompDirective) {
		return s.PersonThen(func(w *cli.Workspace, handle string) (out []cobra.Completion) {
			for _, g := range goalsOf(w, handle) {
				if g.State == clause.Open {
					out = append(out, g.Text)
				}
			}
			return out
		})(c, args, toComplete)
	}
}
