package cmd

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"oneonone/internal/cli"
	"oneonone/internal/draft"
	"oneonone/internal/history"
	"oneonone/internal/reading"
	"oneonone/internal/render"
	"oneonone/internal/role"
	"oneonone/internal/screen"
	"oneonone/internal/when"
	"oneonone/notes"
	"oneonone/notes/page"
	"oneonone/template"
)

func newPeopleCmd(s *cli.Session) *cobra.Command {
	c := &cobra.Command{
		Use:   "people",
		Short: "Add, list, edit, rename and archive the people you meet",
		Example: `  oneonone people add "Alice Martin" --cadence weekly --day wednesday
  oneonone people list
  oneonone people edit alice --role peer
  oneonone people rename alice alice-m`,
		Args: cobra.ArbitraryArgs,
		RunE: cli.NeedSubcommand,
	}
	c.AddCommand(newPeopleAddCmd(s), newPeopleListCmd(s), newPeopleShowCmd(s),
		newPeopleEditCmd(s), newPeopleRenameCmd(s), newPeopleArchiveCmd(s))
	return c
}

// personOptions are what the front matter of a top page can say.
type personOptions struct {
	template.Page
	away    []string
	minutes int
}

func (o *personOptions) bind(s *cli.Session, c *cobra.Command) {
	f := c.Flags()
	f.StringVar(&o.Role, "role", "", role.List())
	f.StringVar(&o.Cadence, "cadence", "", "weekly, biweekly, monthly, quarterly, \"every 10 days\" or none")
	f.StringVar(&o.Day, "day", "", "the weekday you meet")
	f.StringVar(&o.Time, "time", "", "the time you meet, as 14:00")
	f.StringVar(&o.Started, "started", "", "their first day in the role or on the team")
	f.StringVar(&o.Template, "template", "", "the template their entries start from")
	f.StringSliceVar(&o.Aliases, "alias", nil, "what else they are called in notes; can be repeated")
	f.StringSliceVar(&o.away, "away", nil, "when they are away, as 2026-12-20..2027-01-05 or \"9 nov..13 nov\"; can be repeated")
	f.IntVar(&o.minutes, "minutes", 0, "how long you meet")
	cli.CompleteFlag(c, "role", cobra.FixedCompletions(role.All, cobra.ShellCompDirectiveNoFileComp))
	cli.CompleteFlag(c, "cadence", cobra.FixedCompletions([]string{"weekly", "biweekly", "monthly", "quarterly", "none"}, cobra.ShellCompDirectiveNoFileComp))
	cli.CompleteFlag(c, "template", cli.CompleteTemplates(s))
	cli.CompleteFlag(c, "started", cli.CompletePastDates(s))
	cli.CompleteFlag(c, "day", cobra.FixedCompletions([]string{"monday", "tuesday", "wednesday", "thursday", "friday"}, cobra.ShellCompDirectiveNoFileComp))
}

// check refuses values that no top page should say, and spells dates out.
func (o *personOptions) check(s *cli.Session) error {
	var err error
	if o.Role, err = cli.ParseRole(o.Role); err != nil {
		return err
	}
	if o.Cadence != "" {
		if _, err := when.ParseCadence(o.Cadence); err != nil {
			return cli.Usage(err)
		}
	}
	if o.Day != "" {
		day, err := when.ParseWeekday(o.Day)
		if err != nil {
			return cli.Usage(err)
		}
		o.Day = strings.ToLower(day.String())
	}
	if o.Time != "" {
		clock, err := when.ParseClock(o.Time)
		if err != nil {
			return cli.Usagef("%w: try 14:00", err)
		}
		o.Time = clock
	}
	if o.Started != "" {
		d, err := when.ParseFrom(o.Started, s.Today(), when.Past)
		if err != nil {
			return cli.Usage(err)
		}
		o.Started = d.String()
	}
	return nil
}

func newPeopleAddCmd(s *cli.Session) *cobra.Command {
	var o personOptions
	var dryRun bool
	c := &cobra.Command{
		Use:   "add NAME",
		Short: "Add someone you meet",
		Long: `Add someone you meet: a folder with a top page for their goals, hopper and
working agreement. The handle, by which you refer to them, is made from the name.`,
		Example: `  oneonone people add "Alice Martin" --started 2026-03-02
  oneonone people add "Zoë O'Brien-Łukasz" --handle zoe --role peer --away "9 nov..13 nov"
  oneonone people add 李雷 --role manager --cadence biweekly`,
		Args: cli.ArgsBetween(1, 1),
		RunE: func(c *cobra.Command, args []string) error {
			if err := o.check(s); err != nil {
				return err
			}
			o.Name = strings.TrimSpace(args[0])
			return runPeopleAdd(c.Context(), s, o, dryRun)
		},
	}
	o.bind(s, c)
	c.Flags().StringVar(&o.Handle, "handle", "", "the handle, when the one made from the name does not suit")
	cli.DryRunFlag(c.Flags(), &dryRun)
	return c
}

