package when

import (
	"time"
	"unicode"
	"unicode/utf8"
)

// MayHaveSpokenDue is a cheap test of whether FindSpokenDue may find anything.
func MayHaveSpokenDue(text string) bool { return len(leads().tongues(text)) > 0 }

// StartsSpokenDue is a cheap test of whether text may begin with a due date that
// FindSpokenDue reads.
func StartsSpokenDue(text string) (may bool) {
	if text != "" {
		leads().at(text, 0, func(*tongue) { may = true })
	}
	return may
}

// FindSpokenDue is FindDue for the languages of notes/words: "bis Freitag",
// "avant le 27 novembre", "до пятницы", "11月27日までに". What can mean more than one
// day does not count ("vendredi prochain", "bis nächsten Freitag"), nor does the
// end of a period, as in "Montag bis Freitag".
func FindSpokenDue(text string, entry Date, order Order) (d Date, start, end int, ok bool) {
	spoken := leads().tongues(text)
	if len(spoken) == 0 {
		return Date{}, 0, 0, false
	}
	r := reader{toks: tokeniseLetters(text), today: entry, bias: Future, periodEnd: true, order: order}
	for i := 0; i < len(r.toks); i++ {
		if i > 0 && !r.begins(i) {
			continue
		}
		for _, t := range spoken {
			found, next := t.due(r, i)
			if next == 0 || !found.inRange() || found.Before(entry) {
				continue
			}
			d, start, end, ok = found, r.toks[i].start, r.toks[next-1].end, true
			i = next - 1
			break
		}
	}
	return d, start, end, ok
}

// begins reports whether a word begins at i.
func (r reader) begins(i int) bool {
	before, t := r.toks[i-1], r.toks[i]
	return t.spaced || before.unspaced() || t.unspaced() || !r.partOfWord(i-1)
}

// due is the due date that begins at i: a date after a lead-in, or before a word
// that follows one.
func (t *tongue) due(r reader, i int) (Date, int) {
	if _, next := t.match(r, i, beforeDate); next > 0 && !t.endsDate(r, i) {
		if r.at(next) == ":" || r.at(next) == "：" {
			next++
		}
		for range 2 {
			if _, behind := t.match(r, next, filler); behind > 0 {
				next = behind
			}
		}
		if d, end := t.date(r, next); end > 0 {
			return d, end
		}
	}
	if !t.behind || i > 0 && (t.goesOn(r, i) || r.insideWord(i)) {
		return Date{}, 0
	}
	d, next := t.date(r, i)
	if next == 0 {
		return Date{}, 0
	}
	if _, other := t.match(r, next, unsure); other > 0 {
		return Date{}, 0
	}
	_, end := t.match(r, next, behindDate)
	return d, end
}

// goesOn reports whether what comes right before i makes the date there a
// different one: its week, which is read along with it, or a word that makes it
// unsure.
func (t *tongue) goesOn(r reader, i int) bool {
	return t.endsAt(r, i, unsure) || t.endsAt(r, i, nextWeek) || t.endsAt(r, i, thisWeek)
}

// insideWord reports whether the token at i continues a word in Korean, which
// separates words by spaces, or a number of something else.
func (r reader) insideWord(i int) bool {
	before, t := r.toks[i-1], r.toks[i]
	return !t.spaced && (before.kind == number && t.kind != number || hangul(before) && hangul(t))
}

func hangul(t token) bool {
	r, _ := utf8.DecodeRuneInString(t.text)
	return unicode.Is(unicode.Hangul, r)
}

// endsDate reports whether a date or a number comes right before i, so that what
// follows ends a period.
func (t *tongue) endsDate(r reader, i int) bool {
	if i == 0 {
		return false
	}
	if r.toks[i-1].kind == number || i > 1 && r.at(i-1) == "." && r.toks[i-2].kind == number {
		return true
	}
	return t.endsAt(r, i, theWeekday) || t.endsAt(r, i, theMonth) || t.endsAt(r, i, today)
}

// date is the one day that the words at i can mean.
func (t *tongue) date(r reader, i int) (Date, int) {
	for _, form := range []func(reader, int) (Date, int){t.written, t.relative, t.weekday} {
		if d, next := form(r, i); next > 0 {
			if next < len(r.toks) && !r.toks[next].spaced && !r.toks[next].unspaced() && !r.toks[next-1].unspaced() && r.continues(next) {
				return Date{}, 0
			}
			return d, next
		}
	}
	return Date{}, 0
}

