package screen

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"oneonone/internal/cli"
	"oneonone/internal/render"
	"oneonone/internal/text"
	"oneonone/internal/when"
	"oneonone/notes"
	"oneonone/notes/cadence"
	"oneonone/notes/clause"
	"oneonone/notes/counts"
	"oneonone/notes/promise"
)

// Stats are the columns of what was counted with somebody.
var Stats = slices.Concat(
	[]render.Column[*counts.Stats]{
		{Name: "person", Doc: "who", Fixed: true, Shown: true, Style: render.Name, Value: func(st *counts.Stats) any { return st.Person.Handle }},
		{Name: "meetings", Doc: "how many days you met on", Title: "met", Right: true, Shown: true, Value: func(st *counts.Stats) any { return st.Meetings }},
		{Name: "percent_kept", Doc: "what percentage of the planned meetings took place", Title: "kept", Right: true, Value: percentKept,
			Cell: func(st *counts.Stats) render.Cell {
				if percentKept(st) == nil {
					return absent
				}
				return render.Text(fmt.Sprintf("%d%%", percentKept(st)))
			}},
		{Name: "opened", Doc: "how many actions were promised", Right: true, Shown: true, Value: func(st *counts.Stats) any { opened, _ := st.Totals(); return opened }},
		{Name: "closed", Doc: "how many were done or dropped", Right: true, Shown: true, Value: func(st *counts.Stats) any { _, closed := st.Totals(); return closed }},
		{Name: "your_median_days", Doc: "the median number of days you took over yours", Title: "your days", Right: true, Shown: true, Value: func(st *counts.Stats) any { return medianDays(st.Of(clause.Me)) }},
		{Name: "their_median_days", Doc: "the median number of days they took over theirs", Title: "their days", Right: true, Shown: true, Value: func(st *counts.Stats) any { return medianDays(st.Of(st.Person.Handle)) }},
		{Name: "slips", Doc: "how many actions slip", Right: true, Shown: true, Style: render.Bad, Value: func(st *counts.Stats) any { return len(st.Slipping) }},
		{Name: "times_put_back", Doc: "how many times a topic was put back", Title: "put back", Right: true, Shown: true, Value: func(st *counts.Stats) any {
			n := 0
			for _, b := range st.PutBacks {
				n += b.Times
			}
			return n
		}},
		{Name: "role", Doc: "their role, such as report or peer", Value: func(st *counts.Stats) any { return st.Person.Role }},
		{Name: "since", Doc: "the first day that counts", Value: func(st *counts.Stats) any { return st.Since }},
		{Name: "until", Doc: "the last", Value: func(st *counts.Stats) any { return st.Until }},
	},
	render.DataOnly(render.Of(tallies, func(st *counts.Stats) cadence.Tally { return st.Tally }), "kept", "moved", "skipped", "missed"),
	[]render.Column[*counts.Stats]{
		render.Nested("actions", "actions by who owes them", ownerStats, func(st *counts.Stats) []*counts.Owner { return st.Owners }),
		render.Nested("slipping", "the actions that slip, most urgent first", Actions, func(st *counts.Stats) []Action { return ActionsOf(st.Slipping, nil, st.Until) }),
		render.Nested("topics_put_back", "the topics nobody got to, most often first", []render.Column[counts.PutBack]{
			{Name: "text", Doc: "the topic", Value: func(b counts.PutBack) any { return b.Text }},
			{Name: "times_put_back", Doc: "how many times it was put back", Value: func(b counts.PutBack) any { return b.Times }},
		}, func(st *counts.Stats) []counts.PutBack { return st.PutBacks }),
		render.Nested("moods", "the moods that were noted, oldest first", answers("mood"), func(st *counts.Stats) []notes.Answer { return st.Moods }),
		render.Nested("useful", "what they answered when asked whether a meeting was useful, oldest first", answers("useful"), func(st *counts.Stats) []notes.Answer { return st.Useful }),
	})

