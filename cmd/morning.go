package cmd

import (
	"context"
	"slices"

	"github.com/spf13/cobra"

	"oneonone/internal/cli"
	"oneonone/internal/exchange"
	"oneonone/internal/render"
	"oneonone/internal/screen"
	"oneonone/notes"
)

type morningOptions struct {
	within string
	as     cli.Format
}

// bindMorning binds the flags of the program without a command.
func bindMorning(s *cli.Session, root *cobra.Command, o *morningOptions) {
	bindWithin(root, &o.within, "")
	cli.BindFormat(s, root, &o.as, screen.Standings)
}

func bindWithin(c *cobra.Command, to *string, otherwise string) {
	c.Flags().StringVar(to, "within", otherwise, "only who is due for a 1:1, late or so far ahead: 0d, 7d, 2w, 1m")
	cli.CompleteFlag(c, "within", cobra.FixedCompletions([]string{"0d", "7d", "2w", "1m"}, cobra.ShellCompDirectiveNoFileComp))
}

// runMorning is the program without a command: everybody, most urgent first.
func runMorning(c *cobra.Command, s *cli.Session, words []string, o morningOptions) error {
	if s.NotBegun() {
		return c.Help() // nothing to show yet, but how to begin
	}
	exchange.Auto(c.Context(), s)
	all, err := standings(s, words, o.within)
	if err != nil {
		return err
	}
	if o.as.Data() || len(all) == 0 {
		none := nobodyYet
		if o.within != "" {
			none = "nobody is due within " + o.within
		}
		return cli.Print(c.Context(), s, o.as, &render.Listing[*notes.Standing]{Columns: screen.Standings, Rows: all}, none)
	}
	return screen.Morning(s.Output(), all)
}

// standings read how things are with people, most urgent first; within some
// time only with those who are due by then.
func standings(s *cli.Session, words []string, within string) ([]*notes.Standing, error) {
	until, err := s.DaysAhead(within)
	if within != "" && err != nil {
		return nil, err
	}
	w, people, err := s.OpenWith(words)
	if err != nil {
		return nil, err
	}
	all, problems := w.Standings(people, s.Today())
	s.SayProblems(problems)
	if within != "" {
		all = slices.DeleteFunc(all, func(st *notes.Standing) bool { return st.Next.IsZero() || st.Next.After(until) })
	}
	notes.ByUrgency(all)
	return all, nil
}

// newDueCmd is the older name of --within.
func newDueCmd(s *cli.Session) *cobra.Command {
	var o morningOptions
	c := &cobra.Command{
		Use:               "due [PERSON...]",
		Short:             "List who is due for a 1:1, most urgent first",
		Example:           "  oneonone due --within 30d               newer: oneonone --within 30d",
		Hidden:            true,
		Args:              cli.ArgsBetween(0, -1),
		ValidArgsFunction: cli.CompletePeople(s),
		RunE:              func(c *cobra.Command, args []string) error { return runDue(c.Context(), s, args, o) },
	}
	bindWithin(c, &o.within, "7d")
	cli.BindFormat(s, c, &o.as, screen.Due)
	return c
}

func runDue(ctx context.Context, s *cli.Session, words []string, o morningOptions) error {
	all, err := standings(s, words, o.within)
	if err != nil {
		return err
	}
	return cli.Print(ctx, s, o.as, &render.Listing[*notes.Standing]{Columns: screen.Due, Rows: all}, "nobody is due within "+o.within)
}
