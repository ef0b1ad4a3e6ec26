package advice

import (
	"fmt"
	"slices"
	"strings"

	"oneonone/internal/text"
	"oneonone/notes"
	"oneonone/notes/cadence"
	"oneonone/notes/page"
)

const (
	// newInRole and longInRole bound what counts as new and as settled.
	newInRoleMonths, longInRoleYears = 3, 2
	// fewReports is a team that leaves time for everybody often.
	fewReports = 5
	// lately is how many meetings in a row make a habit.
	lately = 3
)

// adviser gathers advice about one rhythm.
type adviser struct {
	*notes.Rhythm
	team    *Team
	agendas []page.Agenda
	all     []notes.Advice
}

func (r *adviser) add(what, why string) { r.all = append(r.all, notes.Advice{What: what, Why: why}) }

// About looks at a rhythm and at the agendas of the last meetings, newest
// last, and returns advice, the most pressing first. About somebody on leave
// there is none.
func (t *Team) About(r *notes.Rhythm, agendas []page.Agenda) []notes.Advice {
	a := &adviser{Rhythm: r, team: t, agendas: agendas}
	switch {
	case !r.AwayUntil.IsZero():
	case !r.Slot.Cadence.Regular():
		a.irregular()
	default:
		a.broken()
		a.cadence()
		a.day()
		a.hour()
	}
	return a.all
}

func (r *adviser) broken() {
	broken := r.Streaks().Broken
	if len(broken) < 2 {
		return
	}
	days := make([]string, 0, 3)
	for _, p := range broken[max(0, len(broken)-3):] {
		days = append(days, fmt.Sprintf("%s %s", p.Day.Time().Format("2 Jan"), p.Outcome))
	}
	r.add("meet this week, a quarter of an hour is enough", fmt.Sprintf("%d in a row did not happen: %s", len(broken), strings.Join(days, ", ")))
}

// unmet is after how many days without a meeting somebody you meet only on
// occasion is worth a thought.
const unmet = 91

// irregular gives one piece of advice about somebody without a cadence.
func (r *adviser) irregular() {
	p := r.Person
	often, why := "", ""
	switch p.Role {
	case "report":
		often, why = "every two weeks", "nothing is planned with someone who reports to you"
		if r.isNew() {
			often, why = "every week", "new in the role, and nothing is planned: questions come up sooner than you meet"
		}
	case "manager":
		often, why = "every two weeks", "nothing is planned: what they should know from you comes up by chance"
	default:
		switch {
		case r.Last.IsZero():
			r.add("meet once, and see how often you both want to", "nothing is planned, and you have not met yet")
		case r.Today.Sub(r.Last) > unmet:
			r.add("ask whether it is time to meet again", "nothing is planned, and you last met on "+r.Last.Time().Format("2 January 2006"))
		default:
			r.add("leave it as it is, or agree on once a month", "nothing is planned, and you meet when there is reason to")
		}
		return
	}
	if day, ok := r.team.freeDay(float64(p.Minutes) / 2); ok {
		often += " on " + day.String()
	}
	r.add("a regular slot, "+often+" for a start", why)
}

// cadence gives one piece of advice about how often to meet, so that no two
// contradict each other.
func (r *adviser) cadence() {
	p, days := r.Person, r.Slot.Cadence.Days()
	report, few := p.Role == "report", r.team.Reports <= fewReports
	switch {
	case p.Role == "skip-level" && days < 28:
		r.add("meet monthly", "a skip-level meeting is for listening, not steering; more often is their manager's job")
	case report && r.isNew() && days > 7:
		r.add("meet weekly", fmt.Sprintf("new in the role since %s: questions come up faster than every %d days", p.Started.Time().Format("2 Jan"), days))
	case report && days > 14 && few:
		r.add("meet every two weeks at least", fmt.Sprintf("with %s there is time for it", text.Count(r.team.Reports, "report", "reports")))
	case ranOver(r.agendas):
		if shorter := step(days, -1); shorter != "" {
			r.add("meet "+shorter, fmt.Sprintf("topics were left over in each of the last %d meetings", lately))
		} else {
			r.add("take longer, or fewer topics", fmt.Sprintf("topics were left over in each of the last %d meetings", lately))
		}
	case endedEmpty(r.agendas) && !r.isNew():
		if longer := step(days, +1); longer != "" && !(report && days >= 14 && few) {
			r.add("meet "+longer, fmt.Sprintf("nothing was written down in the last %d meetings", lately))
		}
	case report && r.isSettled() && days <= 7 && !few:
		r.add("every two weeks or monthly would do", fmt.Sprintf("in the role since %d, and you have met for more than a year", p.Started.Year))
	}
}

// day weighs the day of the week: its beginning suits planning but is lost more
// often, its end suits looking back.
func (r *adviser) day() {
	week := weekOf(r.Person)
	switch {
	case !r.Slot.Fixed && r.Slot.Cadence.Days() <= 31:
		if day, ok := r.team.freeDay(week); ok {
			r.add("a fixed day: "+day.String(), "a slot in the calendar is kept more often; early in the week holidays and surprises take it")
		} else {
			r.add("a fixed day, and meet somebody else less often for it", fmt.Sprintf("every day has %d people already, and a fourth gets what is left of you", fullDay))
		}
	case r.Slot.Fixed && MayMove(r.Person):
		tally := r.Tally(cadence.WeeksSince(r.Today, 26))
		if lost := tally.Planned - tally.Kept(); tally.Planned >= 4 && 4*lost >= tally.Planned {
			if day, ok := r.team.freeDay(week); ok && day != r.Slot.Day {
				r.add(fmt.Sprintf("meet on %s instead of %s", day, r.Slot.Day),
					fmt.Sprintf("%d of %d did not take place; early in the week holidays and surprises take it", lost, tally.Planned))
			}
		}
	}
}

func (r *adviser) isNew() bool {
	s := r.Person.Started
	return !s.IsZero() && s.AddMonths(newInRoleMonths).After(r.Today)
}

// isSettled reports whether somebody has been in the role for long and has had
// the keeper as manager for more than a year.
func (r *adviser) isSettled() bool {
	s := r.Person.Started
	if s.IsZero() || len(r.Past) == 0 {
		return false
	}
	return !s.AddMonths(12*longInRoleYears).After(r.Today) && r.Past[0].Day.AddMonths(12).Before(r.Today)
}

func ranOver(agendas []page.Agenda) bool {
	return len(agendas) >= lately && !slices.ContainsFunc(agendas[len(agendas)-lately:], func(a page.Agenda) bool { return a.Left == 0 })
}

func endedEmpty(agendas []page.Agenda) bool {
	return len(agendas) >= lately && !slices.ContainsFunc(agendas[len(agendas)-lately:], func(a page.Agenda) bool { return !a.Empty })
}

// step is the usual cadence one step longer or shorter than a number of days; ""
// when there is none.
func step(days, by int) string {
	usual := []struct {
		days int
		word string
	}{{7, "weekly"}, {14, "every two weeks"}, {30, "monthly"}, {91, "quarterly"}}
	if by < 0 {
		for _, u := range slices.Backward(usual) {
			if u.days < days-3 {
				return u.word
			}
		}
		return ""
	}
	for _, u := range usual[:3] { // nobody is told to meet four times a year
		if u.days > days+3 {
			return u.word
		}
	}
	return ""
}
