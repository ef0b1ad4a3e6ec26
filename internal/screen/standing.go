package screen

import (
	"fmt"
	"strings"

	"oneonone/internal/cli"
	"oneonone/internal/render"
	"oneonone/internal/role"
	"oneonone/internal/text"
	"oneonone/internal/when"
	"oneonone/notes"
)

// standings are how things are with somebody.
var standings = []render.Column[*notes.Standing]{
	{Name: "person", Doc: "who", Fixed: true, Shown: true, Style: render.Name, Value: func(st *notes.Standing) any { return st.Person.Handle }},
	{Name: "role", Doc: "their role, such as report or peer", Fixed: true, Value: func(st *notes.Standing) any { return st.Person.Role },
		Cell: func(st *notes.Standing) render.Cell {
			return render.Cell{Text: st.Person.Role, Short: role.Short(st.Person.Role)}
		}},
	{Name: "cadence", Doc: "how often you meet", Value: func(st *notes.Standing) any { return st.Person.Cadence.String() },
		Cell: func(st *notes.Standing) render.Cell { return render.Text(cli.CadenceText(st.Person)) }},
	{Name: "last", Doc: "the day you last met", Fixed: true, Value: func(st *notes.Standing) any { return st.Last },
		Cell: func(st *notes.Standing) render.Cell { return lastCell(st.Rhythm) }},
	{Name: "next", Doc: "the day you meet next, or should have met", Fixed: true, Value: func(st *notes.Standing) any { return st.Next },
		Cell: func(st *notes.Standing) render.Cell { return nextCell(st.Rhythm) }},
	{Name: "open_actions", Doc: "how many of the actions in their notes are open", Title: "actions", Right: true, Shown: true, Value: func(st *notes.Standing) any { return st.Open }},
	{Name: "you_owe", Doc: "how many open actions are yours", Title: "you", Right: true, Shown: true, Value: func(st *notes.Standing) any { return st.Mine }},
	{Name: "they_owe", Doc: "how many open actions are anybody else's", Title: "they", Right: true, Shown: true, Value: func(st *notes.Standing) any { return st.Theirs }},
	{Name: "overdue_actions", Doc: "how many open actions are past their due date", Title: "late", Right: true, Shown: true, Style: render.Bad, Value: func(st *notes.Standing) any { return st.PastDue }},
	{Name: "topics", Doc: "how many topics wait", Right: true, Shown: true, Value: func(st *notes.Standing) any { return st.Topics }},
	weeksColumn(func(st *notes.Standing) *notes.Rhythm { return st.Rhythm }),
	{Name: "overdue", Doc: "whether the meeting is late", Value: func(st *notes.Standing) any { return st.Overdue }},
	{Name: "days_overdue", Doc: "by how many days", Value: func(st *notes.Standing) any { return st.DaysLate }},
	{Name: "arranged", Doc: "whether the next day was arranged, not counted from the cadence", Value: func(st *notes.Standing) any { return st.Arranged }},
	{Name: "away_until", Doc: "the last day of their leave", Value: func(st *notes.Standing) any { return st.AwayUntil }},
	render.Nested("occasions", "what comes round today; on a Monday, at the weekend too", Occasions, func(st *notes.Standing) []notes.Occasion { return st.Occasions }),
}

// Standings shows how things are with everybody, Due who is due.
var (
	Standings = render.DataOnly(standings, "cadence", "open_actions")
	Due       = render.DataOnly(standings, "you_owe", "they_owe", "overdue_actions", "weeks")
)

// Morning writes the page about everybody.
func Morning(out render.Output, all []*notes.Standing) error {
	l := &render.Listing[*notes.Standing]{Columns: Standings, Rows: all}
	if !out.TTY {
		return l.Write(out)
	}
	p := cli.Printer{Out: out}
	p.Line(render.Bold, "%s", headline(all))
	writeToday(&p, all)
	p.Gap()
	p.Table(l)
	p.Gap()
	p.Line(render.Muted, "%s, a week each", render.StripKey)
	return p.Err
}

// headline says in one line what the day is about.
func headline(all []*notes.Standing) string {
	late, due, mine := 0, 0, 0
	for _, st := range all {
		switch {
		case st.Overdue:
			late++
		case st.Next == st.Today:
			due++
		}
		mine += st.Mine
	}
	parts := []string{cli.LongDate(all[0].Today)}
	if due > 0 {
		parts = append(parts, fmt.Sprintf("%d due today", due))
	}
	if late > 0 {
		parts = append(parts, fmt.Sprintf("%d late", late))
	}
	if mine > 0 {
		parts = append(parts, "you owe "+text.Count(mine, "action", "actions"))
	}
	return strings.Join(parts, " · ")
}

// lastCell says when people last met, and how long ago that is.
func lastCell(r *notes.Rhythm) render.Cell {
	if r.Last.IsZero() {
		return render.Cell{Text: "never", Style: render.Muted}
	}
	ago := cli.DaysAgo(r.Today.Sub(r.Last))
	return render.Cell{Text: cli.ShortDate(r.Last, r.Today) + ", " + ago, Short: ago}
}

// nextCell says when people meet next, or how late that is.
func nextCell(r *notes.Rhythm) render.Cell {
	switch {
	case r.Overdue:
		return render.Cell{Text: text.Count(r.DaysLate, "day", "days") + " late", Short: fmt.Sprintf("%dd late", r.DaysLate), Style: render.Bad}
	case r.Next.IsZero() && r.Slot.Cadence == (when.Cadence{}):
		return render.Cell{Text: "?", Style: render.Bad}
	case r.Next.IsZero() && r.AwayUntil.IsZero():
		return absent
	case r.Next == r.Today:
		return render.Cell{Text: "today", Style: render.Good.And(render.Bold)}
	case !r.AwayUntil.IsZero():
		back := "no end"
		if !r.Next.IsZero() {
			back = cli.ShortDate(r.Next, r.Today)
		}
		return render.Cell{Text: "away, " + back, Short: "away", Style: render.Muted}
	}
	cell := render.Text(cli.RelativeDay(r.Next, r.Today))
	if r.Next.Sub(r.Today) < 7 {
		cell.Short = r.Next.Weekday().String()[:3]
	}
	return cell
}

// absent is a cell with nothing to say.
var absent = render.Cell{Text: "–", Style: render.Muted}
