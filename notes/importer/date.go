package importer

import (
	"regexp"
	"strconv"
	"strings"
	"unicode"

	"oneonone/internal/lazyregexp"
	"oneonone/internal/when"
)

// headingDate is the date a line has, as far as the line alone tells.
type headingDate struct {
	date when.Date // zero: none
	// rest are the words around the date, lead those before it.
	rest, lead string
	ambiguous  bool       // day and month could be the other way round
	proves     when.Order // the only order its numbers allow
	yearless   bool       // a day and a month, but no year
	setOff     bool       // a separator stands between the date and rest
	impossible bool       // written as a date, but there is no such day
}

// first reports whether nothing but a weekday or "Date:" stands before the
// date; whole whether nothing stands around it.
func (h *headingDate) first() bool { return h.date != when.Date{} && h.lead == "" }
func (h *headingDate) whole() bool { return h.date != when.Date{} && h.rest == "" }

// dateSpellings are ways to write a date that when.ParseHeading leaves to its
// caller, because a sentence may mean something else by them.
var dateSpellings = []struct {
	pattern func() *regexp.Regexp
	plain   string
}{
	{lazyregexp.New(`(\d{4})\s*年\s*(\d{1,2})\s*月\s*(\d{1,2})\s*日`), "$1-$2-$3 "},
	{lazyregexp.New(`(\d{4})[‐‑–—_](\d{2})[‐‑–—_](\d{2})`), "$1-$2-$3"}, // autocorrected, Logseq
	{lazyregexp.New(`(\d{4}-\d{2}-\d{2})T(\d{2}:?\d{2})`), "$1 $2"},
}

// readHeadingDate reads the date of a line. year is that of the headings
// around it, for dates without one; 0 when they name none.
func readHeadingDate(text string, order when.Order, year int) headingDate {
	for _, s := range dateSpellings {
		text = s.pattern().ReplaceAllString(text, s.plain)
	}
	// Obsidian and Logseq link the day's page.
	text = strings.TrimSpace(strings.NewReplacer("[[", "", "]]", "").Replace(text))
	if h, ok := findDate(text, order); ok {
		return h
	}
	return readUndated(text, order, year)
}

// findDate reads a date that has a day, a month and a year.
func findDate(text string, order when.Order) (headingDate, bool) {
	f, ok := when.FindHeading(text, order)
	if !ok {
		return headingDate{}, false
	}
	return headingDate{date: f.Date, rest: tidyRest(f.Rest), lead: f.Lead, ambiguous: f.Ambiguous, proves: provenOrder(text), setOff: setsOff().MatchString(f.Trail)}, true
}

// setsOff is a separator right behind a date.
var setsOff = lazyregexp.New(`^[\s*_\])]*[|:(–—-]`)

// tidyRest is what stands around the date as a title.
func tidyRest(rest string) string {
	if strings.HasSuffix(rest, ")") && !strings.Contains(rest, "(") {
		rest = strings.TrimSuffix(rest, ")")
	}
	return rest
}

// readUndated tells a heading without a date from one that lacks the year and
// from one whose day does not exist.
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
		return headingDate{yearless: true, lead: h.lead, rest: h.rest, setOff: h.setOff}
	}
	return impossibleDay(text)
}

var (
	dayOrMonth = lazyregexp.New(`\d+(?:st|nd|rd|th)?|\p{L}{3,}`)
	shortDate  = lazyregexp.New(`^(?:\p{L}+[.,]*\s+)?\d{1,2}([/.])\d{1,2}[/.]?$`)
)

