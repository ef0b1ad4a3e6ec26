package when

import "fmt"

// Cadence is how often two people meet. The zero Cadence means that nothing
// was said; None that there are no regular meetings.
type Cadence struct {
	n    int
	unit byte // 'd', 'w', 'm'; 'x' for none
}

// None is the cadence of people who meet when there is a reason to.
var None = Cadence{unit: 'x'}

// cadences are the words for the usual ones, the canonical word first.
var cadences = []struct {
	word string
	c    Cadence
}{
	{"daily", Cadence{1, 'd'}},
	{"weekly", Cadence{1, 'w'}},
	{"biweekly", Cadence{2, 'w'}},
	{"fortnightly", Cadence{2, 'w'}},
	{"bi-weekly", Cadence{2, 'w'}},
	{"monthly", Cadence{1, 'm'}},
	{"quarterly", Cadence{3, 'm'}},
	{"none", None},
}

// ParseCadence reads weekly, biweekly (every two weeks; also fortnightly),
// monthly, quarterly, daily, none, and every 10 days, every week, every other
// week, every 3 weeks, every two months, in any case.
func ParseCadence(s string) (Cadence, error) {
	toks := tokenise(s)
	for _, k := range cadences {
		if sameWords(toks, tokenise(k.word)) {
			return k.c, nil
		}
	}
	if c, ok := every(reader{toks: toks}); ok {
		return c, nil
	}
	return Cadence{}, fmt.Errorf(`invalid cadence %q: try weekly, biweekly, monthly, quarterly, "every 10 days" or none`, s)
}

func sameWords(a, b []token) bool {
	if len(a) != len(b) {
		return false
	}
	for i := range a {
		if a[i].text != b[i].text {
			return false
		}
	}
	return true
}

// every reads "every" [count | "other"] unit.
func every(r reader) (Cadence, bool) {
	if r.at(0) != "every" {
		return Cadence{}, false
	}
	n, i := 1, 1
	if r.at(1) == "other" {
		n, i = 2, 2
	} else if k, ok := r.count(1); ok {
		n, i = k, 2
	}
	if n < 1 || len(r.toks) != i+1 {
		return Cadence{}, false
	}
	switch r.at(i) {
	case "day", "days":
		return Cadence{n, 'd'}, true
	case "week", "weeks":
		return Cadence{n, 'w'}, true
	case "month", "months":
		return Cadence{n, 'm'}, true
	case "quarter", "quarters":
		return Cadence{3 * n, 'm'}, true
	case "year", "years":
		return Cadence{12 * n, 'm'}, true
	}
	return Cadence{}, false
}

// Regular reports whether meetings come at intervals: neither unsaid nor None.
func (c Cadence) Regular() bool { return c.n > 0 }

// Next is the day of the meeting after the one on last; a month after 31
// January is the last day of February. It is no date when c is not regular.
func (c Cadence) Next(last Date) Date {
	switch {
	case last.IsZero():
	case c.unit == 'd':
		return last.AddDays(c.n)
	case c.unit == 'w':
		return last.AddDays(7 * c.n)
	case c.unit == 'm':
		return last.AddMonths(c.n)
	}
	return Date{}
}

// Days is the interval in days, a month taken as 30 and a quarter as 91; 0
// when c is not regular.
func (c Cadence) Days() int {
	switch c.unit {
	case 'd':
		return c.n
	case 'w':
		return 7 * c.n
	case 'm':
		return c.n * 365 / 12
	}
	return 0
}

// String is the cadence as ParseCadence reads it, and "" for the zero one.
func (c Cadence) String() string {
	for _, k := range cadences {
		if k.c == c {
			return k.word
		}
	}
	unit := map[byte]string{'d': "days", 'w': "weeks", 'm': "months"}[c.unit]
	if unit == "" {
		return ""
	}
	return fmt.Sprintf("every %d %s", c.n, unit)
}
