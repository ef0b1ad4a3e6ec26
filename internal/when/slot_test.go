package when

import (
	"testing"
	"time"
)

func TestSlotNext(t *testing.T) {
	tests := []struct {
		cadence, day, last, next string
	}{
		{"weekly", "wed", "2026-11-18", "2026-11-25"},
		{"weekly", "wed", "2026-11-20", "2026-11-25"}, // two days late, next week is on time again
		{"weekly", "wed", "2026-11-16", "2026-11-25"}, // two days early
		{"weekly", "sun", "2026-11-20", "2026-11-29"}, // weeks end on Sunday
		{"weekly", "", "2026-11-20", "2026-11-27"},
		{"weekly", "thu", "2026-12-31", "2027-01-07"}, // across the year's end
		{"biweekly", "mon", "2024-02-19", "2024-03-04"},
		{"weekly", "thu", "2024-02-22", "2024-02-29"}, // a leap day
		{"monthly", "wed", "2026-11-18", "2026-12-16"},
		{"monthly", "wed", "2026-11-20", "2026-12-16"}, // held late, planned on the third Wednesday
		{"monthly", "fri", "2026-10-30", "2026-11-27"}, // the fifth is the fourth
		{"monthly", "fri", "2026-11-27", "2026-12-25"},
		{"monthly", "fri", "2026-12-25", "2027-01-22"}, // and stays it
		{"monthly", "sat", "2024-01-27", "2024-02-24"},
		{"quarterly", "tue", "2026-12-01", "2027-03-02"},
		{"monthly", "", "2026-01-31", "2026-03-02"}, // 28 February is a Saturday
		{"monthly", "", "2026-10-29", "2026-11-30"}, // 29 November is a Sunday
		{"monthly", "", "2024-01-31", "2024-02-29"},
		{"every 10 days", "wed", "2026-11-20", "2026-11-30"},
		{"every 14 days", "wed", "2026-11-20", "2026-12-02"},
		{"daily", "", "2026-11-20", "2026-11-23"}, // Friday to Monday
		{"none", "wed", "2026-11-20", ""},
	}
	for _, tt := range tests {
		t.Run(tt.cadence+"_"+tt.day+"_"+tt.last, func(t *testing.T) {
			c, err := ParseCadence(tt.cadence)
			if err != nil {
				t.Fatal(err)
			}
			s := Slot{Cadence: c}
			if tt.day != "" {
				s.Day, err = ParseWeekday(tt.day)
				s.Fixed = true
			}
			last, errLast := ParseISO(tt.last)
			if err != nil || errLast != nil {
				t.Fatal(err, errLast)
			}
			if got := s.Next(last).String(); got != tt.next {
				t.Errorf("next after %s is %s, want %s", tt.last, got, tt.next)
			}
		})
	}
}

func TestNthWeekday(t *testing.T) {
	for n, want := range map[int]string{1: "2024-02-01", 4: "2024-02-22"} {
		if got := NthWeekday(2024, time.February, time.Thursday, n).String(); got != want {
			t.Errorf("Thursday %d of February 2024 is %s, want %s", n, got, want)
		}
	}
}
