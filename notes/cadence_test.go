package notes

import (
	"fmt"
	"strings"
	"testing"

	"oneonone/internal/when"
	"oneonone/notes/cadence"
	"oneonone/notes/page/pagetest"
)

// The calendar around the tests:  November 2026 begins on a Sunday; the 4th,
// 11th, 18th and 25th are Wednesdays, the 20th is a Friday.
func TestRhythm(t *testing.T) {
	tests := []struct {
		name, cadence, day, started, met, away, today string

		next, past string
	}{
		{name: "due next week", cadence: "weekly", day: "wed", met: "2026-11-04,2026-11-11,2026-11-18", today: "2026-11-20",
			next: "2026-11-25", past: "met met met"},
		{name: "today is the day", cadence: "weekly", day: "fri", met: "2026-11-13", today: "2026-11-20",
			next: "2026-11-20", past: "met"},
		{name: "late this week is not missed yet", cadence: "weekly", day: "wed", met: "2026-11-04,2026-11-11", today: "2026-11-20",
			next: "2026-11-18 late 2", past: "met met"},
		{name: "missed once the week is over", cadence: "weekly", day: "wed", met: "2026-11-04", today: "2026-11-20",
			next: "2026-11-11 late 9", past: "met missed"},
		{name: "held two days late", cadence: "weekly", day: "wed", met: "2026-11-04,2026-11-13", today: "2026-11-20",
			next: "2026-11-18 late 2", past: "met met"},
		{name: "missed, then held", cadence: "weekly", day: "wed", met: "2026-10-28,2026-11-11,2026-11-18", today: "2026-11-20",
			next: "2026-11-25", past: "met missed met met"},
		{name: "moved into the next week is kept, and both weeks are told apart", cadence: "weekly", day: "wed",
			met: "2026-11-04,2026-11-16 from 2026-11-11,2026-11-18", today: "2026-11-20", next: "2026-11-25", past: "met moved met"},
		{name: "moved to a day ahead", cadence: "weekly", day: "wed", met: "2026-11-11,2026-11-23 from 2026-11-18", today: "2026-11-20",
			next: "2026-11-23 arranged", past: "met"},
		{name: "skipped today, next week stands", cadence: "weekly", day: "fri", met: "2026-11-13,2026-11-20 skipped", today: "2026-11-20",
			next: "2026-11-27", past: "met skipped"},
		{name: "skipped ahead", cadence: "weekly", day: "wed", met: "2026-11-18,2026-11-25 skipped", today: "2026-11-20",
			next: "2026-12-02", past: "met"},
		{name: "two entries on a day are one meeting", cadence: "weekly", day: "wed", met: "2026-11-11,2026-11-18,2026-11-18", today: "2026-11-20",
			next: "2026-11-25", past: "met met"},
		{name: "skipped and met on one day is met", cadence: "weekly", day: "wed", met: "2026-11-18 skipped,2026-11-18", today: "2026-11-20",
			next: "2026-11-25", past: "met"},
		{name: "an entry dated ahead is arranged", cadence: "weekly", day: "wed", met: "2026-11-18,2026-11-24", today: "2026-11-20",
			next: "2026-11-24 arranged", past: "met"},
		{name: "an entry far ahead hides no week between", cadence: "weekly", day: "wed", met: "2026-11-18,2026-12-16", today: "2026-11-20",
			next: "2026-11-25", past: "met"},
		{name: "only an entry ahead", cadence: "weekly", day: "wed", met: "2026-12-02", today: "2026-11-20",
			next: "2026-12-02 arranged", past: ""},
		{name: "an extra meeting changes nothing of a fixed slot", cadence: "monthly", day: "wed", met: "2026-11-18,2026-11-20", today: "2026-11-20",
			next: "2026-12-16", past: "met extra"},
		{name: "without a slot the last meeting counts", cadence: "biweekly", met: "2026-11-02,2026-11-05", today: "2026-11-20",
			next: "2026-11-19 late 1", past: "met extra"},
		{name: "nobody met yet", cadence: "weekly", day: "wed", today: "2026-11-20", next: "2026-11-25", past: ""},
		{name: "nobody met yet and no slot", cadence: "weekly", today: "2026-11-21", next: "2026-11-23", past: ""},
		{name: "started in the past, never met", cadence: "weekly", started: "2026-03-02", today: "2026-11-20", next: "2026-11-20", past: ""},
		{name: "a first day to come", cadence: "weekly", day: "tue", started: "2026-12-01", today: "2026-11-20", next: "2026-12-01", past: ""},
		{name: "a first day to come, with entries from before", cadence: "weekly", day: "tue", started: "2026-12-07", met: "2025-11-25,2026-06-02", today: "2026-11-20",
			next: "2026-12-08", past: "met met"},
		{name: "what was not held before the first day was not planned", cadence: "weekly", day: "wed", started: "2026-11-02", met: "2026-09-02,2026-11-18", today: "2026-11-20",
			next: "2026-11-25", past: "met missed missed met"},
		{name: "no regular meetings", cadence: "none", met: "2026-10-01", today: "2026-11-20", next: "", past: "extra"},
		{name: "no regular meetings, one arranged", cadence: "none", met: "2026-10-01,2026-12-01", today: "2026-11-20", next: "2026-12-01 arranged", past: "extra"},
		{name: "weeks of leave are not planned", cadence: "weekly", day: "wed", met: "2026-12-16,2027-01-06", away: "2026-12-20..2027-01-05", today: "2027-01-08",
			next: "2027-01-13", past: "met met"},
		{name: "on leave today", cadence: "weekly", day: "wed", met: "2026-12-16", away: "2026-12-20..2027-01-05", today: "2026-12-28",
			next: "2027-01-06 away", past: "met"},
		{name: "leave does not make late", cadence: "weekly", day: "wed", met: "2026-12-09", away: "2026-12-20..2027-01-05", today: "2027-01-07",
			next: "2026-12-16 late 5", past: "met missed"},
		{name: "a monthly meeting in leave waits for its end, not for another month", cadence: "monthly", day: "wed", met: "2026-11-18", away: "2026-12-14..2026-12-20", today: "2026-12-14",
			next: "2026-12-23 away", past: "met"},
		{name: "leave that never ends", cadence: "weekly", day: "wed", met: "2026-11-18", away: "2026-11-19..9999-12-31", today: "2026-11-20",
			next: " away", past: "met"},
		{name: "a leap day", cadence: "weekly", day: "thu", met: "2024-02-22,2024-02-29", today: "2024-03-01", next: "2024-03-07", past: "met met"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			c, err := when.ParseCadence(tt.cadence)
			if err != nil {
				t.Fatal(err)
			}
			p := &Person{Handle: "alice", Cadence: c, Day: tt.day}
			if tt.started != "" {
				p.Started = pagetest.Day(tt.started)
			}
			var away cadence.Leaves
			if tt.away != "" {
				l, err := cadence.ParseLeave(tt.away)
				if err != nil {
					t.Fatal(err)
				}
				away = cadence.NewLeaves(l)
			}
			r := NewRhythm(p, pagetest.Meetings(tt.met), away, pagetest.Day(tt.today))
			if got := nextText(r); got != tt.next {
				t.Errorf("next is %q, want %q", got, tt.next)
			}
			var past []string
			for _, p := range r.Past {
				word := string(p.Outcome)
				if p.Extra {
					word = "extra"
				}
				past = append(past, word)
			}
			if got := strings.Join(past, " "); got != tt.past {
				t.Errorf("past is %q, want %q", got, tt.past)
			}
		})
	}
}

