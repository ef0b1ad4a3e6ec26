package cmd

import (
	"context"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"oneonone/internal/cli"
	"oneonone/internal/screen"
	"oneonone/internal/when"
	"oneonone/notes"
	"oneonone/notes/actions"
	"oneonone/notes/clause"
	"oneonone/notes/promise"
)

type actionsOptions struct {
	open, done, dropped, all bool
	overdue                  bool
	owner                    string
	people                   []string
	dueBefore, since         string
	by                       string
	explain                  bool
	as                       cli.Format
}

func newActionsCmd(s *cli.Session) *cobra.Command {
	var o actionsOptions
	c := &cobra.Command{
		Use:   "actions [PERSON...]",
		Short: "List what was promised, most urgent first",
		Long: `List what was promised, most urgent first: the open actions, unless another
state is asked for. An action that lives through several entries is listed once.

Each has a short handle to name it by; words of it do as well, with the person
in front where that is clearer.`,
		Example: `  oneonone actions                        everything open
  oneonone actions alice --owner me
  oneonone actions --overdue --by person
  oneonone actions --done --json
  oneonone actions done k4m               tick it where it stands
  oneonone actions --explain alice        why something is an action, or is not`,
		Args:              cobra.ArbitraryArgs,
		ValidArgsFunction: cli.CompletePeople(s),
		RunE: func(c *cobra.Command, args []string) error {
			if o.explain {
				return runExplain(c.Context(), s, args, o.as)
			}
			return cli.OrCommand(c, runActions(c.Context(), s, slices.Concat(args, o.people), o))
		},
	}
	f := c.Flags()
	f.BoolVar(&o.open, "open", false, "the open ones (the default)")
	f.BoolVar(&o.done, "done", false, "the done ones")
	f.BoolVar(&o.dropped, "dropped", false, "the dropped ones")
	f.BoolVar(&o.all, "all", false, "all of them")
	f.BoolVar(&o.overdue, "overdue", false, "the open ones that are past their due date")
	f.StringVar(&o.owner, "owner", "", "those of one owner: a person, or me for your own and those without owner")
	f.StringArrayVar(&o.people, "person", nil, "those in one person's notes; can be repeated")
	f.StringVar(&o.dueBefore, "due-before", "", "those due before a day")
	f.StringVar(&o.since, "since", "", "those promised since a day")
	f.StringVar(&o.by, "by", "", "group them by person, owner or due")
	f.BoolVar(&o.explain, "explain", false, "say of every checkbox and bold span why it is an action or not;\narguments are people, or files anywhere")
	cli.BindFormat(s, c, &o.as, screen.Actions)
	cli.AlsoPrints(s, c, "--explain", screen.Verdicts)
	cli.CompleteFlag(c, "owner", cli.CompleteOwners(s))
	cli.CompleteFlag(c, "person", cli.CompletePeople(s))
	cli.CompleteFlag(c, "due-before", cli.CompleteDates(s))
	cli.CompleteFlag(c, "since", cli.CompletePastDates(s))
	cli.CompleteFlag(c, "by", cobra.FixedCompletions(screen.Groupings, cobra.ShellCompDirectiveNoFileComp))
	c.AddCommand(newActionsAddCmd(s), newActionsDoneCmd(s), newActionsDropCmd(s), newActionsReopenCmd(s),
		newActionsDueCmd(s), newActionsAssignCmd(s), newActionsShowCmd(s))
	return c
}

// actionFilter says which actions are asked for.
type actionFilter struct {
	states           []clause.State // none: any
	overdue          bool
	owner            string
	dueBefore, since when.Date
}

func newActionFilter(s *cli.Session, w *cli.Workspace, o actionsOptions) (f actionFilter, err error) {
	for _, st := range []struct {
		asked bool
		state clause.State
	}{{o.open, clause.Open}, {o.done, clause.Done}, {o.dropped, clause.Dropped}} {
		if st.asked {
			f.states = append(f.states, st.state)
		}
	}
	if len(f.states) == 0 && !o.all {
		f.states = []clause.State{clause.Open}
	}
	f.overdue = o.overdue
	if f.owner, err = w.Owner(o.owner); err != nil {
		return f, err
	}
	for _, d := range []struct {
		word string
		bias when.Bias
		to   *when.Date
	}{{o.dueBefore, when.Future, &f.dueBefore}, {o.since, when.Past, &f.since}} {
		if d.word == "" {
			continue
		}
		if *d.to, err = when.ParseFrom(d.word, s.Today(), d.bias); err != nil {
			return f, cli.Usage(err)
		}
	}
	if o.by != "" && !slices.Contains(screen.Groupings, o.by) {
		return f, cli.Usagef("invalid --by %q: try %s", o.by, strings.Join(screen.Groupings, ", "))
	}
	return f, nil
}

func (f actionFilter) wants(t *promise.Thread, today when.Date) bool {
	switch {
	case len(f.states) > 0 && !slices.Contains(f.states, t.State),
		f.overdue && !t.Overdue(today),
		!f.dueBefore.IsZero() && (t.Due.IsZero() || !t.Due.Before(f.dueBefore)),
		t.Since.Before(f.since):
		return false
	}
	return ownedBy(t, f.owner)
}

func runActions(ctx context.Context, s *cli.Session, words []string, o actionsOptions) error {
	w, people, err := s.OpenWith(words)
	if err != nil {
		return err
	}
	filter, err := newActionFilter(s, w, o)
	if err != nil {
		return err
	}
	look, today := actions.In(w.Folder), s.Today()
	var threads []*promise.Thread
	for _, p := range people {
		of, problems := look.Threads(p.Handle)
		s.SayProblems(problems)
		for _, t := range of {
			if filter.wants(t, today) {
				threads = append(threads, t)
			}
		}
		look.Forget(p.Handle)
	}
	notes.SortByUrgency(threads, today)
	name := func(person string) string { return w.Person(person).FullName() }
	l := screen.ListActions(screen.ActionsOf(threads, look.Short(), today), o.by, name, len(people) == 1)
	if err := cli.Print(ctx, s, o.as, l, "no matching actions"); err != nil {
		return err
	}
	if len(threads) > 0 && !o.as.Data() && s.Output().TTY {
		s.Say("%s", screen.CountActions(l.Rows))
	}
	return nil
}

// ownedBy reports whether an action is an owner's; one without owner is the
// keeper's to chase (FORMAT.md, "Actions").
func ownedBy(t *promise.Thread, owner string) bool {
	return owner == "" || slices.ContainsFunc(t.Owners, func(o string) bool { return strings.EqualFold(o, owner) }) ||
		owner == clause.Me && t.IsMine()
}
