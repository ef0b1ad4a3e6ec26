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

// How many days make a phase. A leave is long by [cadence.Leave.Long].
const (
	firstMonth    = 31
	firstMeetings = 4 // the first few are early, however far apart
	firstWeek     = 7
	firstWeeks    = 56 // after which nobody is finding their feet any more
	first90Days   = 90
	beforeReview  = 42
	afterReview   = 42
	afterReorg    = 28
	sinceReorg    = 84 // after which a reorganisation is old news
	nearHolidays  = 14
	beforeLeave   = 35 // to hand things over before a long one
	holiday       = 5  // the shortest leave that counts as one
	afterHoliday  = 10
	afterLeave    = 28 // after a long one
	settling      = 90 // finding their feet, as somebody new does
)

// momentOf says where the folder's owner and a person stand on a day, given the
// days they met before it, oldest first.
func momentOf(f *notes.Folder, p *notes.Person, met []when.Date, day when.Date) template.Moment {
	m := moment{template.Moment{Role: p.Role, Field: p.Field, Tenure: template.AnyLength}}
	if len(met) > 0 {
		m.Met = day.Sub(met[0])
	}
	if !p.Started.IsZero() {
		m.Tenure = max(0, day.Sub(p.Started))
	}
	m.Has = has(f, p)
	within := func(days settings.Days, before, after int) bool {
		return slices.ContainsFunc(days, func(d when.Date) bool { return !day.Before(d.AddDays(-before)) && !day.After(d.AddDays(after)) })
	}
	leave := f.LeaveOf(p)
	for phase, in := range map[string]bool{
		template.FirstMeeting: len(met) == 0,
		template.FirstWeeks:   m.Tenure >= firstWeek && m.Tenure <= firstWeeks,
		template.First90Days:  m.Tenure <= first90Days,
		template.BeforeReview: within(p.Review, beforeReview, 0),
		template.AfterReview:  within(p.Review, -1, afterReview),
		template.AfterReorg:   within(f.Settings.Reorg, 0, afterReorg),
		template.SinceReorg:   within(f.Settings.Reorg, -afterReorg-1, sinceReorg),
		template.BeforeHolidays: slices.ContainsFunc(leave, func(l cadence.Leave) bool {
			return l.Days() >= holiday && !l.Long() && near(day, l.From, nearHolidays)
		}),
		template.BeforeLeave: slices.ContainsFunc(leave, func(l cadence.Leave) bool { return l.Long() && near(day, l.From, beforeLeave) }),
		template.AfterHolidays: slices.ContainsFunc(leave, func(l cadence.Leave) bool {
			return l.Days() >= 2*holiday && !l.Long() && near(l.To, day, afterHoliday)
		}),
		template.AfterLeave: slices.ContainsFunc(leave, func(l cadence.Leave) bool { return l.Long() && near(l.To, day, afterLeave) }),
	} {
		if in {
			m.Phases = append(m.Phases, phase)
		}
	}
	m.afterLeave(leave, day)
	m.Early = m.Met < firstMonth || len(met) < firstMeetings || m.Tenure < firstMonth
	return m.Moment
}

// moment is a template.Moment under construction.
type moment struct{ template.Moment }

// afterLeave has somebody who comes back from a long one start over: what asks for
// time in the role, or with each other, waits again.
func (m *moment) afterLeave(leave cadence.Leaves, day when.Date) {
	for _, l := range leave {
		if back := day.Sub(l.To); l.Long() && back > 0 && back <= settling {
			m.Tenure, m.Met = min(m.Tenure, back), min(m.Met, back)
		}
	}
}

// has returns what the person has of what a question can need: goals, and competencies to grow in.
func has(f *notes.Folder, p *notes.Person) (all []string) {
	if slices.ContainsFunc(f.Goals(p.Handle), func(g *page.Goal) bool { return g.State == clause.Open }) {
		all = append(all, template.Goals)
	}
	if asked, err := Competencies(f, p); err == nil && len(asked) > 0 || hasCompetencies(f.Top(p.Handle)) {
		all = append(all, template.Levels)
	}
	return all
}

func hasCompetencies(top *page.TopPage) bool {
	return top != nil && slices.ContainsFunc(top.Remarks(), func(m page.Remark) bool { return m.Kind == page.SectionCompetency })
}

// near reports whether a day comes after another, by at most so many days.
func near(earlier, later when.Date, days int) bool {
	n := later.Sub(earlier)
	return n > 0 && n <= days
}

// leaveAhead is the leave that the person or the folder's owner is about to go on:
// a long one counts some weeks ahead, holidays two.
func leaveAhead(leave cadence.Leaves, day when.Date) (cadence.Leave, bool) {
	i := slices.IndexFunc(leave, func(l cadence.Leave) bool {
		return l.Long() && near(day, l.From, beforeLeave) || l.Days() >= holiday && near(day, l.From, nearHolidays)
	})
	if i < 0 {
		return cadence.Leave{}, false
	}
	return leave[i], true
}

// isBack reports whether somebody meets for the first time after a long leave.
func isBack(leave cadence.Leaves, met []when.Date, day when.Date) bool {
	return len(met) > 0 && slices.ContainsFunc(leave, func(l cadence.Leave) bool {
		return l.Long() && l.To.Before(day) && met[len(met)-1].Before(l.From.AddDays(1))
	})
}
