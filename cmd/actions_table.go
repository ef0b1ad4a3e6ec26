package cmd

import (
	"fmt"
	"slices"
	"strings"

	"oneonone/internal/cli"
	"oneonone/internal/render"
	"oneonone/internal/when"
	"oneonone/notes/clause"
	"oneonone/notes/promise"
)

// actionJSON is an action as FORMAT.md's "Machine-readable output" has it.
type actionJSON struct {
	ID      string       `json:"id"`
	Person  string       `json:"person"`
	Text    string       `json:"text"`
	Owners  []string     `json:"owners"`
	State   clause.State `json:"state"`
	Since   when.Date    `json:"since"`
	Due     *when.Date   `json:"due"`
	Done    *when.Date   `json:"done"`
	Overdue bool         `json:"overdue"`
	AgeDays int          `json:"age_days"`
	Path    string       `json:"path"`
	Line    int          `json:"line"`
	Lines   []lineOfJSON `json:"lines"`
}

type lineOfJSON struct {
	Path string `json:"path"`
	Line int    `json:"line"`
}

func actionAsJSON(t *promise.Thread, today when.Date) actionJSON {
	newest := t.Newest()
	j := actionJSON{ID: t.ID, Person: t.Person, Text: t.Text, Owners: append([]string{}, t.Owners...), State: t.State,
		Since: t.Since, Due: cli.OrNull(t.Due), Done: cli.OrNull(t.Done), Overdue: t.Overdue(today), AgeDays: t.AgeDays(today),
		Path: newest.Path, Line: newest.Line, Lines: []lineOfJSON{}}
	for _, l := range t.Lines {
		j.Lines = append(j.Lines, lineOfJSON{l.Path, l.Line})
	}
	return j
}

func actionsAsJSON(groups []actionGroup, today when.Date) []actionJSON {
	rows := []actionJSON{}
	for _, g := range groups {
		for _, t := range g.threads {
			rows = append(rows, actionAsJSON(t, today))
		}
	}
	return rows
}

// groupings are what actions can be grouped by.
var groupings = []string{"person", "owner", "due"}

// actionGroup is actions under one heading.
type actionGroup struct {
	title   string
	threads []*promise.Thread
}

// groupActions puts actions into groups, in which they keep their order. By
// person and by owner the most urgent group comes first, by due date the
// order is that of time.
func groupActions(w *cli.Workspace, threads []*promise.Thread, by string, today when.Date) []actionGroup {
	var groups []actionGroup
	at := map[string]int{}
	add := func(title string, t *promise.Thread) {
		i, ok := at[title]
		if !ok {
			i = len(groups)
			at[title] = i
			groups = append(groups, actionGroup{title: title})
		}
		groups[i].threads = append(groups[i].threads, t)
	}
	for _, t := range threads {
		switch by {
		case "person":
			add(w.Person(t.Person).FullName(), t)
		case "owner":
			add(ownersGroup(t.Owners), t)
		case "due":
			add(dueGroup(t, today), t)
		default:
			add("", t)
		}
	}
	if by == "due" {
		slices.SortStableFunc(groups, func(a, b actionGroup) int {
			return slices.Index(dueGroups, a.title) - slices.Index(dueGroups, b.title)
		})
	}
	return groups
}

// ownersGroup names owners for a heading. What two promised together is a
// group of its own, so that nothing is listed twice.
func ownersGroup(owners []string) string {
	if len(owners) == 0 {
		return "nobody"
	}
	owners = slices.Clone(owners)
	slices.SortFunc(owners, func(a, b string) int {
		switch clause.Me {
		case a:
			return -1
		case b:
			return 1
		}
		return strings.Compare(a, b)
	})
	return cli.OwnersText(owners)
}

// dueGroups are the groups by due date, in order.
var dueGroups = []string{"overdue", "today", "within a week", "within a month", "later", "no date", "ended"}

func dueGroup(t *promise.Thread, today when.Date) string {
	switch {
	case t.State != clause.Open:
		return "ended"
	case t.Due.IsZero():
		return "no date"
	case t.Overdue(today):
		return "overdue"
	case t.Due == today:
		return "today"
	case t.Due.Sub(today) <= 7:
		return "within a week"
	case t.Due.Sub(today) <= 31:
		return "within a month"
	}
	return "later"
}

// actionTable lists groups of actions. What the headings say, or what is the
// same for all of them, has no column on a terminal; in a pipe the fields are
// always the same.
func actionTable(groups []actionGroup, by string, onePerson bool, short map[string]string, today when.Date) *render.Table {
	table := &render.Table{Columns: []render.Column{{Name: "id", Fixed: true}, {Name: "person", Fixed: true},
		{Name: "owner", Fixed: true}, {Name: "action"}, {Name: "due", Fixed: true}, {Name: "since", Fixed: true}, {Name: "state"}}}
	for _, g := range groups {
		if g.title != "" {
			table.Heading(fmt.Sprintf("%s (%d)", g.title, len(g.threads)))
		}
		for _, t := range g.threads {
			person := render.Cell{Text: t.Person, Style: render.Name, Piped: t.Person}
			if onePerson || by == "person" {
				person.Text = ""
			}
			owner := render.Cell{Text: cli.OwnersShort(t.Owners, t.Person), Piped: cli.OwnersText(t.Owners)}
			if by == "owner" {
				owner.Text = ""
			}
			table.Add(
				render.Cell{Text: short[t.ID], Style: render.Muted}, person, owner,
				render.Cell{Text: t.Words(), Piped: t.Text},
				cli.DueCell(t, today),
				render.Cell{Text: cli.Ago(t.Since, today), Style: render.Muted, Piped: t.Since.String()},
				render.Cell{Piped: string(t.State)}) // on a terminal the due column says it
		}
	}
	return table
}

// countActions says how many actions were listed, and how many are late.
func countActions(threads []*promise.Thread, today when.Date) string {
	states := map[clause.State]int{}
	overdue := 0
	for _, t := range threads {
		states[t.State]++
		if t.Overdue(today) {
			overdue++
		}
	}
	var parts []string
	for _, st := range []clause.State{clause.Open, clause.Done, clause.Dropped} {
		if n := states[st]; n > 0 {
			parts = append(parts, fmt.Sprintf("%d %s", n, st))
		}
	}
	if overdue > 0 {
		parts = append(parts, fmt.Sprintf("%d overdue", overdue))
	}
	return strings.Join(parts, ", ")
}
