package when

import "time"

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

// dot steps over the word at i and the dot of an abbreviation after it, if
// something follows that dot: one at the end closes a sentence.
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
	return r.choose(i+2, func(n int) (Date, bool) {
		in := r.today.AddMonths(n)
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

// decorated reads the date after a weekday that merely decorates it.
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
