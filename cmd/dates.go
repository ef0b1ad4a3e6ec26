package cmd

import (
	"oneonone/internal/when"
	"oneonone/notes/page"
)

// parseDay reads a day a person typed; nothing is the day given.
func (s *session) parseDay(word string, otherwise when.Date) (when.Date, error) {
	if word == "" {
		return otherwise, nil
	}
	d, err := when.Parse(word, s.today())
	if err != nil {
		return d, &usageError{err}
	}
	return d, nil
}

// parseEntryDay reads the day of an entry that exists, so "friday" is the last
// one, and 2026-11-20-2 is the second entry of its day. n is 0 when no number
// was given.
func (s *session) parseEntryDay(word string) (day when.Date, n int, err error) {
	if d, n, ok := page.ParseEntryName(word + ".md"); ok {
		if n == 1 {
			n = 0
		}
		return d, n, nil
	}
	day, err = when.ParseFrom(word, s.today(), when.Past)
	if err != nil {
		return day, 0, &usageError{err}
	}
	return day, 0, nil
}
