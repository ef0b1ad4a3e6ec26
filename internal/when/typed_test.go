package when

import (
	"strings"
	"testing"
	"time"
)

func day(t testing.TB, s string) Date {
	t.Helper()
	d, err := ParseISO(s)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func TestParse(t *testing.T) {
	const fri, wed, sun = "2026-11-20", "2026-11-18", "2026-11-22"
	for _, c := range []struct{ today, in, want string }{
		{fri, "2026-11-20", "2026-11-20"},
		{fri, "2024-02-29", "2024-02-29"},
		{fri, "27.11.2026", "2026-11-27"},
		{fri, "20 Nov", "2026-11-20"},
		{fri, "20 NOVEMBER 2025", "2025-11-20"},
		{fri, "20th of november", "2026-11-20"},
		{fri, "Nov 27", "2026-11-27"},
		{fri, "nov. 27", "2026-11-27"},
		{fri, "November 27th, 2026", "2026-11-27"},
		{fri, "Fri 27 Nov", "2026-11-27"},
		{fri, "friday, november 27", "2026-11-27"},
		{fri, "10 Jan", "2027-01-10"}, // 51 days ahead against 314 back
		{fri, "1 Jun", "2026-06-01"},  // 172 back against 193 ahead
		{fri, "29 feb", "2028-02-29"},
		{fri, "27th", "2026-11-27"},
		{fri, "the 3rd", "2026-12-03"},
		{fri, "31st", "2026-10-31"}, // November has none
		{fri, " Today ", fri},
		{fri, "tomorrow", "2026-11-21"},
		{fri, "yesterday", "2026-11-19"},
		{fri, "fri", fri},
		{fri, "friday", fri},
		{fri, "mon", "2026-11-23"},
		{fri, "thursday", "2026-11-26"},
		{fri, "next friday", "2026-11-27"},
		{wed, "friday", "2026-11-20"},
		{wed, "next friday", "2026-11-27"},
		{wed, "this friday", "2026-11-20"},
		{wed, "this monday", "2026-11-16"},
		{sun, "next mon", "2026-11-23"},
		{sun, "this sunday", sun},
		{fri, "last friday", "2026-11-13"},
		{fri, "last thu", "2026-11-19"},
		{fri, "in 3 days", "2026-11-23"},
		{fri, "in two weeks", "2026-12-04"},
		{fri, "in a month", "2026-12-20"},
		{fri, "+2w", "2026-12-04"},
		{fri, "-3d", "2026-11-17"},
		{fri, "+1y", "2027-11-20"},
		{"2026-01-31", "+1m", "2026-02-28"},
		{fri, "3 weeks ago", "2026-10-30"},
		{fri, "a year ago", "2025-11-20"},
		{fri, "next week", "2026-11-23"},
		{sun, "next week", "2026-11-23"},
		{fri, "last week", "2026-11-09"},
		{fri, "this month", "2026-11-01"},
		{"2026-12-15", "next month", "2027-01-01"},
		{fri, "last quarter", "2026-07-01"},
		{fri, "last year", "2025-01-01"},
		{fri, "end of month", "2026-11-30"},
		{fri, "end of the week", fri},
		{sun, "end of week", "2026-11-27"},
		{fri, "end of next week", "2026-11-27"},
		{fri, "end of next month", "2026-12-31"},
		{fri, "end of quarter", "2026-12-31"},
		{fri, "eom", "2026-11-30"},
		{fri, "2026-W48", "2026-11-23"},
		{fri, "2026-w53", "2026-12-28"},
		{fri, "2026-W01", "2025-12-29"},
	} {
		got, err := Parse(c.in, day(t, c.today))
		if err != nil || got.String() != c.want {
			t.Errorf("Parse(%q) on %s = %v, %v; want %s", c.in, c.today, got, err, c.want)
		}
	}
}

func TestParseBias(t *testing.T) {
	for _, c := range []struct {
		in                    string
		past, nearest, future string
	}{
		{"20 nov", "2026-11-20", "2026-11-20", "2026-11-20"},
		{"21 nov", "2025-11-21", "2026-11-21", "2026-11-21"},
		{"19 nov", "2026-11-19", "2026-11-19", "2027-11-19"},
		{"29 feb", "2024-02-29", "2028-02-29", "2028-02-29"},
		{"27th", "2026-10-27", "2026-11-27", "2026-11-27"},
		{"fri", "2026-11-20", "2026-11-20", "2026-11-20"},
		{"thu", "2026-11-19", "2026-11-26", "2026-11-26"},
		{"mon", "2026-11-16", "2026-11-23", "2026-11-23"},
		{"next mon", "2026-11-23", "2026-11-23", "2026-11-23"},
	} {
		for bias, want := range map[Bias]string{Past: c.past, Nearest: c.nearest, Future: c.future} {
			if got, err := ParseFrom(c.in, day(t, "2026-11-20"), bias); err != nil || got.String() != want {
				t.Errorf("ParseFrom(%q, %d) = %v, %v; want %s", c.in, bias, got, err, want)
			}
		}
	}
}

func TestParseRefuses(t *testing.T) {
	for _, in := range []string{
		"", " ", "2026", "march", "20", "2026-13-01", "2026-02-29", "30 feb", "32 jan", "2026-W54", "2025-W53", "2026-W00",
		"2026-11-20 10:00", "2026-1-2", "2026 - 11 - 20", "friday next", "by friday", "someday", "+2", "+ 2w", "in days", "0 weeks",
		"in 9999 years", "fri mon", "today today", "next", "end of", "2026-11-20\x00", "05/03/2024", "+99999d",
	} {
		got, err := Parse(in, day(t, "2026-11-20"))
		if err == nil {
			t.Errorf("Parse(%q) = %v, want an error", in, got)
		} else if !strings.Contains(err.Error(), "try 2026-11-20") {
			t.Errorf("Parse(%q): %v does not say what is understood", in, err)
		}
	}
}

func TestParseWeekday(t *testing.T) {
	for in, want := range map[string]time.Weekday{"wednesday": 3, "Wed": 3, " SUN ": 0, "thurs": 4} {
		if got, err := ParseWeekday(in); err != nil || got != want {
			t.Errorf("ParseWeekday(%q) = %v, %v", in, got, err)
		}
	}
	for _, in := range []string{"", "day", "mon tue", "m"} {
		if got, err := ParseWeekday(in); err == nil {
			t.Errorf("ParseWeekday(%q) = %v, want an error", in, got)
		}
	}
}

func TestSubOfFarDays(t *testing.T) {
	// time.Duration ends at 292 years.
	if got := day(t, "2026-11-20").Sub(Date{}.AddDays(0)); got < 700_000 {
		t.Errorf("days since year 0: %d", got)
	}
}

func FuzzParse(f *testing.F) {
	for _, s := range []string{"2026-11-20", "20 Nov", "next friday", "in two weeks", "+2w", "3 weeks ago", "2026-W48", "end of month", "29 feb", "31st"} {
		f.Add(s, 0)
	}
	f.Fuzz(func(t *testing.T, s string, n int) {
		today := Date{2026, 11, 20}.AddDays(n % 4000)
		past, err1 := ParseFrom(s, today, Past)
		near, err2 := ParseFrom(s, today, Nearest)
		future, err3 := ParseFrom(s, today, Future)
		if (err1 == nil) != (err2 == nil) || (err1 == nil) != (err3 == nil) {
			t.Fatalf("%q on %v is a date for some biases only: %v, %v, %v", s, today, err1, err2, err3)
		}
		if err1 != nil {
			return
		}
		if near != past && near != future || future.Before(past) {
			t.Fatalf("%q on %v: past %v, nearest %v, future %v", s, today, past, near, future)
		}
		if iso, err := ParseISO(near.String()); err != nil || iso != near {
			t.Fatalf("%q on %v gives %v, which is no day", s, today, near)
		}
	})
}