func nextText(r *Rhythm) string {
	s := r.Next.String()
	if r.Overdue {
		s += fmt.Sprintf(" late %d", r.DaysLate)
	}
	if r.Arranged {
		s += " arranged"
	}
	if !r.AwayUntil.IsZero() {
		s += " away"
	}
	return s
}

func TestWeeksAndStreaks(t *testing.T) {
	p := &Person{Handle: "alice", Cadence: pagetest.Cadence("weekly"), Day: "wed"}
	r := NewRhythm(p, pagetest.Meetings("2026-10-14,2026-10-21,2026-10-30 from 2026-10-28,2026-11-04 skipped"), nil, pagetest.Day("2026-11-20"))
	var strip string
	for _, w := range r.Weeks(8) {
		strip += map[cadence.Outcome]string{cadence.NotYet: ".", cadence.Met: "m", cadence.Moved: "v", cadence.Skipped: "s", cadence.Missed: "x"}[w]
	}
	if strip != "..mmvsx." {
		t.Errorf("strip is %s", strip)
	}
	s := r.Streaks()
	if s.Current != 0 || s.Longest != 3 || len(s.Broken) != 2 {
		t.Errorf("streaks %+v", s)
	}
	got := r.Tally(cadence.WeeksSince(pagetest.Day("2026-11-20"), 8))
	if want := (cadence.Tally{Planned: 5, Met: 2, Moved: 1, Skipped: 1, Missed: 1}); got != want {
		t.Errorf("tally %+v, want %+v", got, want)
	}
	if got.Percent() != 60 {
		t.Errorf("%d percent kept", got.Percent())
	}
}

func TestLeave(t *testing.T) {
	parse := func(words ...string) cadence.Leaves {
		ls, err := cadence.LeaveWords(words).Leaves()
		if err != nil {
			t.Fatal(err)
		}
		return ls
	}
	if got := parse("2027-01-01..2027-01-05", "2026-12-20..2026-12-31", "2026-12-24").String(); got != "2026-12-20..2027-01-05" {
		t.Errorf("overlapping leave is %s", got)
	}
	ls := parse("2024-02-28..2024-03-01", "2024-03-10")
	if n := ls.DaysWithin(pagetest.Day("2024-02-28"), pagetest.Day("2024-03-10")); n != 2 {
		t.Errorf("%d days of leave, want the leap day and 1 March", n)
	}
	for _, bad := range []string{"2027-01-05..2026-12-20", "christmas", "2026-12-20..", "2026-02-30"} {
		if _, err := cadence.ParseLeave(bad); err == nil {
			t.Errorf("%q was read as leave", bad)
		}
	}
}
