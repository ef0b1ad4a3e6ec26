package cmd

import (
	"fmt"
	"slices"
	"strings"

	"oneonone/internal/cli"
	"oneonone/internal/render"
	"oneonone/internal/when"
	"oneonone/notes/clause"
	"oneonone/notes/page"
	"oneonone/notes/promise"
)

// action is a thread with the handle that people type for it.
type action struct {
	*promise.Thread
	short string
}

// actionColumns are the fields of an action, as FORMAT.md's "JSON" has them.
func actionColumns(s *cli.Session) []render.Column[action] {
	return []render.Column[action]{
		{Name: "id", Doc: "its name; people type the first letters", Fixed: true, Value: func(a action) any { return a.ID },
			Cell:  func(a action) render.Cell { return render.Cell{Text: a.short, Style: render.Muted} },
			Piped: func(a action) string { return a.short }},
		{Name: "person", Doc: "whose notes it is in", Fixed: true, Shown: true, Style: render.Name, Value: func(a action) any { return a.Person }},
		{Name: "owners", Doc: "who promised it: handles, me for yourself, unknown names with their @", Title: "owner", Fixed: true,
			Value: func(a action) any { return a.Owners },
			Cell:  func(a action) render.Cell { return render.Text(cli.OwnersShort(a.Owners, a.Person)) }},
		{Name: "text", Doc: "its words, without box, emphasis, marker and metadata", Title: "action", Value: func(a action) any { return a.Text },
			Cell: func(a action) render.Cell { return render.Text(a.Words()) }},
		{Name: "due", Doc: "the day it is due", Fixed: true, Value: func(a action) any { return a.Due },
			Cell: func(a action) render.Cell { return cli.DueCell(a.Thread, s.Today()) }},
		{Name: "since", Doc: "the day it was promised", Fixed: true, Value: func(a action) any { return a.Since },
			Cell: func(a action) render.Cell { return render.Cell{Text: cli.Ago(a.Since, s.Today()), Style: render.Muted} }},
		{Name: "state", Doc: "open, done or dropped", Value: func(a action) any { return string(a.State) },
			Cell: func(action) render.Cell { return render.Cell{} }}, // on a terminal the due column says it
		{Name: "done", Doc: "the day it was done", Value: func(a action) any { return a.Done }},
		{Name: "overdue", Doc: "whether it is open and past its due date", Value: func(a action) any { return a.Overdue(s.Today()) }},
		{Name: "age_days", Doc: "how many days ago it was promised", Value: func(a action) any { return a.AgeDays(s.Today()) }},
		{Name: "path", Doc: "the file of its newest line", Value: func(a action) any { return a.Newest().Path }},
		{Name: "line", Doc: "the number of its newest line", Value: func(a action) any { return a.Newest().Line }},
		render.Nested("lines", "all its lines, oldest first", placeColumns, func(a action) []*page.Action { return a.Lines }),
	}
}

// placeColumns are where a line stands.
var placeColumns = []render.Column[*page.Action]{
	{Name: "path", Doc: "the file", Value: func(l *page.Action) any { return l.Path }},
	{Name: "line", Doc: "the number of the line", Value: func(l *page.Action) any { return l.Line }},
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

// listActions lists groups of actions. What the headings say, or what is the
// same for all of them, has no column on a terminal.
func listActions(s *cli.Session, groups []actionGroup, by string, onePerson bool, short map[string]string) *render.Listing[action] {
	l := &render.Listing[action]{Columns: actionColumns(s)}
	if onePerson || by == "person" {
		l.Hidden = append(l.Hidden, "person")
	}
	if by == "owner" {
		l.Hidden = append(l.Hidden, "owners")
	}
	for _, g := range groups {
		if g.title != "" {
			l.Heading(fmt.Sprintf("%s (%d)", g.title, len(g.threads)))
		}
		for _, t := range g.threads {
			l.Rows = append(l.Rows, action{t, short[t.ID]})
		}
	}
	return l
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
