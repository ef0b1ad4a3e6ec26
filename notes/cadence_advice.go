package notes

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"oneonone/internal/text"
	"oneonone/internal/when"
	"oneonone/notes/cadence"
	"oneonone/notes/page"
)

// Advice is what could be done about a rhythm, with its reason.
type Advice struct {
	What string
	Why  string
}

// Team is what advice needs to know beyond one person.
type Team struct {
	Reports int // how many people report to the keeper
	// Load is how many minutes a week meet on each day of the week, of those
	// with a fixed one.
	Load map[time.Weekday]float64
	// Minutes is the whole week's, and Loose those without a fixed day.
	Minutes, Loose float64
}

// NewTeam adds up the weeks of the people who are present.
func NewTeam(people []*Person) Team {
	t := Team{Load: map[time.Weekday]float64{}}
	for _, p := range people {
		if p.Role == "report" {
			t.Reports++
		}
		days := p.Cadence.Days()
		if days == 0 {
			continue
		}
		week := float64(p.Minutes) * 7 / float64(days)
		t.Minutes += week
		if slot := SlotOf(p); slot.Fixed {
			t.Load[slot.Day] += week
		} else {
			t.Loose += week
		}
	}
	return t
}

// bestDay is the day with the least on it, of the second half of the week:
// its first days are the ones that holidays and surprises take.
func (t Team) bestDay() time.Weekday {
	return slices.MinFunc([]time.Weekday{time.Wednesday, time.Thursday, time.Friday}, func(a, b time.Weekday) int {
		switch {
		case t.Load[a] < t.Load[b]:
			return -1
		case t.Load[a] > t.Load[b]:
			return 1
		}
		return 0
	})
}

const (
	// newInRole and longInRole bound what counts as new and as settled.
	newInRoleMonths, longInRoleYears = 3, 2
	// fewReports is a team that leaves time for everybody often.
	fewReports = 5
	// lately is how many meetings in a row make a habit.
	lately = 3
)

// Advise looks at a rhythm and at the agendas of the last meetings, newest
// last, and says what could be done about it, the most pressing first.
func (r *Rhythm) Advise(t Team, agendas []page.Agenda) []Advice {
	var all []Advice
	add := func(what, why string) { all = append(all, Advice{what, why}) }
	if broken := r.Streaks().Broken; len(broken) > 1 {
		days := make([]string, 0, 3)
		for _, p := range broken[max(0, len(broken)-3):] {
			days = append(days, fmt.Sprintf("%s %s", p.Day.Time().Format("2 Jan"), p.Outcome))
		}
		add("meet this week, a quarter of an hour is enough", fmt.Sprintf("%d in a row did not happen: %s", len(broken), strings.Join(days, ", ")))
	}
	r.adviseCadence(t, agendas, add)
	r.adviseDay(t, add)
	return all
}

// adviseCadence gives one piece of advice about how often to meet, so that no
// two contradict each other.
func (r *Rhythm) adviseCadence(t Team, agendas []page.Agenda, add func(what, why string)) {
	p, days := r.Person, r.Slot.Cadence.Days()
	report := p.Role == "report"
	switch {
	case p.Role == "skip-level" && days > 0 && days < 28:
		add("meet monthly", "a skip-level meets to listen, not to steer; more often is their manager's place")
	case r.Slot.Cadence == (when.Cadence{}): // nobody can tell how often it is now
	case days == 0 && report:
		add(fmt.Sprintf("a regular slot, every two weeks on %s for a start", t.bestDay()), "nothing is planned with someone who reports to you")
	case report && r.isNew() && days > 7:
		add("meet weekly", fmt.Sprintf("new in the role since %s: questions come up faster than every %d days", p.Started.Time().Format("2 Jan"), days))
	case report && days > 14 && t.Reports <= fewReports:
		add("meet every two weeks at least", fmt.Sprintf("with %s there is time for it", text.Count(t.Reports, "report", "reports")))
	case ranOver(agendas):
		if shorter := step(days, -1); shorter != "" {
			add("meet "+shorter, fmt.Sprintf("topics were left over in each of the last %d meetings", lately))
		} else {
			add("take longer, or fewer topics", fmt.Sprintf("topics were left over in each of the last %d meetings", lately))
		}
	case endedEmpty(agendas) && !r.isNew():
		if longer := step(days, +1); longer != "" && !(report && days >= 14 && t.Reports <= fewReports) {
			add("meet "+longer, fmt.Sprintf("nothing was written down in the last %d meetings", lately))
		}
	case report && r.isSettled() && days > 0 && days <= 7 && t.Reports > fewReports:
		add("every two weeks or monthly would do", fmt.Sprintf("in the role since %d, and you have met for more than a year", p.Started.Year))
	}
}

func (r *Rhythm) adviseDay(t Team, add func(what, why string)) {
	switch {
	case !r.Slot.Cadence.Regular():
	case !r.Slot.Fixed && r.Slot.Cadence.Days() <= 31:
		add("a fixed day: "+t.bestDay().String(), "a slot in the calendar is kept more often; early in the week holidays and surprises take it")
	case r.Slot.Fixed && (r.Slot.Day == time.Monday || r.Slot.Day == time.Tuesday):
		if tally := r.Tally(cadence.WeeksSince(r.Today, 26)); tally.Planned >= 4 && 4*(tally.Planned-tally.Met) >= tally.Planned {
			add(fmt.Sprintf("meet on %s instead of %s", t.bestDay(), r.Slot.Day),
				fmt.Sprintf("%d of %d did not take place on their day; early in the week holidays and surprises take it", tally.Planned-tally.Met, tally.Planned))
		}
	}
}

func (r *Rhythm) isNew() bool {
	s := r.Person.Started
	return !s.IsZero() && s.AddMonths(newInRoleMonths).After(r.Today)
}

// isSettled reports whether somebody is long in the role and has had the
// keeper for a manager for more than a year.
func (r *Rhythm) isSettled() bool {
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

// step is the usual cadence that is one longer or shorter than a number of
// days; "" when there is none.
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

// RecentAgendas reads how the agendas of the last n meetings went, oldest
// first; skipped ones and those to come are none.
func (f *Folder) RecentAgendas(handle string, n int, today when.Date) ([]page.Agenda, error) {
	refs, err := f.Entries(handle)
	if err != nil {
		return nil, err
	}
	var agendas []page.Agenda
	for _, ref := range slices.Backward(refs) {
		if len(agendas) == n {
			break
		}
		if ref.Date.After(today) {
			continue
		}
		e, err := f.Read(ref)
		if err != nil || e.Meeting().Skipped || ref.Date == today && e.Agenda().Empty {
			continue // today's may not have been yet
		}
		agendas = append(agendas, e.Agenda())
	}
	slices.Reverse(agendas)
	return agendas, nil
}
