package screen

import (
	"fmt"
	"slices"
	"time"

	"oneonone/internal/cli"
	"oneonone/internal/render"
	"oneonone/notes"
	"oneonone/notes/advice"
	"oneonone/notes/cadence"
)

// Regularity is how regularly you met somebody in half a year, and what could
// be changed.
type Regularity struct {
	*notes.Rhythm
	tally   cadence.Tally
	streaks cadence.Streaks
	advice  []notes.Advice
}

// NewRegularity takes it from a rhythm, along with what could be changed.
func NewRegularity(r *notes.Rhythm, about []notes.Advice) Regularity {
	return Regularity{r, r.Tally(cadence.WeeksSince(r.Today, HalfYear)), r.Streaks(), about}
}

// tallies are planned meetings beside those that took place.
var tallies = []render.Column[cadence.Tally]{
	{Name: "kept", Doc: "how many planned meetings took place, on whatever day", Right: true, Value: func(t cadence.Tally) any { return t.Kept() },
		Cell: func(t cadence.Tally) render.Cell {
			if t.Planned == 0 {
				return absent
			}
			return render.Text(keptText(t))
		}, Piped: keptText},
	{Name: "planned", Doc: "how many were planned", Value: func(t cadence.Tally) any { return t.Planned }},
	{Name: "met", Doc: "how many took place on their day", Value: func(t cadence.Tally) any { return t.Met }},
	{Name: "moved", Doc: "how many on another day", Right: true, Shown: true, Value: func(t cadence.Tally) any { return t.Moved }},
	{Name: "skipped", Doc: "how many were skipped", Right: true, Shown: true, Value: func(t cadence.Tally) any { return t.Skipped }},
	{Name: "missed", Doc: "how many did not take place, and nobody said why", Right: true, Shown: true, Style: render.Bad, Value: func(t cadence.Tally) any { return t.Missed }},
	{Name: "extra", Doc: "how many took place that were not planned", Value: func(t cadence.Tally) any { return t.Extra }},
}

func keptText(t cadence.Tally) string {
	if t.Planned == 0 {
		return ""
	}
	return fmt.Sprintf("%d of %d", t.Kept(), t.Planned)
}

// Regularities are the columns of how regularly you meet.
var Regularities = slices.Concat(
	[]render.Column[Regularity]{
		{Name: "person", Doc: "who", Fixed: true, Shown: true, Style: render.Name, Value: func(r Regularity) any { return r.Person.Handle }},
		{Name: "slot", Doc: "when you meet, in words", Shown: true, Value: func(r Regularity) any { return cli.SlotText(r.Person) }},
	},
	render.Of(tallies, func(r Regularity) cadence.Tally { return r.tally }),
	[]render.Column[Regularity]{
		{Name: "streak", Doc: "how many meetings in a row were kept, up to now", Right: true, Value: func(r Regularity) any { return r.streaks.Current },
			Cell: func(r Regularity) render.Cell {
				switch n := len(r.streaks.Broken); {
				case n > 1:
					return render.Cell{Text: fmt.Sprintf("%d not", n), Style: render.Bad}
				case r.streaks.Current == 0:
					return absent
				}
				return render.Text(fmt.Sprint(r.streaks.Current))
			}},
		weeksColumn(func(r Regularity) *notes.Rhythm { return r.Rhythm }),
		{Name: "longest_streak", Doc: "the longest there was", Value: func(r Regularity) any { return r.streaks.Longest }},
		{Name: "not_met_in_a_row", Doc: "how many in a row were not kept, up to now", Value: func(r Regularity) any { return len(r.streaks.Broken) }},
		{Name: "role", Doc: "their role, such as report or peer", Value: func(r Regularity) any { return r.Person.Role }},
		{Name: "cadence", Doc: "how often you meet", Value: func(r Regularity) any { return r.Person.Cadence.String() }},
		{Name: "day", Doc: "the weekday you meet", Value: func(r Regularity) any { return r.Person.Day }},
		{Name: "time", Doc: "the time you meet", Value: func(r Regularity) any { return r.Person.Time }},
		{Name: "minutes", Doc: "how long you meet", Value: func(r Regularity) any { return r.Person.Minutes }},
		{Name: "since", Doc: "the first day that counts", Value: func(r Regularity) any { return cadence.WeeksSince(r.Today, HalfYear) }},
		render.Nested("advice", "what could be changed", advices, func(r Regularity) []notes.Advice { return r.advice }),
	})

var advices = []render.Column[notes.Advice]{
	{Name: "what", Doc: "the advice", Value: func(a notes.Advice) any { return a.What }},
	{Name: "why", Doc: "its reason", Value: func(a notes.Advice) any { return a.Why }},
}

// WriteRegularity writes the page about how regularly you meet these people: the
// table and the advice and, if team is given, how full the week is.
func WriteRegularity(out render.Output, all []Regularity, team *advice.Team) error {
	p := &cli.Printer{Out: out}
	if out.TTY && len(all) > 0 {
		p.Line(render.Muted, "the last half year, since %s", cli.LongDate(cadence.WeeksSince(all[0].Today, HalfYear)))
	}
	p.Table(&render.Listing[Regularity]{Columns: Regularities, Rows: all})
	for _, r := range all {
		for i, a := range r.advice {
			if i == 0 {
				p.Gap()
				p.Line(render.Name, "%s", r.Person.Handle)
			}
			p.Hanging(render.Plain, "  ", "    ", a.What)
			p.Hanging(render.Muted, "    ", "    ", a.Why)
		}
	}
	if team != nil {
		writeLoad(p, team)
	}
	return p.Err
}

// writeLoad shows how much of the week 1:1s take, and on which days.
func writeLoad(p *cli.Printer, team *advice.Team) {
	p.Head(hours(team.Minutes) + " a week in 1:1s")
	most := team.Loose
	for _, m := range team.Load {
		most = max(most, m)
	}
	line := func(name string, minutes float64) {
		p.Line(render.Plain, "  %-9s %s %s", name, render.Bar(int(minutes), int(most), 20), hours(minutes))
	}
	for d := range 7 {
		day := time.Weekday((d + 1) % 7)
		if m := team.Load[day]; m > 0 || d < 5 {
			line(day.String(), m)
		}
	}
	if team.Loose > 0 {
		line("any day", team.Loose)
	}
	for i, a := range team.Choices() {
		if i == 0 {
			p.Gap()
		}
		p.Hanging(render.Plain, "  ", "    ", a.What)
		p.Hanging(render.Muted, "    ", "    ", a.Why)
	}
}

// hours is a length of time as people say it: 3¾ h would be too fine, so 3.8 h,
// and minutes below one hour.
func hours(minutes float64) string {
	switch {
	case minutes == 0:
		return "–"
	case minutes < 59.5:
		return fmt.Sprintf("%.0f min", minutes)
	}
	return fmt.Sprintf("%.1f h", minutes/60)
}
