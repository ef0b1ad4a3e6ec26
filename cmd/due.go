package cmd

import (
	"slices"

	"github.com/spf13/cobra"

	"oneonone/internal/cli"
	"oneonone/internal/render"
	"oneonone/internal/when"
	"oneonone/notes"
)

// dueJSON is a person as due --json gives them.
type dueJSON struct {
	Person      string     `json:"person"`
	Role        string     `json:"role"`
	Cadence     string     `json:"cadence"`
	Last        *when.Date `json:"last"`
	Next        *when.Date `json:"next"`
	Overdue     bool       `json:"overdue"`
	DaysOverdue int        `json:"days_overdue"`
	OpenActions int        `json:"open_actions"`
	Topics      int        `json:"topics"`
	Arranged    bool       `json:"arranged"`
	AwayUntil   *when.Date `json:"away_until"`
}

func dueAsJSON(st *notes.Standing) dueJSON {
	return dueJSON{Person: st.Person.Handle, Role: st.Person.Role, Cadence: st.Person.Cadence.String(),
		Last: cli.OrNull(st.Last), Next: cli.OrNull(st.Next), Overdue: st.Overdue, DaysOverdue: st.DaysLate,
		OpenActions: st.Open, Topics: st.Topics, Arranged: st.Arranged, AwayUntil: cli.OrNull(st.AwayUntil)}
}

func newDueCmd(s *cli.Session) *cobra.Command {
	var asJSON bool
	var within string
	c := &cobra.Command{
		Use:   "due [PERSON...]",
		Short: "List who is due for a 1:1, most urgent first",
		Example: `  oneonone due                            late, or due within a week
  oneonone due --within 0d                late or due today
  oneonone due --within 30d --json`,
		Args:              cli.ArgsBetween(0, -1),
		ValidArgsFunction: cli.CompletePeople(s),
		RunE:              func(c *cobra.Command, args []string) error { return runDue(s, args, within, asJSON) },
	}
	c.Flags().StringVar(&within, "within", "7d", "how far ahead to look: 7d, 2w, 1m")
	cli.JSONFlag(c.Flags(), &asJSON)
	cli.CompleteFlag(c, "within", cobra.FixedCompletions([]string{"0d", "7d", "2w", "1m"}, cobra.ShellCompDirectiveNoFileComp))
	return c
}

func runDue(s *cli.Session, words []string, within string, asJSON bool) error {
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
	if asJSON {
		rows := make([]dueJSON, len(all))
		for i, st := range all {
			rows[i] = dueAsJSON(st)
		}
		return render.JSON(s.Env.Stdout, rows)
	}
	if len(all) == 0 {
		s.Say("nobody is due until %s", until)
	}
	table := render.Table{Columns: []render.Column{{Name: "person", Fixed: true}, {Name: "role"}, {Name: "cadence"},
		{Name: "last", Fixed: true}, {Name: "next", Fixed: true}, {Name: "actions", Right: true}, {Name: "topics", Right: true}}}
	for _, st := range all {
		table.Add(render.Cell{Text: st.Person.Handle, Style: render.Name}, render.Text(st.Person.Role), render.Text(cli.CadenceText(st.Person)),
			cli.LastCell(st.Rhythm), cli.NextCell(st.Rhythm), cli.Count(st.Open), cli.Count(st.Topics))
	}
	return table.Write(s.Output())
}
