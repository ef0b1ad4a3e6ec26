package followup

import (
	"context"
	"slices"
	"strings"

	"oneonone/internal/cli"
	"oneonone/internal/screen"
	"oneonone/internal/when"
	"oneonone/notes"
	"oneonone/notes/actions"
	"oneonone/notes/clause"
	"oneonone/notes/promise"
)

// ListOptions say which actions are listed, and how.
type ListOptions struct {
	Open, Done, Dropped, All bool
	Overdue                  bool
	Owner                    string
	People                   []string
	DueBefore, Since         string
	By                       string // what to group them by
	As                       cli.Format
}

// filter says which actions to list.
type filter struct {
	states           []clause.State // none: any
	overdue          bool
	owner            string
	dueBefore, since when.Date
}

func (f filter) wants(t *promise.Thread, today when.Date) bool {
	switch {
	case len(f.states) > 0 && !slices.Contains(f.states, t.State),
		f.overdue && !t.Overdue(today),
		!f.dueBefore.IsZero() && (t.Due.IsZero() || !t.Due.Before(f.dueBefore)),
		t.Since.Before(f.since):
		return false
	}
	return ownedBy(t, f.owner)
}

func newFilter(s *cli.Session, w *cli.Workspace, o ListOptions) (f filter, err error) {
	for _, st := range []struct {
		asked bool
		state clause.State
	}{{o.Open, clause.Open}, {o.Done, clause.Done}, {o.Dropped, clause.Dropped}} {
		if st.asked {
			f.states = append(f.states, st.state)
		}
	}
	if len(f.states) == 0 && !o.All {
		f.states = []clause.State{clause.Open}
	}
	f.overdue = o.Overdue
	if f.owner, err = w.Owner(o.Owner); err != nil {
		return f, err
	}
	for _, d := range []struct {
		word string
		bias when.Bias
		to   *when.Date
	}{{o.DueBefore, when.Future, &f.dueBefore}, {o.Since, when.Past, &f.since}} {
		if d.word == "" {
			continue
		}
		if *d.to, err = when.ParseFrom(d.word, s.Today(), d.bias); err != nil {
			return f, cli.Usage(err)
		}
	}
	if o.By != "" && !slices.Contains(screen.Groupings, o.By) {
		return f, cli.Usagef("invalid --by %q: try %s", o.By, strings.Join(screen.Groupings, ", "))
	}
	return f, nil
}

// List lists the actions that o asks for, most urgent first.
func List(ctx context.Context, s *cli.Session, words []string, o ListOptions) error {
	w, people, err := s.OpenWith(words)
	if err != nil {
		return err
	}
	filter, err := newFilter(s, w, o)
	if err != nil {
		return err
	}
	look, today := actions.In(w.Folder), s.Today()
	threads := listed(s, look, people, filter, today)
	notes.SortByUrgency(threads, today)
	name := func(person string) string { return w.Person(person).FullName() }
	l := screen.ListActions(screen.ActionsOf(threads, look.Short(), today), o.By, name, len(people) == 1)
	if err := cli.Print(ctx, s, o.As, l, "no matching actions"); err != nil {
		return err
	}
	if len(threads) > 0 && !o.As.Data() && s.Output().TTY {
		s.Say("%s", screen.CountActions(l.Rows))
	}
	return nil
}

// listed are the actions that a filter lets through, person by person.
func listed(s *cli.Session, look *actions.Lookup, people []*notes.Person, f filter, today when.Date) (threads []*promise.Thread) {
	unwanted := func(t *promise.Thread) bool { return !f.wants(t, today) }
	if slices.Equal(f.states, []clause.State{clause.Open}) {
		open, problems := look.Open(people)
		s.SayProblems(problems)
		return slices.DeleteFunc(open, unwanted)
	}
	for _, p := range people {
		of, problems := look.Threads(p.Handle)
		s.SayProblems(problems)
		threads = append(threads, slices.DeleteFunc(slices.Clone(of), unwanted)...)
		look.Forget(p.Handle)
	}
	return threads
}

// ownedBy reports whether an action is an owner's; one without an owner is the
// keeper's to chase (FORMAT.md, "Actions").
func ownedBy(t *promise.Thread, owner string) bool {
	return owner == "" || slices.ContainsFunc(t.Owners, func(o string) bool { return strings.EqualFold(o, owner) }) ||
		owner == clause.Me && t.IsMine()
}
