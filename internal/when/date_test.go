package when

import (
	"testing"
	"time"
)

// A date is read as the library reads it.
func FuzzParseISO(f *testing.F) {
	for _, s := range []string{"2026-11-20", "2024-02-29", "2026-02-29", "2026-13-01", "2026-00-10", "2026-10-00", "0000-01-01", "9999-12-31", "2026-1-120", "202é-11-20", "2026-11-2 ", "+026-11-20", "2026-04-31", ""} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		want, err := time.Parse(time.DateOnly, s)
		if got, gotErr := ParseISO(s); (err == nil) != (gotErr == nil) || err == nil && got != Of(want) {
			t.Errorf("ParseISO(%q) = %v, %v; want %v, %v", s, got, gotErr, Of(want), err)
		}
	})
}

// Days are counted as the library counts them.
func TestDateArithmetic(t *testing.T) {
	days := []Date{{-4, 2, 29}, {0, 1, 1}, {0, 2, 29}, {1, 1, 1}, {1899, 12, 31}, {1900, 2, 28}, {1970, 1, 1}, {2000, 2, 29}, {2000, 3, 1}, {2026, 1, 31}, {2026, 11, 22}, {2100, 3, 1}, {9999, 12, 31}}
	for _, d := range days {
		for n := -800; n <= 800; n++ {
			want := Of(d.Time().AddDate(0, 0, n))
			if got := d.AddDays(n); got != want {
				t.Fatalf("%v and %d days is %v; want %v", d, n, got, want)
			}
			if got := want.Weekday(); got != want.Time().Weekday() {
				t.Fatalf("%v is a %v; want %v", want, got, want.Time().Weekday())
			}
			if got := want.Sub(d); got != n {
				t.Fatalf("%v is %d days after %v; want %d", want, got, d, n)
			}
		}
	}
}
