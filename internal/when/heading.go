package when

import (
	"strings"
	"time"
	"unicode"
	"unicode/utf8"
)

// Order is the order of day, month and year in dates that are all numbers.
type Order int

// The orders. With Unknown, 05/03/2024 is ambiguous.
const (
	Unknown Order = iota
	DMY
	MDY
	YMD
)

// OrderOf is the order called dmy, mdy or ymd, else Unknown.
func OrderOf(name string) Order {
	return map[string]Order{"dmy": DMY, "mdy": MDY, "ymd": YMD}[strings.ToLower(name)]
}

// ParseHeading reads the date out of a heading of somebody's running notes:
//
//	2024-03-05, 2024/03/05, 20240305
//	5 March 2024, March 5, 2024, Mar 5th, 2024
//	Tuesday, 5 March 2024, 5. März 2024, 5 mars 2024, 5 de marzo de 2024
//	5.3.2024, 05/03/2024, 05-03-24
//
// with words before ("Date:", "1:1", "Meeting", names) and after ("– Alice").
// Chinese, Japanese and Korean words may touch the date. The date has a year and
// is a day that exists. Month and weekday names are English or of a language of
// notes/words. A weekday is not checked against it.
//
// rest is the heading without the date, its weekday, a leading "Date:" and
// the separators around them: "Alice" for "2024-03-05 – Alice". A caller who
// must lose nothing keeps the heading itself.
//
// A date in numbers is read in the given order, or in another one if only that
// one gives a day; dots mean day first unless an order is given. ambiguous says
// that the order is Unknown and a second reading was as good: d is then the
// day-first one.
//
// A heading that is about something else is refused: more than six words
// before the date, or one that makes it a date other than the meeting's, such as
// until, due or goals. "Notes from" is the meeting's.
func ParseHeading(s string, order Order) (d Date, rest string, ambiguous, ok bool) {
	f, ok := FindHeading(s, order)
	return f.Date, f.Rest, f.Ambiguous, ok
}

// HeadingDate is what FindHeading reads from a heading.
type HeadingDate struct {
	Date      Date
	Rest      string // the heading without the date, as ParseHeading returns it
	Ambiguous bool   // day and month could be the other way round
	// Lead is what comes before the date, its weekday and separators aside: "1:1
	// Alice" in "1:1 Alice (Tue, 2024-03-05)", and nothing in "Date: 2024-03-05" or
	// when no letter or digit comes before the date.
	Lead string
	// Trail is everything after the date, separators and spaces included.
	Trail string
}

// FindHeading reads a heading as ParseHeading does, and returns what comes before
// the date and after it.
func FindHeading(s string, order Order) (HeadingDate, bool) {
	s = unescape(s)
	h := heading{reader{toks: tokenise(s), today: Date{2000, 1, 1}}, order}
	for i := range h.toks {
		if i > 0 && !h.parted(i) || h.ofRatio(i) {
			continue
		}
		d, next, ambiguous := h.date(i)
		if next == 0 || next < len(h.toks) && !h.parted(next) {
			continue
		}
		from := h.stepBack(i, d)
		if !h.mayLead(from) {
			return HeadingDate{}, false
		}
		f := h.around(s, from, next)
		f.Date, f.Ambiguous = d, ambiguous
		return f, true
	}
	return HeadingDate{}, false
}

// parted reports whether a date can begin or end before the token at i: there is
// space or punctuation, or a word in a script that puts none around numbers.
func (h heading) parted(i int) bool {
	before, t := h.toks[i-1], h.toks[i]
	return t.spaced || before.kind == punct || t.kind == punct || before.unspaced() || t.unspaced()
}

// ofRatio reports whether the token at i is the end of a ratio or a time:
// "1:1 March 2024" has no day.
func (h heading) ofRatio(i int) bool {
	return i >= 2 && h.at(i-1) == ":" && h.toks[i-2].kind == number && h.glued(i-2, i)
}

