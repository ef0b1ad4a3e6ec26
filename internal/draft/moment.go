package draft

import (
	"slices"

	"oneonone/internal/when"
	"oneonone/notes"
	"oneonone/notes/cadence"
	"oneonone/notes/clause"
	"oneonone/notes/page"
	"oneonone/notes/settings"
	"oneonone/template"
)

// How many days make a phase.
const (
	firstMonth    = 31
	firstMeetings = 4 // that many more are early, however far apart
	firstWeek     = 7
	firstWeeks    = 56 // after which nobody is finding their feet any more
	first90Days   = 90
	beforeReview  = 42
	afterReorg    = 60
	nearHolidays  = 14
	beforeLeave   = 35 // to hand things over before a long one
	holiday       = 5  // the shortest leave that is one
	longLeave     = 28 // the shortest that one comes back from to a meeting of its own
)

// momentOf is where the folder's owner and a person stand on a day, after
// meetings on days before it, the oldest first.
func momentOf(f *notes.Folder, p *notes.Person, met []when.Date, day when.Date) template.Moment {
	m := template.Moment{Role: p.Role, Field: p.Field, Tenure: template.AnyLength}
	if len(met) > 0 {
		m.Met = day.Sub(met[0])
	}
	if !p.Started.IsZero() {
		m.Tenure = max(0, day.Sub(p.Started))
	}
	m.Early = m.Met < firstMonth || len(met) < firstMeetings || m.Tenure < firstMonth
	if slices.ContainsFunc(f.Goals(p.Handle), func(g *page.Goal) bool { return g.State == clause.Open }) {
		m.Has = append(m.Has, template.Goals)
	}
	within := func(days settings.Days, before, after int) bool {
		return slices.ContainsFunc(days, func(d when.Date) bool { return !day.Before(d.AddDays(-before)) && !day.After(d.AddDays(after)) })
	}
	leave := f.LeaveOf(p)
	for phase, in := range map[string]bool{
		template.FirstWeeks:   m.Tenure >= firstWeek && m.Tenure <= firstWeeks,
		template.First90Days:  m.Tenure <= first90Days,
		template.BeforeReview: within(p.Review, beforeReview, 0),
		template.AfterReorg:   within(f.Settings.Reorg, 0, afterReorg),
		template.BeforeHolidays: slices.ContainsFunc(leave, func(l cadence.Leave) bool {
			return longAs(l, holiday) && !longAs(l, longLeave) && near(day, l.From, nearHolidays)
		}),
		template.BeforeLeave: slices.ContainsFunc(leave, func(l cadence.Leave) bool { return longAs(l, longLeave) && near(day, l.From, beforeLeave) }),
		template.AfterLeave:  slices.ContainsFunc(leave, func(l cadence.Leave) bool { return longAs(l, 2*holiday) && near(l.To, day, nearHolidays) }),
	} {
		if in {
			m.Phases = append(m.Phases, phase)
		}
	}
	return m
}

func longAs(l cadence.Leave, days int) bool { return l.To.Sub(l.From)+1 >= days }

// near reports whether a day comes after another, so many days at most.
func near(earlier, later when.Date, days int) bool {
	n := later.Sub(earlier)
	return n > 0 && n <= days
}

// isBack reports whether somebody meets for the first time after a long leave.
func isBack(leave cadence.Leaves, met []when.Date, day when.Date) bool {
	return len(met) > 0 && slices.ContainsFunc(leave, func(l cadence.Leave) bool {
		return longAs(l, longLeave) && l.To.Before(day) && met[len(met)-1].Before(l.From.AddDays(1))
	})
}