// insertYear writes the year where a date lacks it: behind "5 March" or
// "Mar 5" at the start of the text, or at the end of a bare 5/3 or 5.3.
func insertYear(text string, year int) (string, bool) {
	y := strconv.Itoa(year)
	if m := shortDate().FindStringSubmatch(text); m != nil {
		full := strings.TrimRight(text, "/.") + m[1] + y
		_, _, _, ok := when.ParseHeading(full, when.Unknown)
		return full, ok
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

func yearFits(full string, year int) bool {
	f, ok := when.FindHeading(full, when.Unknown)
	return ok && f.Date.Year == year && ofMeeting(f.Lead)
}

var (
	numericDate    = lazyregexp.New(`(?:^|[^\w./-])(\d{4}[-/.]\d{1,2}[-/.]\d{1,2}|\d{1,2}[-/.]\d{1,2}[-/.]\d{4})(?:[^\w./-]|$)`)
	oneOrTwoDigits = lazyregexp.New(`\b[0-9]{1,2}\b`)
)

// impossibleDay reads a text that would have a date if there were such a day:
// 2024-02-31, 31 April 2024, Ticket 2024-99-01.
func impossibleDay(text string) headingDate {
	full := text
	if at := numericDate().FindStringSubmatchIndex(text); at != nil {
		full = text[:at[2]] + "2000-01-01" + text[at[3]:]
	} else if at := oneOrTwoDigits().FindStringIndex(text); at != nil {
		full = text[:at[0]] + "1" + text[at[1]:]
	}
	f, ok := when.FindHeading(full, when.Unknown)
	if !ok {
		return headingDate{}
	}
	return headingDate{impossible: true, lead: f.Lead, rest: tidyRest(f.Rest)}
}

var numbersDate = lazyregexp.New(`\b(\d{1,2})[-/](\d{1,2})[-/](?:\d{4}|\d{2})\b`)

// provenOrder is the order of day and month that a date in numbers leaves no
// doubt about.
func provenOrder(text string) when.Order {
	m := numbersDate().FindStringSubmatch(text)
	if m == nil {
		return when.Unknown
	}
	a, _ := strconv.Atoi(m[1]) // one or two digits
	b, _ := strconv.Atoi(m[2])
	switch {
	case a > 12 && b <= 12:
		return when.DMY
	case b > 12 && a <= 12:
		return when.MDY
	}
	return when.Unknown
}

var (
	aYear        = lazyregexp.New(`(?:^|\D)((?:19|20)\d\d)(?:\D|$)`)
	leadNumerals = lazyregexp.New(`\d+`)
)

// yearOf is the year a heading or file name speaks of, 0 when it names none
// or several.
func yearOf(text string) int {
	found := aYear().FindAllStringSubmatch(text, 2)
	if len(found) != 1 {
		return 0
	}
	year, _ := strconv.Atoi(found[0][1]) // four digits
	return year
}

// meetingWords are what people call a meeting's notes in its heading.
var meetingWords = map[string]bool{
	"notes": true, "minutes": true, "meeting": true, "chat": true, "call": true, "session": true, "sync": true, "1": true, "1on1": true, "one": true,
	"catch": true, "up": true, "catchup": true, "check": true, "in": true, "checkin": true, "weekly": true, "biweekly": true, "monthly": true,
	"from": true, "of": true, "on": true, "our": true, "the": true,
}

// ofMeeting reports whether the words before a date only name the meeting, as
// in "Notes from 5 March 2024": such a date needs no other one like it.
func ofMeeting(lead string) bool {
	words := strings.FieldsFunc(strings.ToLower(lead), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
	for _, w := range words {
		if !meetingWords[w] {
			return false
		}
	}
	return true
}

// sameLead reduces the words before a date to what recurs: "Meeting #12" and
// "Meeting #13" are the same.
func sameLead(lead string) string {
	return leadNumerals().ReplaceAllString(strings.ToLower(lead), "#")
}

// isPeriod reports whether a text is only the name of a year, quarter or
// month.
func isPeriod(text string) bool {
	words := strings.FieldsFunc(text, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
	for _, w := range words {
		if len(w) == 4 && yearOf(w) > 0 || quarter().MatchString(w) {
			continue
		}
		if d, rest, _, ok := when.ParseHeading("1 "+w+" 2000", when.Unknown); !ok || rest != "" || d.Day != 1 {
			return false
		}
	}
	return len(words) > 0
}

var quarter = lazyregexp.New(`(?i)^(?:[qh][1-4])$`)