func runPeopleAdd(ctx context.Context, s *cli.Session, o personOptions, dryRun bool) error {
	further := map[string]any{}
	if err := setWhen(further, s.Today(), o.away, o.minutes); err != nil {
		return err
	}
	saved, err := s.EnsureFolder(ctx, dryRun, nil)
	if err != nil {
		return err
	}
	var handle string
	_, err = s.Change(ctx, dryRun, func(w *cli.Workspace) (*cli.Plan, error) {
		add, h, err := draft.NewPerson(w, o.Page, reserved(s))
		if err == nil {
			add.New, err = notes.SetFront(add.New, further)
		}
		if err != nil {
			return nil, err
		}
		handle = h
		given, err := w.GiveAway(h, o.Name)
		if err != nil {
			return nil, err
		}
		message := naming(add.Path, h+": add "+o.Name)
		return &cli.Plan{Changes: append([]page.Change{add}, given...), Message: message, Saved: saved}, nil
	})
	if err != nil || dryRun {
		return err
	}
	fmt.Fprintln(s.Env.Stdout, handle)
	return nil
}

// naming is the message of a command that names somebody, and by that may
// settle until when others were called so: their own repositories are not told
// whose name it is now.
func naming(path, subject string) history.Message {
	return history.Message{Subject: subject, About: func(paths []string) (string, string) {
		if slices.Contains(paths, path) {
			return subject, ""
		}
		return "Note until when a name was theirs", ""
	}}
}

func newPeopleListCmd(s *cli.Session) *cobra.Command {
	var all bool
	var as cli.Format
	c := &cobra.Command{
		Use:   "list",
		Short: "List the people you meet",
		Example: `  oneonone people list
  oneonone people list --all              the archived too
  oneonone people list --json`,
		Args: cli.ArgsBetween(0, 0),
		RunE: func(c *cobra.Command, args []string) error { return runPeopleList(c.Context(), s, all, as) },
	}
	c.Flags().BoolVar(&all, "all", false, "include archived people")
	cli.BindFormat(s, c, &as, screen.People)
	return c
}

func runPeopleList(ctx context.Context, s *cli.Session, all bool, as cli.Format) error {
	w, err := s.Open()
	if err != nil {
		return err
	}
	people := w.Present()
	if all {
		people = w.People()
	}
	l := render.Listing[screen.Person]{Columns: screen.People}
	for _, p := range people {
		s.SayProblems(p.Problems)
		row, err := personOf(s, w, p)
		if err != nil {
			return err
		}
		l.Rows = append(l.Rows, row)
	}
	s.SayProblems(w.Problems)
	return cli.Print(ctx, s, as, &l, reading.NobodyYet)
}

func newPeopleShowCmd(s *cli.Session) *cobra.Command {
	var raw bool
	var as cli.Format
	c := &cobra.Command{
		Use:               "show PERSON",
		Short:             "Show someone's top page: goals, hopper, working agreement",
		Example:           "  oneonone people show alice",
		Args:              cli.ArgsBetween(1, 1),
		ValidArgsFunction: cli.CompleteOnePerson(s),
		RunE:              func(c *cobra.Command, args []string) error { return runPeopleShow(c.Context(), s, args[0], raw, as) },
	}
	c.Flags().BoolVar(&raw, "raw", false, "print the file as it is")
	cli.BindFormat(s, c, &as, screen.TopPage)
	return c
}

func runPeopleShow(ctx context.Context, s *cli.Session, word string, raw bool, as cli.Format) error {
	w, err := s.Open()
	if err != nil {
		return err
	}
	p, err := w.Find(word)
	if err != nil {
		return err
	}
	top := w.Top(p.Handle)
	if top == nil {
		return cli.Hinted(fmt.Errorf("%s has no top page", p.Handle), "oneonone people edit %s writes one", p.Handle)
	}
	if !as.Data() {
		return reading.Notes(ctx, s, []screen.Note{{Path: top.Path, Src: top.Src, Raw: raw}}, as)
	}
	row, err := personOf(s, w, p)
	if err != nil {
		return err
	}
	row.Top = top.Src
	return cli.PrintOne(s, as, screen.TopPage, row)
}

// personOf is somebody as people list and people show tell of them.
func personOf(s *cli.Session, w *cli.Workspace, p *notes.Person) (screen.Person, error) {
	refs, err := w.Entries(p.Handle)
	if err != nil {
		return screen.Person{}, err
	}
	last, err := w.LastMet(p.Handle, s.Today())
	return screen.Person{Person: p, Entries: refs, Last: last}, err
}
