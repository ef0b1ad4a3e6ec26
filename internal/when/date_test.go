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
