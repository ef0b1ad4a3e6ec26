package cmd

import (
	"context"
	"slices"

	"github.com/spf13/cobra"

	"oneonone/internal/cli"
	"oneonone/internal/render"
	"oneonone/notes"
)

// dueColumns are the fields of a person who is due.
func dueColumns() []render.Column[*notes.Standing] {
	return []render.Column[*notes.Standing]{
		{Name: "person", Doc: "who", Fixed: true, Shown: true, Style: render.Name, Value: func(st *notes.Standing) any { return st.Person.Handle }},
		{Name: "role", Doc: "who they are to you", Shown: true, Value: func(st *notes.Standing) any { return st.Person.Role }},
		{Name: "cadence", Doc: "how often you meet", Value: func(st *notes.Standing) any { return st.Person.Cadence.String() },
			Cell: func(st *notes.Standing) render.Cell { return render.Text(cli.CadenceText(st.Person)) }},
		{Name: "last", Doc: "the day you last met", Fixed: true, Value: func(st *notes.Standing) any { return st.Last },
			Cell: func(st *notes.Standing) render.Cell { return cli.LastCell(st.Rhythm) }},
		{Name: "next", Doc: "the day you meet next, or should have met", Fixed: true, Value: func(st *notes.Standing) any { return st.Next },
			Cell: func(st *notes.Standing) render.Cell { return cli.NextCell(st.Rhythm) }},
		{Name: "open_actions", Doc: "how many of their actions are open", Title: "actions", Right: true, Shown: true, Value: func(st *notes.Standing) any { return st.Open }},
		{Name: "topics", Doc: "how many topics wait", Right: true, Shown: true, Value: func(st *notes.Standing) any { return st.Topics }},
		{Name: "overdue", Doc: "whether the meeting is late", Value: func(st *notes.Standing) any { return st.Overdue }},
		{Name: "days_overdue", Doc: "by how many days", Value: func(st *notes.Standing) any { return st.DaysLate }},
		{Name: "arranged", Doc: "whether the next day was arranged, not counted from the cadence", Value: func(st *notes.Standing) any { return st.Arranged }},
		{Name: "away_until", Doc: "the last day of their leave", Value: func(st *notes.Standing) any { return st.AwayUntil }},
	}
}

func newDueCmd(s *cli.Session) *cobra.Command {
	var as cli.Format
	var within string
	c := &cobra.Command{
		Use:   "due [PERSON...]",
		Short: "List who is due for a 1:1, most urgent first",
		Example: `  oneonone due                            late, or due within a week
  oneonone due --within 0d                late or due today
  oneonone due --within 30d --json`,
		Args:              cli.ArgsBetween(0, -1),
		ValidArgsFunction: cli.CompletePeople(s),
		RunE:              func(c *cobra.Command, args []string) error { return runDue(c.Context(), s, args, within, as) },
	}
	c.Flags().StringVar(&within, "within", "7d", "how far ahead to look: 7d, 2w, 1m")
	cli.BindFormat(s, c, &as, dueColumns())
	cli.CompleteFlag(c, "within", cobra.FixedCompletions([]string{"0d", "7d", "2w", "1m"}, cobra.ShellCompDirectiveNoFileComp))
	return c
}

func runDue(ctx context.Context, s *cli.Session, words []string, within string, as cli.Format) error {
	until, err := s.DaysAhead(within)
	if err != nil {
		return err
	}
	w, people, err := s.OpenWith(words)
	if err != nil {
		return err
	}
	all, problems := w.Standings(people, s.Today())
	s.SayProblems(problems)
	all = slices.DeleteFunc(all, func(st *notes.Standing) bool { return st.Next.IsZero() || st.Next.After(until) })
	notes.ByUrgency(all)
	return cli.Print(ctx, s, as, &render.Listing[*notes.Standing]{Columns: dueColumns(), Rows: all}, "nobody is due until "+until.String())
}