// unescape removes the backslashes that Google Docs' export puts before
// punctuation, and emphasis around the whole heading.
func unescape(s string) string {
	if strings.Contains(s, `\`) {
		var b strings.Builder
		for i := 0; i < len(s); i++ {
			if s[i] == '\\' && i+1 < len(s) && s[i+1] < utf8.RuneSelf && strings.IndexByte("!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~", s[i+1]) >= 0 {
				i++
			}
			b.WriteByte(s[i])
		}
		s = b.String()
	}
	return strings.Trim(strings.TrimSpace(s), "*_# \t")
}

type heading struct {
	reader
	order Order
}

func (h heading) date(i int) (d Date, next int, ambiguous bool) {
	if d, next := h.packed(i); next > 0 {
		return d, next, false
	}
	if d, next, ambiguous := h.numeric(i); next > 0 {
		return d, next, ambiguous
	}
	if d, next := h.dayFirst(i); next > 0 {
		return d, next, false
	}
	d, next = h.monthFirst(i)
	return d, next, false
}

// packed reads 20240305.
func (h heading) packed(i int) (Date, int) {
	n, ok := h.digits(i, 8, 8)
	if !ok || n < 1900_00_00 || n > 2199_99_99 {
		return Date{}, 0
	}
	return when(i+1, n/10000, time.Month(n/100%100), n%100)
}

// numeric reads three numbers with the same -, / or . between them.
func (h heading) numeric(i int) (d Date, next int, ambiguous bool) {
	sep := h.at(i + 1)
	a, ok1 := h.digits(i, 1, 4)
	b, ok2 := h.digits(i+2, 1, 2)
	c, ok3 := h.digits(i+4, 1, 4)
	if !ok1 || !ok2 || !ok3 || !h.glued(i, i+4) || h.at(i+3) != sep || sep != "-" && sep != "/" && sep != "." {
		return Date{}, 0, false
	}
	next = i + 5
	if h.glued(next-1, next) && h.at(next) == sep && sep != "-" { // 1.2.2024.5 is a version, not a day
		if _, more := h.digits(next+1, 1, 9); more && h.glued(next, next+1) {
			return Date{}, 0, false
		}
	}
	la, lc := len(h.at(i)), len(h.at(i+4))
	switch {
	case la == 4 && lc <= 2:
		d, next = when(next, a, time.Month(b), c)
		return d, next, false
	case la <= 2 && lc == 4:
	case la == 2 && lc == 2 && h.order == YMD:
		d, next = when(next, 2000+a, time.Month(b), c)
		return d, next, false
	case la <= 2 && lc == 2:
		c += 2000
	default:
		return Date{}, 0, false
	}
	dmy, dayFirst := civil(c, time.Month(b), a)
	mdy, monthFirst := civil(c, time.Month(a), b)
	switch {
	case !dayFirst && !monthFirst:
		return Date{}, 0, false
	case !dayFirst, monthFirst && h.order == MDY:
		return mdy, next, false
	}
	unsure := h.order == Unknown && monthFirst && dmy != mdy && sep != "."
	return dmy, next, unsure
}

// month is the month a word names in one of the languages.
func (h heading) month(i int) (time.Month, bool) {
	if m, ok := months[h.at(i)]; ok {
		return m, true
	}
	m, ok := foreignMonths()[h.at(i)]
	return time.Month(m), ok
}

// fourDigits is the year at i, after a comma or "de".
func (h heading) fourDigits(i int) (y, next int, ok bool) {
	switch h.at(i) {
	case ",", "de", "del", ".":
		i++
	}
	y, ok = h.digits(i, 4, 4)
	return y, i + 1, ok
}

// dayFirst reads 5 March 2024, 5. März 2024, 5th of March, 2024, 1er mars
// 2024, 5 de marzo de 2024.
func (h heading) dayFirst(i int) (Date, int) { return h.ofYear(h.dayAndMonth(i)) }

// dayAndMonth reads 5 March, 5. März, 5th of March, 1er mars.
func (h heading) dayAndMonth(i int) (day int, m time.Month, next int, ok bool) {
	if day, ok = h.digits(i, 1, 2); !ok {
		return 0, 0, 0, false
	}
	if i++; h.glued(i-1, i) && (ordinals[h.at(i)] || h.at(i) == "er" || h.at(i) == "." || h.at(i) == "-") {
		i++
	}
	if h.at(i) == "of" || h.at(i) == "de" {
		i++
	}
	if m, ok = h.month(i); !ok {
		return 0, 0, 0, false
	}
	if i++; h.glued(i-1, i) && (h.at(i) == "." || h.at(i) == "-") {
		i++
	}
	return day, m, i, true
}

// monthFirst reads March 5, 2024 and Mar. 5th 2024.
func (h heading) monthFirst(i int) (Date, int) { return h.ofYear(h.monthAndDay(i)) }

// ofYear is a day and month in the year at i.
func (h heading) ofYear(day int, m time.Month, i int, ok bool) (Date, int) {
	if !ok {
		return Date{}, 0
	}
	y, next, ok := h.fourDigits(i)
	if !ok {
		return Date{}, 0
	}
	return when(next, y, m, day)
}

// monthAndDay reads March 5, Mar. 5th.
func (h heading) monthAndDay(i int) (day int, m time.Month, next int, ok bool) {
	if m, ok = h.month(i); !ok {
		return 0, 0, 0, false
	}
	i = h.dot(i)
	if day, ok = h.digits(i, 1, 2); !ok {
		return 0, 0, 0, false
	}
	if i++; ordinals[h.at(i)] && h.glued(i-1, i) {
		i++
	}
	return day, m, i, true
}

// stepBack moves i from the date d to the weekday that decorates it.
func (h heading) stepBack(i int, d Date) int {
	j := i
	for j > 0 && betweenDay[h.at(j-1)] {
		j--
	}
	if j == 0 {
		return i
	}
	if _, ok := weekdays[h.at(j-1)]; ok {
		return j - 1
	}
	if w, ok := foreignWeekdays()[h.at(j-1)]; ok && time.Weekday(w%7) == d.Weekday() {
		return j - 1
	}
	return i
}

// betweenDay are the tokens that may come between a weekday and its date.
var betweenDay = map[string]bool{",": true, ".": true, "(": true, "den": true, "the": true, "le": true, "el": true}

// otherDates are words before a date that make it a day other than the meeting's,
// or the heading that of a section.
var otherDates = map[string]bool{
	"until": true, "till": true, "due": true, "by": true, "since": true, "from": true, "to": true, "before": true, "after": true,
	"through": true, "start": true, "started": true, "starting": true, "starts": true, "end": true, "ends": true, "ending": true,
	"launch": true, "launched": true, "deadline": true, "goal": true, "goals": true, "okr": true, "okrs": true, "objectives": true,
	"joined": true, "born": true, "birthday": true, "release": true, "released": true, "version": true, "updated": true, "modified": true,
	"created": true, "exported": true, "copyright": true, "next": true, "bis": true, "seit": true, "ab": true, "vor": true,
	"jusqu": true, "depuis": true, "hasta": true, "desde": true,
}

// leadWords is how many words may come before the date.
const leadWords = 6

func (h heading) mayLead(before int) bool {
	words := 0
	for i, t := range h.toks[:before] {
		if otherDates[t.text] && !(t.text == "from" && i > 0 && recordWords[h.toks[i-1].text]) {
			return false
		}
		if t.kind == word {
			words++
		}
	}
	return words <= leadWords
}

// recordWords are words for what was written down in a meeting: "Notes from" a day.
var recordWords = map[string]bool{
	"note": true, "notes": true, "minutes": true, "recap": true, "summary": true, "meeting": true, "sync": true, "catchup": true, "weekly": true, "session": true,
}

// around cuts s at the tokens from up to next, which are the date.
func (h heading) around(s string, from, next int) HeadingDate {
	const separators = " \t\u00a0-–—|:：,;.·•@/*_"
	lead := strings.TrimRight(s[:h.toks[from].start], separators+"([")
	if dateLabels[strings.ToLower(strings.Trim(lead, "* \t:："))] {
		lead = ""
	}
	behind := s[h.toks[next-1].end:]
	trail := strings.TrimLeft(behind, separators+")]")
	if lead == "" {
		trail = strings.TrimRight(trail, " \t*_")
	}
	lead = strings.TrimSpace(lead)
	f := HeadingDate{Rest: strings.TrimSpace(lead + " " + strings.TrimSpace(trail)), Lead: lead, Trail: behind}
	if !strings.ContainsFunc(lead, func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }) {
		f.Lead = ""
	}
	return f
}

// dateLabels are the words before a colon that say what the date is.
var dateLabels = map[string]bool{
	"date": true, "meeting date": true, "date & time": true, "date and time": true, "date/time": true, "when": true,
	"datum": true, "fecha": true, "data": true, "日期": true, "时间": true, "時間": true, "会议时间": true, "会议日期": true,
	"會議時間": true, "會議日期": true, "日時": true, "日付": true, "開催日": true, "날짜": true, "일시": true,
}

// IsDateLabel reports whether the text before a colon says that the meeting's day
// follows, as "Date" and "会议时间" do.
func IsDateLabel(s string) bool { return dateLabels[strings.ToLower(strings.TrimSpace(s))] }
