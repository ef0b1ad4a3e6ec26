package when

import (
	"fmt"
	"strconv"
	"time"
)

// Bias says which of two readings an incomplete date has: the year of
// "20 Nov", the month of "the 27th", the week of "fri".
type Bias int

const (
	// Nearest takes the closest year or month, the one ahead in case of a tie, and
	// the coming weekday, today included: people who mean the past say "last".
	Nearest Bias = iota
	// Future takes the first day that is today or later.
	Future
	// Past takes the last day that is today or earlier.
	Past
)

// Parse reads a date someone typed, relative to today. The whole of s must be
// one of the forms of ParseFrom; the bias is Nearest.
func Parse(s string, today Date) (Date, error) { return ParseFrom(s, today, Nearest) }

// ParseFrom reads a date someone typed, whatever its case:
//
//	2026-11-20, 27.11.2026          the day
//	20 Nov, Nov 20th, 20 November 2026, fri 20 nov
//	                                without a year, the bias chooses it
//	27th, the 27th                  of a month the bias chooses
//	today, tomorrow, yesterday
//	fri, friday                     the bias chooses; on a Friday it is today
//	this friday                     of the week from Monday to Sunday today is in
//	next friday                     of the week after that
//	last friday                     the latest before today
//	in 3 days, in two weeks, +2w, 3 weeks ago, -3d
//	                                days, weeks, months, years (d, w, m, y)
//	this week, next month, last year
//	                                its first day (a week's is Monday)
//	end of month, end of next week  its last day (a week's is Friday, the last
//	                                day to keep a promise)
//	2026-W48                        Monday of that ISO week
//
// A month alone is not a date. The error quotes s and names some of the forms.
func ParseFrom(s string, today Date, bias Bias) (Date, error) {
	toks := tokenise(s)
	r := reader{toks: toks, today: today, bias: bias}
	d, next := r.date(0)
	if next == 0 || next != len(toks) || !d.inRange() {
		return Date{}, fmt.Errorf(`invalid date %q: try 2026-11-20, friday or "in 3 days"`, s)
	}
	return d, nil
}

// ParseWeekday reads an English weekday, full or abbreviated, in any case.
func ParseWeekday(s string) (time.Weekday, error) {
	toks := tokenise(s)
	if len(toks) == 1 {
		if w, ok := weekdays[toks[0].text]; ok {
			return w, nil
		}
	}
	return 0, fmt.Errorf("invalid weekday %q: try monday or mon", s)
}

// inRange keeps sums like "in 9999 years" from leaving the four-digit years
// that file names have.
func (d Date) inRange() bool { return d.Year >= 1 && d.Year <= 9999 }

// civil is the date of year, month and day if there is one.
func civil(year int, month time.Month, day int) (Date, bool) {
	d := Date{year, month, day}
	return d, d.inRange() && New(year, month, day) == d
}

// A reader reads the forms of ParseFrom out of tokens. Its methods take the
// index of a token and return the date that begins there with the index of
// the token after it, or 0 when none does.
type reader struct {
	toks      []token
	today     Date
	bias      Bias
	periodEnd bool // "next week" is its end, not its start
	order     Order
}

func (r reader) date(i int) (Date, int) {
	for _, form := range []func(int) (Date, int){
		r.iso, r.isoWeek, r.dotted, r.dayMonth, r.monthDay, r.dayOfMonth, r.weekday,
		r.named, r.offset, r.ago, r.endOf, r.period,
	} {
		if d, next := form(i); next > 0 {
			return d, next
		}
	}
	return Date{}, 0
}

// at is the token's text, "" after the last.
func (r reader) at(i int) string {
	if i < len(r.toks) {
		return r.toks[i].text
	}
	return ""
}

// glued reports whether tokens i to j have no space between them.
func (r reader) glued(i, j int) bool {
	if j >= len(r.toks) {
		return false
	}
	for k := i + 1; k <= j; k++ {
		if r.toks[k].spaced {
			return false
		}
	}
	return true
}

// digits is the number at i if it has between low and high digits.
func (r reader) digits(i, low, high int) (int, bool) {
	if i >= len(r.toks) || r.toks[i].kind != number || len(r.at(i)) < low || len(r.at(i)) > high {
		return 0, false
	}
	n, err := strconv.Atoi(r.at(i))
	return n, err == nil
}

// count is a small number, in digits or as a word.
func (r reader) count(i int) (int, bool) {
	if n, ok := numerals[r.at(i)]; ok {
		return n, true
	}
	return r.digits(i, 1, 4)
}
