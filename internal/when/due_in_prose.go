package when

import "time"

// FindDue finds the last spoken due date in the words of a promise: a date after
// "by", "due" or "until", such as "by Friday", "by Wed 27 Nov", "due tomorrow",
// "due in two weeks", "until next Tuesday", "by the end of the month", "by EOD".
// The phrase is text[start:end], lead-in included, so that "by Friday's demo" has
// "by Friday".
//
// The date is relative to entry, the day the promise was written down, and
// never before it: "by 3 March", said in November, is next year's, and what
// can only mean an earlier day is no due date. The forms are those of
// ParseFrom, but a period counts to its end ("due next week" is that week's
// Friday). A month or a number alone is not one ("by March", "by 20"), nor is
// "by hand" or "due to illness". Names of days and months that are also
// everyday words (may, march, sun, sat, wed) need their capital here. "by 12/4"
// is one where order, or the calendar, leaves one day; "by 4.12." always is.
func FindDue(text string, entry Date, order Order) (d Date, start, end int, ok bool) {
	if !hasLeadIn(text) {
		return Date{}, 0, 0, false
	}
	toks := tokenise(text)
	r := reader{toks: toks, today: entry, bias: Future, periodEnd: true, order: order}
	for i := len(toks) - 1; i >= 0; i-- {
		from := r.leadIn(i)
		if from == 0 {
			continue
		}
		d, next := r.spoken(from)
		if next > 0 && d.inRange() && !d.Before(entry) {
			if i > 0 && r.leadIn(i-1) == from { // "due by" is one lead-in
				i--
			}
			return d, toks[i].start, toks[next-1].end, true
		}
	}
	return Date{}, 0, 0, false
}

// hasLeadIn spares most texts the full search, at 0.1 µs against 4 for every
// action there is.
func hasLeadIn(text string) bool {
	for i := 0; i+2 < len(text); i++ {
		switch text[i] | 0x20 {
		case 'b':
			if text[i+1]|0x20 == 'y' {
				return true
			}
		case 'd':
			if text[i+1]|0x20 == 'u' && text[i+2]|0x20 == 'e' {
				return true
			}
		case 't':
			if text[i+1]|0x20 == 'i' && text[i+2]|0x20 == 'l' { // until, till
				return true
			}
		}
	}
	return false
}

// leadIn returns the index of the token after the lead-in that starts at i, or 0
// when none does.
func (r reader) leadIn(i int) int {
	if i > 0 && !r.toks[i].spaced && r.partOfWord(i-1) {
		return 0
	}
	next := i + 1
	switch r.at(i) {
	case "by", "until", "till":
	case "due":
		switch r.at(next) {
		case "by", "on", ":":
			next++
		}
	default:
		return 0
	}
	if next >= len(r.toks) || !r.toks[next].spaced {
		return 0
	}
	return next
}

// partOfWord reports whether the token at i forms one word with an unspaced
// neighbour, as in stand-by, #by and x.due.
func (r reader) partOfWord(i int) bool {
	switch r.at(i) {
	case "-", "_", "@", "#", "/", ".", "'", "’", ":":
		return true
	}
	return r.toks[i].kind != punct
}

// spoken is the date at i inside a sentence: the whole words of one, or none.
func (r reader) spoken(i int) (Date, int) {
	switch r.at(i) {
	case "eod", "cob":
		if d, next := r.spoken(i + 1); next > 0 {
			return d, next
		}
		return r.today, i + 1
	case "the":
		if r.at(i+1) == "end" {
			return r.spoken(i + 1)
		}
	case "end":
		if r.at(i+1) == "of" && r.at(i+2) == "day" {
			return r.today, i + 3
		}
	}
	d, next := r.date(i)
	if next == 0 {
		d, next = r.numeric(i)
	}
	if next == 0 || next < len(r.toks) && !r.toks[next].spaced && r.continues(next) {
		return Date{}, 0
	}
	for _, t := range r.toks[i:next] {
		switch t.text {
		case "may", "march", "mar", "sun", "sat", "wed":
			if !t.capital {
				return Date{}, 0
			}
		}
	}
	return d, next
}

// numeric reads 12/4 and 4.12., with a year or without, that can be one day
// only. 4.12 without its second dot may be anything.
func (r reader) numeric(i int) (Date, int) {
	a, ok := r.digits(i, 1, 2)
	b, ok2 := r.digits(i+2, 1, 2)
	sep := r.at(i + 1)
	if !ok || !ok2 || !r.glued(i, i+2) || sep != "/" && sep != "." {
		return Date{}, 0
	}
	dayFirst, next := r.numericIn(i+3, sep, time.Month(b), a)
	monthFirst, other := r.numericIn(i+3, sep, time.Month(a), b)
	switch {
	case sep == "." || other == 0:
		return dayFirst, next
	case next == 0 || r.order == MDY:
		return monthFirst, other
	case r.order == DMY || dayFirst == monthFirst:
		return dayFirst, next
	}
	return Date{}, 0
}

// numericIn reads what follows day and month: a year, or the dot of 4.12.
func (r reader) numericIn(i int, sep string, m time.Month, d int) (Date, int) {
	if !r.glued(i-1, i) || r.at(i) != sep {
		if sep == "." {
			return Date{}, 0
		}
		return r.year(i, m, d)
	}
	if y, ok := r.digits(i+1, 2, 4); ok && r.glued(i, i+1) {
		if y < 100 {
			y += 2000
		}
		return when(i+2, y, m, d)
	}
	if sep == "/" {
		return Date{}, 0
	}
	return r.year(i+1, m, d)
}

// continues reports whether the token at i makes the word before it another
// one, as in Friday_x and 27 Nov2.
func (r reader) continues(i int) bool {
	return r.toks[i].kind != punct || r.at(i) == "_" || r.at(i) == "/"
}
