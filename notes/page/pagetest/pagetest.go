// Package pagetest writes days, cadences and meetings in a few letters, for
// tests. What cannot be read panics.
package pagetest

import (
	"strings"

	"oneonone/internal/when"
	"oneonone/notes/page"
)

// Day is a day such as 2026-11-20.
func Day(s string) when.Date {
	d, err := when.ParseISO(s)
	if err != nil {
		panic(err)
	}
	return d
}

// Cadence is a cadence such as "every 3 weeks".
func Cadence(s string) when.Cadence {
	c, err := when.ParseCadence(s)
	if err != nil {
		panic(err)
	}
	return c
}

// Meetings reads "2026-11-04,2026-11-11 skipped,2026-11-20 from 2026-11-18".
func Meetings(s string) []page.Meeting {
	var all []page.Meeting
	for part := range strings.SplitSeq(s, ",") {
		f := strings.Fields(part)
		if len(f) == 0 {
			continue
		}
		m := page.Meeting{Ref: page.EntryRef{Date: Day(f[0]), N: 1}, Skipped: len(f) > 1 && f[1] == "skipped"}
		if len(f) > 2 && f[1] == "from" {
			m.MovedFrom = []when.Date{Day(f[2])}
		}
		all = append(all, m)
	}
	return all
}
