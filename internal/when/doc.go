// Package when has the calendar day that notes are dated by, and reads the ways
// people write one.
//
// A date has no time zone (FORMAT.md, "Dates"): the caller passes in "today" as
// the local day, and nothing here asks the clock.
//
// The reader of dates is this package's own, small and strict. Promises found
// in old notes are read again on every run, so a reading must never change
// under them, and a wrong date is worse than none. Of the libraries looked at
// in November 2026, tj/go-naturaldate (last release 2020) and olebedev/when
// (2024) guess, finding a date and a clock time in almost any sentence, and
// markusmobius/go-dateparser (kept up, 2026) is a port of some 200 languages
// that tunes its guesses from release to release.
//
//	date.go          a day, and arithmetic on days and months
//	typed.go         a date somebody types: "20 nov", "27th", "fri"; which year, month or week is meant
//	relative.go      "tomorrow", "in 3 days", "next friday", "end of month"
//	calendar.go      dates with day and month: ISO, 27.11.2026, Nov 20, ISO weeks
//	due_in_prose.go  a due date in the words of a note: "by Friday", "until 12/4"
//	spoken.go        the same in other languages: "bis Freitag", "avant le 27"
//	tongue.go        the words of those languages, and where they stand
//	heading.go       the day in a heading, in any language; 05/03/2024; what comes before and after
//	occasion.go      a day that comes round: "birthday: 12 March"
//	cadence.go       weekly, every 10 days, none: how often, and in which words
//	slot.go          which day a slot falls on: weekday, third Wednesday, after a late meeting
//	clock.go         times of day: 14:00, 9h30, 9am
//	zone.go          names of time zones
//	words.go         names of months, weekdays and numbers; how a text is cut into words
package when
