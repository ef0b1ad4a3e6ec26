package importer

import (
	"strconv"
	"strings"

	"oneonone/internal/lazyregexp"
	"oneonone/internal/when"
)

// readUndated tells a heading without a date from one without a year and from one
// whose day does not exist.
func readUndated(text string, order when.Order, year int) headingDate {
	const leap = 2000 // a year that has every day
	if full, ok := insertYear(text, leap); ok {
		if year > 0 {
			full, _ = insertYear(text, year)
			if h, ok := findDate(full, order); ok {
				return h
			}
			return headingDate{impossible: true}
		}
		h, _ := findDate(full, order)
		h.yearless = true
		return h
	}
	return impossibleDay(text)
}

var (
	dayOrMonth = lazyregexp.New(`\d+(?:st|nd|rd|th)?|\p{L}{3,}`)
	shortDate  = lazyregexp.New(`^(|.*[\s(])(\d{1,2})([/.-])(\d{1,2})[/.]?((?:[\s:：,|)@–—].*)?)$`)
	shortCJK   = lazyregexp.New(`(\d{1,2})\s*[月월]\s*(\d{1,2})\s*[日号號일]`)
	aWeekday   = lazyregexp.New(`^\p{L}+[.,]*$`)
)

// insertYear inserts the missing year into a date: after "5 March" or "Mar 5", at
// the end of 5/3, 5.3 or 10-25, before 10月25日.
func insertYear(text string, year int) (string, bool) {
	y := strconv.Itoa(year)
	if m := shortCJK().FindStringSubmatchIndex(text); m != nil {
		full := text[:m[0]] + " " + y + "-" + text[m[2]:m[3]] + "-" + text[m[4]:m[5]] + " " + text[m[1]:]
		return full, yearFits(full, year)
	}
	if m := shortDate().FindStringSubmatch(text); m != nil && mayBeShort(m[1], m[2]+m[3]+m[4], m[5]) {
		full := m[1] + m[2] + m[3] + m[4] + m[3] + y + m[5]
		return full, yearFits(full, year)
	}
	for i, at := range dayOrMonth().FindAllStringIndex(text, 5) {
		if i == 0 {
			continue // a date has both
		}
		if full := text[:at[1]] + " " + y + " " + text[at[1]:]; yearFits(full, year) {
			return full, true
		}
	}
	return "", false
}

// mayBeShort reports whether two numbers between these words may be a day: not
// 1-1, which is the meeting, nor a fraction, score or version at the start of a
// title.
func mayBeShort(lead, numbers, rest string) bool {
	lead = strings.TrimSpace(lead)
	switch {
	case numbers == "1-1", lead != "" && !aWeekday().MatchString(lead) && !ofMeeting(lead) && !labelled(lead):
		return false
	case timesOnly().MatchString(rest):
		return true
	case strings.Contains(numbers, "."):
		return false
	}
	return setsOff().MatchString(strings.TrimSpace(rest)) || ofMeeting(rest)
}

// labelled reports whether the words before a date say that it is one.
func labelled(lead string) bool {
	label := strings.TrimRight(lead, " :：*")
	return label != lead && when.IsDateLabel(label)
}

func yearFits(full string, year int) bool {
	f, ok := when.FindHeading(full, when.Unknown)
	return ok && f.Date.Year == year && ofMeeting(f.Lead)
}