// written is a day of a month: 2026-11-27, 27.11., 27 de noviembre de 2026,
// 11月27日.
func (t *tongue) written(r reader, i int) (Date, int) {
	for _, form := range []func(int) (Date, int){r.iso, r.dotted, r.numeric} {
		if d, next := form(i); next > 0 {
			return d, next
		}
	}
	if d, next := t.dayMonth(r, i); next > 0 {
		return d, next
	}
	year, at := 0, i
	if y, ok := r.digits(i, 4, 4); ok {
		if _, next := t.match(r, i+1, yearOf); next > 0 {
			year, at = y, next
		}
	}
	m, next := t.match(r, at, theMonth)
	d, ok := r.digits(next, 1, 2)
	if next == 0 || !ok {
		return Date{}, 0
	}
	if _, next = t.match(r, next+1, dayOf); next == 0 {
		return Date{}, 0
	}
	if year > 0 {
		return when(next, year, time.Month(m+1), d)
	}
	return r.year(next, time.Month(m+1), d)
}

// dayMonth reads 27. November, 1er décembre, 27 de noviembre de 2026.
func (t *tongue) dayMonth(r reader, i int) (Date, int) {
	d, ok := r.digits(i, 1, 2)
	if !ok {
		return Date{}, 0
	}
	if i++; r.glued(i-1, i) && (r.at(i) == "." || r.at(i) == "er" || r.at(i) == "º" || r.at(i) == "°") {
		i++
	}
	if _, next := t.match(r, i, ofMonth); next > 0 {
		i = next
	}
	m, next := t.match(r, i, theMonth)
	if next == 0 || t.behind {
		return Date{}, 0
	}
	if of := r.dot(next - 1); of > next {
		next = of
	}
	if _, of := t.match(r, next, ofMonth); of > 0 {
		if _, ok := r.digits(of, 4, 4); ok {
			next = of
		}
	}
	return r.year(next, time.Month(m+1), d)
}

// relative is tomorrow, the end of the week, the end of November.
func (t *tongue) relative(r reader, i int) (Date, int) {
	if _, next := t.match(r, i, endOfMonth); next > 0 {
		if m, end := t.match(r, next, theMonth); end > 0 {
			return r.choose(end, func(n int) (Date, bool) { return New(r.today.Year+n, time.Month(m+2), 0), true })
		}
	}
	for _, x := range []struct {
		is  meaning
		day Date
	}{
		{today, r.today}, {tomorrow, r.today.AddDays(1)}, {overmorrow, r.today.AddDays(2)},
		{nextWeekEnd, r.lastDay(1, "week")}, {weekEnd, r.lastDay(0, "week")},
		{monthEnd, r.lastDay(0, "month")}, {yearEnd, r.lastDay(0, "year")},
	} {
		if _, next := t.match(r, i, x.is); next > 0 {
			return x.day, next
		}
	}
	return Date{}, 0
}

// weekday reads a weekday, with its week before or after it, or with its date,
// which then has to be that weekday.
func (t *tongue) weekday(r reader, i int) (Date, int) {
	at, week := t.week(r, i)
	n, next := t.match(r, at, theWeekday)
	if next == 0 || next == at+1 && r.toks[at].abbreviates() {
		return Date{}, 0
	}
	day := time.Weekday((n + 1) % 7)
	if week == 0 {
		next, week = t.week(r, next)
	}
	if _, other := t.match(r, next, unsure); other > 0 {
		return Date{}, 0
	}
	ofWeek := monday(r.today).AddDays(n)
	switch week {
	case 1:
		return ofWeek, next
	case 2:
		return ofWeek.AddDays(7), next
	}
	coming := r.today.AddDays((int(day) - int(r.today.Weekday()) + 7) % 7)
	return t.decorated(r, next, coming)
}

// abbreviates reports whether a token is the short name of a weekday without
// its capital, which may be another word: so, do, mi.
func (t token) abbreviates() bool {
	return utf8.RuneCountInString(t.text) <= 3 && !t.capital && !t.unspaced()
}

// week reads this or next week at i: 1 or 2, and what follows.
func (t *tongue) week(r reader, i int) (next, week int) {
	if _, next := t.match(r, i, nextWeek); next > 0 {
		return next, 2
	}
	if _, next := t.match(r, i, thisWeek); next > 0 {
		return next, 1
	}
	return i, 0
}

// decorated reads the date after a weekday, if there is one; if not, the day is
// coming. A date on another weekday makes it no date.
func (t *tongue) decorated(r reader, i int, coming Date) (Date, int) {
	at := i
	if r.at(at) == "," || r.at(at) == "(" {
		at++
	}
	if _, next := t.match(r, at, filler); next > 0 {
		at = next
	}
	if d, next := t.written(r, at); next > 0 {
		if d.Weekday() != coming.Weekday() {
			return Date{}, 0
		}
		return d, next
	}
	n, ok := r.digits(i, 1, 2)
	if !ok {
		return coming, i
	}
	d, next := r.choose(i+1, func(k int) (Date, bool) {
		month := Date{r.today.Year, r.today.Month, 1}.AddMonths(k)
		return civil(month.Year, month.Month, n)
	})
	switch {
	case next > 0 && d.Weekday() == coming.Weekday():
		return d, next
	case i+1 == len(r.toks) || r.toks[i+1].kind == punct && r.at(i+1) != ":" && r.at(i+1) != "h":
		return Date{}, 0
	}
	return coming, i
}
