package screen

import (
	"fmt"
	"slices"
	"strings"

	"oneonone/internal/cli"
	"oneonone/internal/render"
	"oneonone/notes/clause"
)

// Groupings are what actions can be grouped by.
var Groupings = []string{"person", "owner", "due"}

// actionGroup is actions under one heading.
type actionGroup struct {
	title   string
	actions []Action
}

// groupActions puts actions into groups, in which they keep their order. By
// person and by owner the most urgent group comes first, by due date the
// earliest.
func groupActions(actions []Action, by string, name func(person string) string) []actionGroup {
	var groups []actionGroup
	at := map[string]int{}
	add := func(title string, t Action) {
		i, ok := at[title]
		if !ok {
			i = len(groups)
			at[title] = i
			groups = append(groups, actionGroup{title: title})
		}
		groups[i].actions = append(groups[i].actions, t)
	}
	for _, t := range actions {
		switch by {
		case "person":
			add(name(t.Person), t)
		case "owner":
			add(ownersGroup(t.Owners), t)
		case "due":
			add(dueGroup(t), t)
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

// ownersGroup names owners for a heading. What two people promised together is a
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

func dueGroup(t Action) string {
	today := t.Today
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

// ListActions lists actions, under headings when they are grouped. On a terminal,
// a column that the headings repeat, or that is the same for all, is hidden.
func ListActions(actions []Action, by string, name func(person string) string, onePerson bool) *render.Listing[Action] {
	l := &render.Listing[Action]{Columns: Actions}
	if onePerson || by == "person" {
		l.Hidden = append(l.Hidden, "person")
	}
	if by == "owner" {
		l.Hidden = append(l.Hidden, "owners")
	}
	for _, g := range groupActions(actions, by, name) {
		if g.title != "" {
			l.Heading(fmt.Sprintf("%s (%d)", g.title, len(g.actions)))
		}
		l.Rows = append(l.Rows, g.actions...)
	}
	return l
}

// CountActions says how many actions were listed, and how many are late.
func CountActions(actions []Action) string {
	states := map[clause.State]int{}
	overdue := 0
	for _, t := range actions {
		states[t.State]++
		if t.Overdue(t.Today) {
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
