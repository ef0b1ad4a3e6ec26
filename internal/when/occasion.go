package when

// Occasion is a day that somebody wrote down to remember it: "birthday: 12
// March", "2026-12-01: moves to Bern".
type Occasion struct {
	Day Date
	// Yearless says that no year was written; Day is then one of a leap year.
	Yearless bool
	Text     string // without the day and what separates it from the rest
}

// leapYear has every day that there is.
const leapYear = 2000

// FindOccasion finds the first day in a text, with a year or without.
func FindOccasion(s string) (Occasion, bool) {
	s = unescape(s)
	h := heading{reader{toks: tokenise(s), today: Date{leapYear, 1, 1}}, Unknown}
	for i := range h.toks {
		if i > 0 && !h.parted(i) || h.ofRatio(i) {
			continue
		}
		d, next, ambiguous := h.date(i)
		yearless := next == 0
		if yearless {
			d, next = h.dayOfYear(i)
		}
		if next == 0 || ambiguous || next < len(h.toks) && !h.parted(next) {
			continue
		}
		return Occasion{d, yearless, h.around(s, h.stepBack(i, d), next).Rest}, true
	}
	return Occasion{}, false
}

// dayOfYear reads 12 March or March 12.
func (h heading) dayOfYear(i int) (Date, int) {
	day, m, next, ok := h.dayAndMonth(i)
	if !ok {
		day, m, next, ok = h.monthAndDay(i)
	}
	if !ok {
		return Date{}, 0
	}
	return when(next, leapYear, m, day)
}

// Within returns the days between two days, both included, on which an occasion
// comes round: its own, if it has a year, and the same day of later years.
func (o Occasion) Within(from, to Date) []Date {
	var days []Date
	for year := max(from.Year, o.Day.Year); year <= to.Year; year++ {
		if d := o.Day.AddMonths(12 * (year - o.Day.Year)); !d.Before(from) && !d.After(to) {
			days = append(days, d)
		}
	}
	return days
}
