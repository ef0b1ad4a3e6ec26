// Package when has the calendar day that notes are dated by, and reads the ways
// people write one.
//
// A date has no time zone (FORMAT.md, "Dates"): the caller passes in "today" as
// the local day, and nothing here asks the clock.
//
// What somebody types is read by typed.go and relative.go; a due date in the words of
// a note by due_in_prose.go ("by Friday") and, in other languages, by spoken.go; the
// day in a heading by heading.go.
//
// The reader of dates is this package's own, small and strict. Promises found
// in old notes are read again on every run, so a reading must never change
// under them, and a wrong date is worse than none. Of the libraries looked at
// in November 2026, tj/go-naturaldate (last release 2020) and olebedev/when
// (2024) guess, finding a date and a clock time in almost any sentence, and
// markusmobius/go-dateparser (kept up, 2026) is a port of some 200 languages
// that tunes its guesses from release to release.
package when
