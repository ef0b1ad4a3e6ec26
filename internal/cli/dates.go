package cli

import (
	"errors"
	"strconv"
	"strings"
	"time"

	"oneonone/internal/when"
	"oneonone/notes/cadence"
	"oneonone/notes/page"
)

// ParseDay reads a day as typed; "" gives otherwise.
func (s *Session) ParseDay(word string, otherwise when.Date) (when.Date, error) {
	if word == "" {
		return otherwise, nil
	}
	d, err := when.Parse(word, s.Today())
	if err != nil {
		return d, Usage(err)
	}
	return d, nil
}

// ParseEntryDay reads the day of an entry that exists, so "friday" is the last
// one, and 2026-11-20-2 is the second entry of its day. n is 0 when no number
// was given.
func (s *Session) ParseEntryDay(word string) (day when.Date, n int, err error) {
	if d, n, ok := page.ParseEntryName(word + ".md"); ok {
		if n == 1 {
			n = 0
		}
		return d, n, nil
	}
	day, err = when.ParseFrom(word, s.Today(), when.Past)
	if err != nil {
		return day, 0, Usage(err)
	}
	return day, 0, nil
}

// DaysAhead reads a length of time such as 7d, 2w, 1m or "10 days", and gives
// the day it ends on.
func (s *Session) DaysAhead(word string) (when.Date, error) {
	word = strings.TrimSpace(word)
	if n, err := strconv.Atoi(strings.TrimSuffix(word, "d")); err == nil && n == 0 {
		return s.Today(), nil
	}
	for _, form := range []string{"+" + word, "in " + word} {
		if d, err := when.Parse(form, s.Today()); err == nil && !strings.HasPrefix(word, "-") {
			return d, nil
		}
	}
	return when.Date{}, Usagef("invalid length of time %q: try 7d, 2w or 1m", word)
}

// Since reads the first day of a period that ends today: a length of time such as
// 8w, or a day.
func (s *Session) Since(word string) (when.Date, error) {
	word = strings.TrimSpace(word)
	if word != "" && word[0] >= '0' && word[0] <= '9' {
		for _, form := range []string{"-" + word, word + " ago"} {
			if d, err := when.Parse(form, s.Today()); err == nil {
				return d, nil
			}
		}
	}
	d, err := when.ParseFrom(word, s.Today(), when.Past)
	if err == nil && d.After(s.Today()) {
		err = errors.New(d.String() + " is still to come")
	}
	if err != nil {
		return d, Hinted(Usage(err), "8w, 2026-11-20 or friday")
	}
	return d, nil
}

// Span reads the first and the last day of a time that lies behind; "" gives the
// zero date, which is no limit.
func (s *Session) Span(since, until string) (first, last when.Date, err error) {
	if first, err = s.ago(since); err != nil {
		return first, last, err
	}
	if last, err = s.ago(until); err != nil {
		return first, last, err
	}
	if !last.IsZero() && last.Before(first) {
		err = Usagef("%s is before %s", last, first)
	}
	return first, last, err
}

// ago reads a day that was, so "friday" is the last one; "" gives the zero date.
func (s *Session) ago(word string) (when.Date, error) {
	if word == "" {
		return when.Date{}, nil
	}
	d, err := when.ParseFrom(word, s.Today(), when.Past)
	if err != nil {
		return d, Usage(err)
	}
	return d, nil
}

// ParseDue reads a due date: "friday" is the next one.
func (s *Session) ParseDue(word string) (when.Date, error) {
	d, err := when.ParseFrom(word, s.Today(), when.Future)
	if err != nil {
		return d, Usage(err)
	}
	return d, nil
}

// StartOf is the first moment of a day as typed, in local time; "" is the zero
// time.
func (s *Session) StartOf(word string) (time.Time, error) {
	d, err := s.ago(word)
	if d.IsZero() || err != nil {
		return time.Time{}, err
	}
	return time.Date(d.Year, d.Month, d.Day, 0, 0, 0, 0, s.Env.Now().Location()), nil
}

// EndOf is the last moment of a day as typed; "" is the zero time.
func (s *Session) EndOf(word string) (time.Time, error) {
	t, err := s.StartOf(word)
	if err != nil || t.IsZero() {
		return t, err
	}
	return t.AddDate(0, 0, 1).Add(-time.Second), nil
}

// ParseLeaves reads leaves as typed, and spells them as notes do.
func (s *Session) ParseLeaves(words []string) ([]string, error) {
	leaves := make([]string, len(words))
	for i, word := range words {
		l, err := cadence.LeaveFrom(strings.TrimSpace(word), s.Today())
		if err != nil {
			return nil, Usage(err)
		}
		leaves[i] = l.String()
	}
	return leaves, nil
}
