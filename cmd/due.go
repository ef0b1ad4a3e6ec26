package cmd

import (
	"slices"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

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
		Last: orNull(st.Last), Next: orNull(st.Next), Overdue: st.Overdue, DaysOverdue: st.DaysLate,
		OpenActions: st.Open, Topics: st.Topics, Arranged: st.Arranged, AwayUntil: orNull(st.AwayUntil)}
}

func newDueCmd(s *session) *cobra.Command {
	var asJSON bool
	var within string
	c := &cobra.Command{
		Use:   "due [PERSON...]",
		Short: "List who is due for a 1:1, most urgent first",
		Example: `  oneonone due                            late, or due within a week
  oneonone due --within 0d                late or due today
  oneonone due --within 30d --json`,
		Args:              argsBetween(0, -1),
		ValidArgsFunction: s.completePeople,
		RunE:              func(c *cobra.Command, args []string) error { return s.runDue(args, within, asJSON) },
	}
	c.Flags().StringVar(&within, "within", "7d", "how far ahead to look: 7d, 2w, 1m")
	jsonFlag(c.Flags(), &asJSON)
	s.completeFlag(c, "within", cobra.FixedCompletions([]string{"0d", "7d", "2w", "1m"}, cobra.ShellCompDirectiveNoFileComp))
	return c
}

func (s *session) runDue(words []string, within string, asJSON bool) error {
	until, err := s.daysAhead(within)
	if err != nil {
		return err
	}
	w, people, err := s.openWith(words)
	if err != nil {
		return err
	}
	all, problems := w.Standings(people, s.today())
	s.sayProblems(problems)
	all = slices.DeleteFunc(all, func(st *notes.Standing) bool { return st.Next.IsZero() || st.Next.After(until) })
	notes.ByUrgency(all)
	if asJSON {
		rows := make([]dueJSON, len(all))
		for i, st := range all {
			rows[i] = dueAsJSON(st)
		}
		return render.JSON(s.env.Stdout, rows)
	}
	if len(all) == 0 {
		s.say("nobody is due until %s", until)
	}
	table := render.Table{Columns: []render.Column{{Name: "person", Fixed: true}, {Name: "role"}, {Name: "cadence"},
		{Name: "last", Fixed: true}, {Name: "next", Fixed: true}, {Name: "actions", Right: true}, {Name: "topics", Right: true}}}
	for _, st := range all {
		table.Add(render.Cell{Text: st.Person.Handle, Style: render.Name}, render.Text(st.Person.Role), render.Text(cadenceText(st.Person)),
			lastCell(st.Rhythm), nextCell(st.Rhythm), count(st.Open), count(st.Topics))
	}
	return table.Write(s.output())
}

// daysAhead reads a length of time such as 7d, 2w, 1m or "10 days", and gives
// the day it ends on.
func (s *session) daysAhead(word string) (when.Date, error) {
	word = strings.TrimSpace(word)
	if n, err := strconv.Atoi(strings.TrimSuffix(word, "d")); err == nil && n == 0 {
		return s.today(), nil
	}
	for _, form := range []string{"+" + word, "in " + word} {
		if d, err := when.Parse(form, s.today()); err == nil && !strings.HasPrefix(word, "-") {
			return d, nil
		}
	}
	return when.Date{}, usagef("%q is no length of time: write it as 7d, 2w or 1m", word)
}
