package importer

import (
	"regexp"
	"strconv"
	"strings"
	"unicode"

	"oneonone/internal/lazyregexp"
	"oneonone/internal/when"
)

// headingDate is the date in a line, as far as the line alone tells.
type headingDate struct {
	date when.Date // zero: none
	// rest is the words around the date, lead those before it.
	rest, lead string
	ambiguous  bool       // day and month could be the other way round
	proves     when.Order // the only order its numbers allow
	yearless   bool       // a day and a month, but no year: date has that of a leap year
	inferred   string     // where the part of the date that is not written comes from; "" when all is
	setOff     bool       // there is a separator between the date and rest
	impossible bool       // written as a date, but there is no such day
}

// known reports whether there is a date, with its year.
func (h *headingDate) known() bool { return !h.date.IsZero() && !h.yearless }

// first reports whether only a weekday or "Date:" comes before the date; whole
// whether nothing is around it, a time of day aside.
func (h *headingDate) first() bool { return h.known() && h.lead == "" }
func (h *headingDate) whole() bool { return h.known() && h.bare() }

// bare reports whether only a time of day is around the date.
func (h *headingDate) bare() bool { return timesOnly().MatchString(h.rest) }

// timesOnly matches a time after a date that says when the meeting was: "@
// 11:30", "6PM to 7PM", "22：00-23：00".
var timesOnly = lazyregexp.New(`(?i)^(?:[\s@,(–—-]*(?:(?:at|from|to|bis|um|uhr|utc|[ap]\.?m)\b\.?|\b\d{1,2}(?:[:：.h]\d{2})?\s*(?:[ap]\.?m\.?|h|uhr)?\b|[)>]))*\s*$`)

// dateSpellings are ways to write a date that when.FindHeading leaves to its
// caller, because in a sentence they may mean something else.
var dateSpellings = []struct {
	pattern func() *regexp.Regexp
	plain   string
}{
	{lazyregexp.New(`(\d{4})\s*[年년]\s*(\d{1,2})\s*[月월]\s*(\d{1,2})\s*[日号號일]?`), "$1-$2-$3 "},
	{lazyregexp.New(`(\d{4})[‐‑–—_](\d{2})[‐‑–—_](\d{2})`), "$1-$2-$3"}, // autocorrected, Logseq
	{lazyregexp.New(`(\d{4}-\d{2}-\d{2})T(\d{2}:?\d{2})`), "$1 $2"},
	{lazyregexp.New(`[<\[](\d{4}-\d{2}-\d{2})(?:\s+\p{L}{2,4}\.?)?(\s+\d{1,2}:\d{2}(?:-\d{1,2}:\d{2})?)?[>\]]`), "$1$2 "}, // Emacs
	{lazyregexp.New(`(\d{4}-\d{2}-\d{2})\s+(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)\b`), "$1"},
}

// isoWeek matches a week as in ISO 8601, 2023-W05 or 2023W05.
var isoWeek = lazyregexp.New(`\b(\d{4})-?W(\d{2})\b`)

// readHeadingDate reads the date of a line. year is that of the headings
// around it, for dates without one; 0 when they name none.
func readHeadingDate(text string, order when.Order, year int) headingDate {
	for _, s := range dateSpellings {
		text = s.pattern().ReplaceAllString(text, s.plain)
	}
	// Obsidian and Logseq link to the day's page.
	text = strings.TrimSpace(strings.NewReplacer("[[", "", "]]", "").Replace(text))
	if h, ok := findDate(text, order); ok {
		return h
	}
	if h, ok := findWeek(text, order); ok {
		return h
	}
	return readUndated(text, order, year)
}

// findWeek reads a week as its Monday.
func findWeek(text string, order when.Order) (headingDate, bool) {
	at := isoWeek().FindStringSubmatchIndex(text)
	if at == nil {
		return headingDate{}, false
	}
	week := text[at[2]:at[3]] + "-W" + text[at[4]:at[5]]
	monday, err := when.Parse(week, when.Date{})
	if err != nil {
		return headingDate{}, false
	}
	h, ok := findDate(text[:at[0]]+monday.String()+text[at[1]:], order)
	h.inferred = "the Monday of " + week
	return h, ok
}

// findDate reads a date that has a day, a month and a year.
func findDate(text string, order when.Order) (headingDate, bool) {
	f, ok := when.FindHeading(text, order)
	if !ok {
		return headingDate{}, false
	}
	return headingDate{date: f.Date, rest: tidyRest(f.Rest), lead: f.Lead, ambiguous: f.Ambiguous, proves: provenOrder(text), setOff: setsOff().MatchString(f.Trail)}, true
}

// setsOff matches a separator right after a date.
var setsOff = lazyregexp.New(`^[\s*_\])]*[|:(–—-]`)

// tidyRest is the words around the date, tidied as a title.
func tidyRest(rest string) string {
	if strings.HasSuffix(rest, ")") && !strings.Contains(rest, "(") {
		rest = strings.TrimSuffix(rest, ")")
	}
	return rest
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

// provenOrder is the order of day and month if a date in numbers proves it.
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

// yearOf is the year a heading or file name mentions, 0 when it names none or
// several.
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
	"meet": true, "group": true, "team": true, "date": true, "week": true, "standup": true, "discussion": true,
	"catch": true, "up": true, "catchup": true, "check": true, "in": true, "checkin": true, "weekly": true, "biweekly": true, "monthly": true,
	"from": true, "of": true, "on": true, "our": true, "the": true,
	"besprechung": true, "treffen": true, "protokoll": true, "jour": true, "fixe": true, "vom": true, "overleg": true, "vergadering": true, "verslag": true, "van": true,
	"réunion": true, "compte": true, "rendu": true, "point": true, "du": true, "de": true, "la": true, "reunión": true, "acta": true, "del": true,
	"reunião": true, "ata": true, "riunione": true, "verbale": true, "möte": true, "mötet": true, "anteckningar": true,
}

// meetingPart matches such a word within text in scripts without spaces.
var meetingPart = lazyregexp.New(`会议|會議|例会|周会|会議|定例|ミーティング|议事|議事|纪要|记录|회의|미팅`)

// ofMeeting reports whether the words before a date only name the meeting, as
// in "Notes from 5 March 2024": such a date needs no others like it.
func ofMeeting(lead string) bool {
	words := strings.FieldsFunc(strings.ToLower(lead), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
	for _, w := range words {
		if !meetingWords[w] && !meetingPart().MatchString(w) {
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

func firstWord(lead string) string {
	word, _, _ := strings.Cut(strings.ToLower(lead), " ")
	return word
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

// withWhom matches the name of a meeting with who was there: "Meeting with Dana on 9/24".
var withWhom = lazyregexp.New(`(?i)^(?:meeting|meet|call|chat|sync|1:1|1on1)\s+(?:with|w/|during)\s`)

// namesMeeting reports whether the words before a date name a meeting and who
// was there.
func namesMeeting(lead string) bool { return withWhom().MatchString(lead) && len(lead) <= maxBareDate }
