package cmd

import (
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"oneonone/internal/render"
	"oneonone/internal/when"
	"oneonone/notes/clause"
	"oneonone/notes/promise"
)

func newActionsShowCmd(s *session) *cobra.Command {
	var asJSON bool
	c := &cobra.Command{
		Use:   "show ID",
		Short: "Tell the whole life of an action: every line, where it slipped, what changed",
		Example: `  oneonone actions show k4m
  oneonone actions show alice migration`,
		Args:              argsBetween(1, -1),
		ValidArgsFunction: s.completeActions(clause.Done),
		RunE:              func(c *cobra.Command, args []string) error { return s.runActionsShow(args, asJSON) },
	}
	jsonFlag(c.Flags(), &asJSON)
	return c
}

// lifeJSON is an action with its life, as actions show --json gives it.
type lifeJSON struct {
	actionJSON
	Life []stepJSON `json:"life"`
}

type stepJSON struct {
	Date   when.Date       `json:"date"`
	Events []promise.Event `json:"events"`
	Text   string          `json:"text"`
	Owners []string        `json:"owners"`
	Due    *when.Date      `json:"due"`
	State  clause.State    `json:"state"`
	Path   string          `json:"path"`
	Line   int             `json:"line"`
}

func (s *session) runActionsShow(args []string, asJSON bool) error {
	w, err := s.open()
	if err != nil {
		return err
	}
	look := w.Lookup()
	found, err := findActions(look, args, isOpen)
	if err != nil {
		return err
	}
	if asJSON {
		rows := make([]lifeJSON, len(found))
		for i, t := range found {
			rows[i] = lifeJSON{actionAsJSON(t, s.today()), stepsAsJSON(t)}
		}
		return render.JSON(s.env.Stdout, rows)
	}
	out := s.output()
	for i, t := range found {
		if i > 0 {
			fmt.Fprintln(out.W)
		}
		if err := s.showLife(out, t, look.Short()[t.ID]); err != nil {
			return err
		}
	}
	return nil
}

func stepsAsJSON(t *promise.Thread) []stepJSON {
	steps := []stepJSON{}
	for _, st := range t.Life() {
		a := st.Line
		steps = append(steps, stepJSON{st.Date, st.Events, a.Text, append([]string{}, a.Owners...), orNull(a.Due), a.State, a.Path, a.Line})
	}
	return steps
}

// showLife tells of one action: what it is now, then what happened to it.
func (s *session) showLife(out render.Output, t *promise.Thread, short string) error {
	today := s.today()
	if out.TTY {
		style := render.Plain
		if t.Overdue(today) {
			style = render.Bad
		}
		if err := out.Printf("%s  %s\n%s\n\n", render.Painted(out.Paint(render.Muted, short)), render.Painted(out.Paint(render.Bold, t.Words())),
			render.Painted(strings.Repeat(" ", len(short)+2)+out.Paint(style, standing(t, today)))); err != nil {
			return err
		}
	}
	table := render.Table{Columns: []render.Column{{Name: "when", Fixed: true}, {Name: "what", Fixed: true}, {Name: "how"}, {Name: "where", Fixed: true}}}
	for _, st := range t.Life() {
		table.Add(render.Cell{Text: shortDate(st.Date, today), Piped: st.Date.String()}, eventCell(st),
			render.Text(stepDetail(st, today)), render.Cell{Text: fmt.Sprintf("%s:%d", shortPath(st.Line.Path), st.Line.Line), Style: render.Muted,
				Piped: fmt.Sprintf("%s:%d", st.Line.Path, st.Line.Line)})
	}
	return table.Write(out)
}

// standing is where an action stands: whose it is, in whose notes, how far.
func standing(t *promise.Thread, today when.Date) string {
	parts := []string{ownersText(t.Owners)}
	if len(t.Owners) == 0 {
		parts = []string{"no owner"}
	}
	if !slices.Equal(t.Owners, []string{t.Person}) {
		parts = append(parts, "from the notes about "+t.Person)
	}
	switch {
	case t.State != clause.Open:
		parts = append(parts, fmt.Sprintf("%s on %s", t.State, shortDate(t.Done, today)))
	case t.Due.IsZero():
		parts = append(parts, "open", "no due date")
	case t.Overdue(today):
		parts = append(parts, fmt.Sprintf("due %s, %s late", shortDate(t.Due, today), plural(today.Sub(t.Due), "day", "days")))
	default:
		parts = append(parts, "open", "due "+shortDate(t.Due, today))
	}
	if slipped := countSlips(t); slipped > 0 {
		parts = append(parts, "slipped "+times(slipped))
	}
	return strings.Join(parts, " · ")
}

func times(n int) string {
	switch n {
	case 1:
		return "once"
	case 2:
		return "twice"
	}
	return fmt.Sprintf("%d times", n)
}

func countSlips(t *promise.Thread) int {
	n := 0
	for _, st := range t.Life() {
		if slices.Contains(st.Events, promise.EventSlipped) {
			n++
		}
	}
	return n
}

// eventCell names what happened; the strongest of several stands first.
func eventCell(st promise.Step) render.Cell {
	names := make([]string, 0, len(st.Events))
	for _, e := range st.Events {
		if e == promise.EventCarried && len(st.Events) > 1 {
			continue // it says so itself by what changed on the way
		}
		names = append(names, string(e))
	}
	cell := render.Cell{Text: strings.Join(names, ", ")}
	switch {
	case slices.Contains(st.Events, promise.EventSlipped):
		cell.Style = render.Bad
	case slices.Contains(st.Events, promise.EventDone):
		cell.Style = render.Good
	case slices.Contains(st.Events, promise.EventCarried) && len(names) == 1:
		cell.Style = render.Muted
	}
	return cell
}

// stepDetail says what is new about a step: the words when they are, else the
// owner and the dates.
func stepDetail(st promise.Step, today when.Date) string {
	a := st.Line
	var parts []string
	for _, e := range st.Events {
		switch e {
		case promise.EventBegun, promise.EventReworded:
			parts = append(parts, a.Text)
			if e == promise.EventBegun && !a.Due.IsZero() {
				parts = append(parts, "due "+shortDate(a.Due, today))
			}
		case promise.EventSlipped:
			parts = append(parts, "was due "+shortDate(st.Was.Due, today))
		case promise.EventAssigned:
			parts = append(parts, fmt.Sprintf("%s, was %s", ownersText(a.Owners), ownersText(st.Was.Owners)))
		case promise.EventDue:
			now := "no date any more"
			if !a.Due.IsZero() {
				now = "now due " + shortDate(a.Due, today)
			}
			if !slices.Contains(st.Events, promise.EventSlipped) && !st.Was.Due.IsZero() {
				now += ", was " + shortDate(st.Was.Due, today)
			}
			parts = append(parts, now)
		}
	}
	return strings.Join(parts, " · ")
}
