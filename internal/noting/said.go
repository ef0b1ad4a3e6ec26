package noting

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"oneonone/internal/cli"
	"oneonone/internal/lookup"
	"oneonone/notes"
	"oneonone/notes/owed"
	"oneonone/notes/promise"
)

// Said records that feedback was given today: several by handle, or one by its words.
func Said(ctx context.Context, s *cli.Session, args []string, dryRun bool) error {
	_, err := s.Change(ctx, dryRun, func(w *cli.Workspace) (*cli.Plan, error) {
		all, problems, err := owed.Find(w.Folder, nil)
		if err != nil {
			return nil, err
		}
		s.SayProblems(problems)
		debts, err := meant(all, args)
		if err != nil {
			return nil, err
		}
		p := &cli.Plan{}
		if p.Changes, err = owed.Said(w.Folder, debts, s.Today()); err != nil {
			return nil, err
		}
		var done []told
		for _, d := range debts {
			done = append(done, told{w.Person(d.Person), notes.Jotted{Path: d.Path, Text: d.Text}})
			p.Said = append(p.Said, fmt.Sprintf("%s: said: %s", d.Person, d.Text))
		}
		p.Message = messageOf("said", done)
		return p, nil
	})
	return err
}

// CompleteSaid offers the feedback waiting to be given, its words beside the handles.
func CompleteSaid(s *cli.Session) cli.Completer {
	return func(*cobra.Command, []string, string) ([]cobra.Completion, cobra.ShellCompDirective) {
		const inOrder = cobra.ShellCompDirectiveNoFileComp | cobra.ShellCompDirectiveKeepOrder
		w, err := s.Open()
		if err != nil {
			return nil, inOrder
		}
		all, _, _ := owed.Find(w.Folder, nil) // completion is not the place to report unreadable notes
		short := promise.ShortIDs(owed.IDs(all))
		var out []cobra.Completion
		for _, d := range matching(all, func(d owed.Debt) bool { return d.Kind == owed.Say }) {
			out = append(out, cobra.CompletionWithDesc(short[d.ID], d.Person+": "+d.Text))
		}
		return out, inOrder
	}
}

// meant returns the debts that handles name, or the one that words do.
func meant(all []owed.Debt, args []string) ([]owed.Debt, error) {
	var debts []owed.Debt
	for _, id := range args {
		found := matching(all, func(d owed.Debt) bool { return strings.HasPrefix(d.ID, strings.ToLower(id)) })
		if len(found) == 0 {
			d, err := byWords(all, strings.Join(args, " "))
			return []owed.Debt{d}, err
		}
		d, err := one(found, id)
		if err != nil {
			return nil, err
		}
		if !slices.ContainsFunc(debts, func(had owed.Debt) bool { return had.ID == d.ID }) {
			debts = append(debts, d)
		}
	}
	return debts, nil
}

// byWords returns the feedback to give that has these words and no others, else the one
// that has them among others.
func byWords(all []owed.Debt, words string) (owed.Debt, error) {
	want := lookup.Fold(words)
	found := matching(all, func(d owed.Debt) bool { return d.Kind == owed.Say && strings.Contains(lookup.Fold(d.Text), want) })
	if whole := matching(found, func(d owed.Debt) bool { return lookup.Fold(d.Text) == want }); len(whole) > 0 {
		found = whole
	}
	return one(found, words)
}

func matching(all []owed.Debt, fits func(owed.Debt) bool) []owed.Debt {
	return slices.DeleteFunc(slices.Clone(all), func(d owed.Debt) bool { return !fits(d) })
}

// one is the only debt found, which must be feedback to give.
func one(found []owed.Debt, name string) (owed.Debt, error) {
	switch {
	case len(found) == 0:
		return owed.Debt{}, &lookup.NotFoundError{What: "feedback to say", Name: name, Next: "oneonone feedback lists what waits"}
	case len(found) > 1:
		e := &lookup.AmbiguousError{What: "line", Name: name}
		for _, d := range found {
			e.Matches = append(e.Matches, fmt.Sprintf("%s  %s: %s", d.ID, d.Person, d.Text))
		}
		return owed.Debt{}, cli.Hinted(e, "name one by its ID, or type more of its words")
	case found[0].Kind != owed.Say:
		return owed.Debt{}, cli.Hinted(fmt.Errorf("%q is not feedback to give", found[0].Text), "change it in the note: %s:%d", found[0].Path, found[0].Line)
	}
	return found[0], nil
}
