package advice

import (
	"strings"
	"testing"
	"time"

	"oneonone/internal/when"
	"oneonone/notes"
	"oneonone/notes/cadence"
	"oneonone/notes/page"
	"oneonone/notes/page/pagetest"
)

func TestAdvise(t *testing.T) {
	over := []page.Agenda{{Topics: 3, Left: 1}, {Topics: 3, Left: 2}, {Topics: 1, Left: 1}}
	empty := []page.Agenda{{Empty: true}, {Empty: true}, {Empty: true}}
	fine := []page.Agenda{{Topics: 2}, {Topics: 1}, {Topics: 3}}
	weekly := "2026-10-28,2026-11-04,2026-11-11,2026-11-18"
	tests := []struct {
		name, role, cadence, day, started, met, away string
		reports                                      int
		agendas                                      []page.Agenda
		want                                         []string // what advice begins with, and a word of its reason
	}{
		{name: "all is well", role: "report", cadence: "weekly", day: "wed", met: weekly, reports: 4, agendas: fine},
		{name: "new in the role", role: "report", cadence: "monthly", day: "wed", started: "2026-10-01", met: "2026-11-18", reports: 4,
			want: []string{"meet weekly|new in the role since 1 Oct"}},
		{name: "long in the role", role: "report", cadence: "weekly", day: "wed", started: "2023-01-01", met: "2025-06-04," + weekly, reports: 9, agendas: fine,
			want: []string{"every two weeks or monthly would do|2023"}},
		{name: "long in the role, but few reports", role: "report", cadence: "weekly", day: "wed", started: "2023-01-01", met: "2025-06-04," + weekly, reports: 5, agendas: fine},
		{name: "long in the role, new manager", role: "report", cadence: "weekly", day: "wed", started: "2023-01-01", met: weekly, reports: 9, agendas: fine},
		{name: "few reports, seldom met", role: "report", cadence: "monthly", day: "wed", met: "2026-11-18", reports: 5, agendas: fine,
			want: []string{"meet every two weeks at least|5 reports"}},
		{name: "skip-level every week", role: "skip-level", cadence: "weekly", day: "wed", met: weekly, reports: 5, agendas: fine,
			want: []string{"meet monthly|listen"}},
		{name: "runs over", role: "peer", cadence: "biweekly", day: "wed", met: "2026-11-18", agendas: over, want: []string{"meet weekly|left over"}},
		{name: "runs over every week already", role: "peer", cadence: "weekly", day: "wed", met: weekly, agendas: over, want: []string{"take longer|left over"}},
		{name: "ends empty", role: "peer", cadence: "weekly", day: "wed", met: weekly, agendas: empty, want: []string{"meet every two weeks|nothing was written down"}},
		{name: "ends empty, but few reports", role: "report", cadence: "biweekly", day: "wed", met: "2026-11-18", reports: 3, agendas: empty},
		{name: "two empty ones are no habit", role: "peer", cadence: "weekly", day: "wed", met: weekly, agendas: empty[:2]},
		{name: "nothing planned with a report", role: "report", cadence: "none", met: "2026-11-18", reports: 3, want: []string{"a regular slot|nothing is planned"}},
		{name: "no fixed day", role: "peer", cadence: "weekly", met: "2026-11-18", want: []string{"a fixed day: Thursday|early in the week"}},
		{name: "mondays that do not take place", role: "peer", cadence: "weekly", day: "mon", met: "2026-10-05,2026-10-12 skipped,2026-10-19,2026-10-26 skipped,2026-11-02,2026-11-09,2026-11-16",
			want: []string{"meet on Thursday instead of Monday|2 of 7 did not take place"}},
		{name: "mondays moved and kept", role: "peer", cadence: "weekly", day: "mon", met: "2026-10-28 from 2026-10-26,2026-11-04 from 2026-11-02,2026-11-11 from 2026-11-09,2026-11-18 from 2026-11-16"},
		{name: "two in a row", role: "peer", cadence: "weekly", day: "wed", met: "2026-10-28,2026-11-04 skipped,2026-11-11 skipped",
			want: []string{"meet this week|4 Nov skipped, 11 Nov skipped"}},
		{name: "on leave, whatever else", role: "report", cadence: "monthly", met: "2026-10-28", away: "2026-11-16..2026-11-27", reports: 3},
		{name: "a peer met when there is reason to", role: "peer", cadence: "none", met: "2026-10-28", want: []string{"leave it as it is|when there is reason"}},
		{name: "a peer not met for long", role: "peer", cadence: "none", met: "2026-01-28", want: []string{"ask whether it is time|28 January"}},
		{name: "nobody met yet", role: "other", cadence: "none", want: []string{"meet once|not met yet"}},
		{name: "nothing planned with somebody new", role: "report", cadence: "none", started: "2026-11-01", want: []string{"a regular slot, every week on Thursday|new in the role"}},
		{name: "two in a row, and on leave", role: "peer", cadence: "weekly", day: "wed", met: "2026-10-28,2026-11-04 skipped,2026-11-11 skipped", away: "2026-11-16..2026-11-27"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			p := &notes.Person{Handle: "alice", Role: tt.role, Cadence: pagetest.Cadence(tt.cadence), Day: tt.day}
			if tt.started != "" {
				p.Started = pagetest.Day(tt.started)
			}
			away, _ := cadence.LeaveWords{tt.away}.Leaves() // nothing is a fault, and no leave
			r := notes.NewRhythm(p, pagetest.Meetings(tt.met), away, pagetest.Day("2026-11-20"))
			team := &Team{Reports: tt.reports, Load: map[time.Weekday]float64{time.Wednesday: 60, time.Friday: 30}, on: map[time.Weekday]int{}, sent: map[time.Weekday]float64{}}
			got := team.About(r, tt.agendas)
			if len(got) != len(tt.want) {
				t.Fatalf("advice %+v, want %v", got, tt.want)
			}
			for i, want := range tt.want {
				what, why, _ := strings.Cut(want, "|")
				if !strings.HasPrefix(got[i].What, what) || !strings.Contains(got[i].Why, why) {
					t.Errorf("advice %q because %q, want %q because …%s…", got[i].What, got[i].Why, what, why)
				}
			}
		})
	}
}

func TestTeam(t *testing.T) {
	weekly, monthly := pagetest.Cadence("weekly"), pagetest.Cadence("every 4 weeks")
	team := NewTeam([]*notes.Person{
		{Role: "report", Cadence: weekly, Day: "wed", Minutes: 30},
		{Role: "report", Cadence: monthly, Day: "wed", Minutes: 60},
		{Role: "peer", Cadence: weekly, Minutes: 30},
		{Role: "other", Cadence: when.None, Minutes: 60},
	}, nil)
	if team.Reports != 2 || team.Minutes != 75 || team.Loose != 30 || team.Load[time.Wednesday] != 45 {
		t.Errorf("%+v", team)
	}
	if got, _ := team.freeDay(30); got != time.Thursday {
		t.Errorf("Thursday and Friday are free, and the best day is %s", got)
	}
}
