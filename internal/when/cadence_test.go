package when

import "testing"

func TestCadence(t *testing.T) {
	for _, c := range []struct {
		in, canonical, next string
		days                int
	}{
		{"weekly", "weekly", "2027-02-07", 7},
		{"Biweekly", "biweekly", "2027-02-14", 14},
		{"bi-weekly", "biweekly", "2027-02-14", 14},
		{"fortnightly", "biweekly", "2027-02-14", 14},
		{"every two weeks", "biweekly", "2027-02-14", 14},
		{"every other week", "biweekly", "2027-02-14", 14},
		{"monthly", "monthly", "2027-02-28", 30},
		{"quarterly", "quarterly", "2027-04-30", 91},
		{"every quarter", "quarterly", "2027-04-30", 91},
		{"every 10 days", "every 10 days", "2027-02-10", 10},
		{"every 3 weeks", "every 3 weeks", "2027-02-21", 21},
		{"every 2 months", "every 2 months", "2027-03-31", 60},
		{"every week", "weekly", "2027-02-07", 7},
		{"every year", "every 12 months", "2028-01-31", 365},
		{"daily", "daily", "2027-02-01", 1},
		{"none", "none", "", 0},
	} {
		got, err := ParseCadence(c.in)
		if err != nil {
			t.Errorf("ParseCadence(%q): %v", c.in, err)
			continue
		}
		if got.String() != c.canonical || got.Days() != c.days || got.Next(day(t, "2027-01-31")).String() != c.next {
			t.Errorf("ParseCadence(%q) = %v, %d days, next %v", c.in, got, got.Days(), got.Next(day(t, "2027-01-31")))
		}
		if again, err := ParseCadence(got.String()); err != nil || again != got {
			t.Errorf("%q does not read back: %v, %v", got, again, err)
		}
		if got == (Cadence{}) || got.Regular() != (c.days > 0) || !got.Next(Date{}).IsZero() {
			t.Errorf("%q: zero %v, regular %v", c.in, got == (Cadence{}), got.Regular())
		}
	}
	for _, in := range []string{"", "sometimes", "every", "every 0 days", "every blue moon", "every 2", "weekly or so", "every 99999 days"} {
		if got, err := ParseCadence(in); err == nil {
			t.Errorf("ParseCadence(%q) = %v, want an error", in, got)
		}
	}
	var zero Cadence
	if zero.String() != "" || zero.Regular() {
		t.Error("the zero cadence says something")
	}
}