var ownerStats = []render.Column[*counts.Owner]{
	{Name: "owner", Doc: "who owes them", Title: "  owner", Fixed: true, Value: func(o *counts.Owner) any { return o.Owner },
		Cell: func(o *counts.Owner) render.Cell { return render.Text(ownerText(o)) }, Piped: ownerText},
	{Name: "opened", Doc: "how many were promised", Right: true, Shown: true, Value: func(o *counts.Owner) any { return o.Opened }},
	{Name: "done", Doc: "how many were done", Right: true, Shown: true, Value: func(o *counts.Owner) any { return o.Done }},
	{Name: "dropped", Doc: "how many were dropped", Right: true, Shown: true, Value: func(o *counts.Owner) any { return o.Dropped }},
	{Name: "open", Doc: "how many are still open", Right: true, Shown: true, Value: func(o *counts.Owner) any { return o.Open }},
	{Name: "overdue", Doc: "how many of these are past their due date", Title: "late", Right: true, Shown: true, Style: render.Bad, Value: func(o *counts.Owner) any { return o.Overdue }},
	{Name: "median_days", Doc: "the median number of days they took", Right: true, Shown: true, Value: func(o *counts.Owner) any { return medianDays(o) }},
}

func ownerText(o *counts.Owner) string { return "  " + cli.OwnersText([]string{o.Owner}) }

func percentKept(st *counts.Stats) any {
	if p := st.Tally.Percent(); p >= 0 {
		return p
	}
	return nil
}

func medianDays(o *counts.Owner) any {
	if days, ok := o.MedianDays(); ok {
		return days
	}
	return nil
}

// mostPutBack is how many topics the page has room for.
const mostPutBack = 10

// WriteStats writes the page about one person.
func WriteStats(out render.Output, st *counts.Stats) error {
	p := &cli.Printer{Out: out}
	p.Line(render.Bold, "%s · %s to %s", st.Person.FullName(), st.Since, st.Until)
	p.Gap()
	statsMeetings(p, st)
	if len(st.Owners) > 0 {
		p.Head("Actions")
		p.Table(&render.Listing[*counts.Owner]{Columns: ownerStats, Rows: st.Owners})
	}
	if len(st.Slipping) > 0 {
		p.Head("Slipping")
	}
	for _, t := range st.Slipping {
		p.Hanging(render.Plain, "  ", "    ", fmt.Sprintf("%s: %s (%s)", cli.OwnersText(t.Owners), t.Text, slippingWhy(t, st.Until)))
	}
	if len(st.PutBacks) > 0 {
		p.Head("Topics nobody got to")
	}
	for _, b := range st.PutBacks[:min(len(st.PutBacks), mostPutBack)] {
		p.Line(oftenStyle(b.Times), "  %d×  %s", b.Times, b.Text)
	}
	p.More(len(st.PutBacks) - mostPutBack)
	writeAnswers(p, "Mood", st.Moods, st.Until)
	writeAnswers(p, "Useful", st.Useful, st.Until)
	return p.Err
}

func statsMeetings(p *cli.Printer, st *counts.Stats) {
	t, extra := st.Tally, ""
	if t.Extra > 0 {
		extra = fmt.Sprintf(", %d besides", t.Extra)
	}
	p.Line(render.Plain, "%s: %d planned, %d met, %d moved, %d skipped, %d missed%s", text.Count(st.Meetings, "meeting", "meetings"),
		t.Planned, t.Met, t.Moved, t.Skipped, t.Missed, extra)
	for _, b := range []struct {
		name string
		n    int
	}{{"met", t.Met}, {"moved", t.Moved}, {"skipped", t.Skipped}, {"missed", t.Missed}} {
		if b.n > 0 && p.Out.TTY {
			p.Line(render.Plain, "  %-8s %s %d", b.name, render.Bar(b.n, t.Planned, 30), b.n)
		}
	}
}

// oftenStyle highlights a topic that was put back often.
func oftenStyle(times int) render.Style {
	if times >= notes.OftenPutBack {
		return render.Warn
	}
	return render.Plain
}

// slippingWhy says why an action counts as slipping.
func slippingWhy(t *promise.Thread, today when.Date) string {
	var why []string
	if t.Overdue(today) {
		why = append(why, text.Count(today.Sub(t.Due), "day", "days")+" late")
	}
	if n := len(t.Lines); n > 1 {
		why = append(why, "in "+strconv.Itoa(n)+" entries")
	}
	return strings.Join(append(why, "since "+cli.ShortDate(t.Since, today)), ", ")
}
