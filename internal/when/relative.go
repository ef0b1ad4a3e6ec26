package when

import "time"

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
