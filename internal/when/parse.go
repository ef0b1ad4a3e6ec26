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
	// Nearest takes the closest year or month, ahead when both are as far,
	// and the coming weekday, today included: who means the past says "last".
	Nearest Bias = iota
	// Future takes the first day that is today or later.
	Future
	// Past takes the last day that is today or earlier.
	Past
)

// Forms names what Parse understands, for help texts and errors.
const Forms = "2026-11-20, 20 Nov, today, tomorrow, fri, next friday, in 3 days, +2w, 3 weeks ago or end of month"

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
// A month alone is no date. The error quotes s and names the forms.
func ParseFrom(s string, today Date, bias Bias) (Date, error) {
	toks := tokenise(s)
	r := reader{toks: toks, today: today, bias: bias}
	d, next := r.date(0)
	if next == 0 || next != len(toks) || !d.inRange() {
		return Date{}, fmt.Errorf("%q is no date; understood are %s", s, Forms)
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
	return 0, fmt.Errorf("%q is no day of the week; understood are monday to sunday and mon to sun", s)
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

// glued reports whether tokens i to j stand without space between them.
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

// digits is the number at i when it has between low and high digits.
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

func (r reader) iso(i int) (Date, int) {
	y, ok1 := r.digits(i, 4, 4)
	m, ok2 := r.digits(i+2, 2, 2)
	d, ok3 := r.digits(i+4, 2, 2)
	if !ok1 || !ok2 || !ok3 || !r.glued(i, i+4) || r.at(i+1) != "-" || r.at(i+3) != "-" {
		return Date{}, 0
	}
	return when(i+5, y, time.Month(m), d)
}

func (r reader) isoWeek(i int) (Date, int) {
	y, ok1 := r.digits(i, 4, 4)
	w, ok2 := r.digits(i+3, 2, 2)
	if !ok1 || !ok2 || !r.glued(i, i+3) || r.at(i+1) != "-" || r.at(i+2) != "w" || w < 1 {
		return Date{}, 0
	}
	monday := monday(Date{y, time.January, 4}).AddDays(7 * (w - 1)) // 4 January is in week 1 (ISO 8601)
	if year, _ := monday.Time().ISOWeek(); year != y {
		return Date{}, 0
	}
	return monday, i + 4
}

func (r reader) dotted(i int) (Date, int) {
	d, ok1 := r.digits(i, 1, 2)
	m, ok2 := r.digits(i+2, 1, 2)
	y, ok3 := r.digits(i+4, 4, 4)
	if !ok1 || !ok2 || !ok3 || !r.glued(i, i+4) || r.at(i+1) != "." || r.at(i+3) != "." {
		return Date{}, 0
	}
	return when(i+5, y, time.Month(m), d)
}

// when is the result of a form that ends before next.
func when(next, year int, month time.Month, day int) (Date, int) {
	if d, ok := civil(year, month, day); ok {
		return d, next
	}
	return Date{}, 0
}

// dayMonth reads 20 Nov, 20th of November, 20 nov 2026.
func (r reader) dayMonth(i int) (Date, int) {
	if r.at(i) == "the" {
		i++
	}
	d, ok := r.digits(i, 1, 2)
	if !ok {
		return Date{}, 0
	}
	if i++; ordinals[r.at(i)] && r.glued(i-1, i) {
		i++
	}
	if r.at(i) == "of" {
		i++
	}
	m, ok := months[r.at(i)]
	if !ok {
		return Date{}, 0
	}
	return r.year(r.dot(i), m, d)
}

// monthDay reads Nov 20, November 20th, 2026.
func (r reader) monthDay(i int) (Date, int) {
	m, ok := months[r.at(i)]
	if !ok {
		return Date{}, 0
	}
	i = r.dot(i)
	d, ok := r.digits(i, 1, 2)
	if !ok {
		return Date{}, 0
	}
	if i++; ordinals[r.at(i)] && r.glued(i-1, i) {
		i++
	}
	return r.year(i, m, d)
}

// dot steps over the word at i and the dot of an abbreviation behind it, when
// something follows that dot: the one at the end closes a sentence.
func (r reader) dot(i int) int {
	if r.at(i+1) == "." && r.glued(i, i+1) && i+2 < len(r.toks) && r.toks[i+2].kind == number {
		return i + 2
	}
	return i + 1
}

// year reads the year at i, or chooses one.
func (r reader) year(i int, m time.Month, d int) (Date, int) {
	j := i
	if r.at(j) == "," {
		j++
	}
	if y, ok := r.digits(j, 4, 4); ok {
		return when(j+1, y, m, d)
	}
	return r.choose(i, func(n int) (Date, bool) { return civil(r.today.Year+n, m, d) })
}

// dayOfMonth reads 27th.
func (r reader) dayOfMonth(i int) (Date, int) {
	if r.at(i) == "the" {
		i++
	}
	d, ok := r.digits(i, 1, 2)
	if !ok || !r.glued(i, i+1) || !ordinals[r.at(i+1)] {
		return Date{}, 0
	}
	first := Date{r.today.Year, r.today.Month, 1}
	return r.choose(i+2, func(n int) (Date, bool) {
		in := first.AddMonths(n)
		return civil(in.Year, in.Month, d)
	})
}

// choose takes, of the days a repeating date falls on, the one the bias
// wants. day gives the one n periods from now, if that period has it: 29
// February may be up to eight years away.
func (r reader) choose(next int, day func(n int) (Date, bool)) (Date, int) {
	var before, after Date
	for n := -8; n <= 8; n++ {
		d, ok := day(n)
		switch {
		case !ok:
		case d.Before(r.today):
			before = d
		case d == r.today:
			return d, next
		case after.IsZero():
			after = d
		}
	}
	back := r.bias == Past || r.bias == Nearest && r.today.Sub(before) < after.Sub(r.today)
	switch {
	case back && !before.IsZero():
		return before, next
	case r.bias != Past && !after.IsZero():
		return after, next
	}
	return Date{}, 0
}

// weekday reads fri, next friday, and friday 20 nov.
func (r reader) weekday(i int) (Date, int) {
	which := r.at(i)
	switch which {
	case "this", "next", "last":
		i++
	default:
		which = ""
	}
	w, ok := weekdays[r.at(i)]
	if !ok {
		return Date{}, 0
	}
	i++
	if which == "" {
		if d, next := r.decorated(i); next > 0 {
			return d, next
		}
	}
	ahead := (int(w) - int(r.today.Weekday()) + 7) % 7
	ofWeek := monday(r.today).AddDays((int(w) + 6) % 7)
	switch {
	case which == "this":
		return ofWeek, i
	case which == "next":
		return ofWeek.AddDays(7), i
	case which == "last", which == "" && r.bias == Past && ahead > 0:
		return r.today.AddDays(ahead - 7), i
	}
	return r.today.AddDays(ahead), i
}

// decorated reads the date behind a weekday that merely decorates it.
func (r reader) decorated(i int) (Date, int) {
	if r.at(i) == "," || r.at(i) == "." {
		i++
	}
	for _, form := range []func(int) (Date, int){r.iso, r.dotted, r.dayMonth, r.monthDay, r.dayOfMonth} {
		if d, next := form(i); next > 0 {
			return d, next
		}
	}
	return Date{}, 0
}

func (r reader) named(i int) (Date, int) {
	switch r.at(i) {
	case "today":
		return r.today, i + 1
	case "tomorrow":
		return r.today.AddDays(1), i + 1
	case "yesterday":
		return r.today.AddDays(-1), i + 1
	}
	return Date{}, 0
}

// offset reads in 3 days, +2w and -3d.
func (r reader) offset(i int) (Date, int) {
	sign := 1
	switch r.at(i) {
	case "in":
		n, ok := r.count(i + 1)
		if !ok || !r.toks[i+1].spaced {
			return Date{}, 0
		}
		return r.shift(i+2, n)
	case "-":
		sign = -1
	case "+":
	default:
		return Date{}, 0
	}
	n, ok := r.digits(i+1, 1, 4)
	if !ok || !r.glued(i, i+1) {
		return Date{}, 0
	}
	return r.shift(i+2, sign*n)
}

// ago reads 3 weeks ago.
func (r reader) ago(i int) (Date, int) {
	n, ok := r.count(i)
	if !ok {
		return Date{}, 0
	}
	if d, next := r.shift(i+1, -n); next > 0 && r.at(next) == "ago" {
		return d, next + 1
	}
	return Date{}, 0
}

// shift moves today by n of the unit at i.
func (r reader) shift(i, n int) (Date, int) {
	switch r.at(i) {
	case "d", "day", "days":
		return r.today.AddDays(n), i + 1
	case "w", "week", "weeks":
		return r.today.AddDays(7 * n), i + 1
	case "m", "month", "months":
		return r.today.AddMonths(n), i + 1
	case "y", "year", "years":
		return r.today.AddMonths(12 * n), i + 1
	}
	return Date{}, 0
}

// endOf reads end of month, end of the week, end of next quarter, eow, eom.
func (r reader) endOf(i int) (Date, int) {
	switch r.at(i) {
	case "eow":
		return r.lastDay(0, "week"), i + 1
	case "eom":
		return r.lastDay(0, "month"), i + 1
	case "end":
	default:
		return Date{}, 0
	}
	if i++; r.at(i) == "of" {
		i++
	}
	n := 0
	switch r.at(i) {
	case "next":
		n = 1
		i++
	case "last":
		n = -1
		i++
	case "the", "this":
		i++
	}
	switch r.at(i) {
	case "week", "month", "quarter", "year":
		return r.lastDay(n, r.at(i)), i + 1
	}
	return Date{}, 0
}

// period reads this week, next month, last year.
func (r reader) period(i int) (Date, int) {
	n, ok := map[string]int{"this": 0, "next": 1, "last": -1}[r.at(i)]
	if !ok {
		return Date{}, 0
	}
	switch unit := r.at(i + 1); unit {
	case "week", "month", "quarter", "year":
		if r.periodEnd {
			return r.lastDay(n, unit), i + 2
		}
		return r.firstDay(n, unit), i + 2
	}
	return Date{}, 0
}

// firstDay is the first day of the period n from the one today is in.
func (r reader) firstDay(n int, unit string) Date {
	t := r.today
	switch unit {
	case "week":
		return monday(t).AddDays(7 * n)
	case "month":
		return New(t.Year, t.Month+time.Month(n), 1)
	case "quarter":
		return New(t.Year, (t.Month-1)/3*3+1+time.Month(3*n), 1)
	}
	return New(t.Year+n, time.January, 1)
}

// lastDay is the last day of that period; a week's is Friday, and on a
// weekend the week meant is the coming one.
func (r reader) lastDay(n int, unit string) Date {
	if unit != "week" {
		return r.firstDay(n+1, unit).AddDays(-1)
	}
	friday := monday(r.today).AddDays(4 + 7*n)
	if n == 0 && friday.Before(r.today) {
		return friday.AddDays(7)
	}
	return friday
}

// monday is the first day of d's week.
func monday(d Date) Date { return d.AddDays(-((int(d.Weekday()) + 6) % 7)) }
