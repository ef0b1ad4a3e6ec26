package wish

import (
	"strconv"
	"strings"

	"oneonone/internal/lazyregexp"
	"oneonone/internal/when"
	"oneonone/notes/clause"
	"oneonone/notes/page"
)

// Wish is what somebody would like to do or be after some time.
type Wish struct {
	Text   string // the answer, without the time if that comes first
	Months int    // how far it looks ahead
	Line   int    // from 1
}

const (
	number = `(an?|one|two|three|four|five|six|seven|eight|nine|ten|twelve|eighteen|\d{1,3})`
	unit   = `(years?|yrs?|y|months?|mo|m)`
)

var (
	// inFront matches a time followed by a colon or a dash.
	inFront = lazyregexp.New(`(?i)^(?:in\s+)?(?:the\s+next\s+)?` + number + `[\s-]*` + unit + `(?:'s?|’s?)?(?:\s+(?:time|from\s+now))?\s*(?:[:–—]|->|→|-\s)\s*`)
	// within matches a time in a sentence.
	within = lazyregexp.New(`(?i)\b(?:in\s+` + number + `\s+(years?|months?)(?:'s?|’s?)?(?:\s+time)?|` + number + `\s+(years?|months?)\s+from\s+now|(this\s+time\s+next\s+year))\b`)
	// wishing matches the words of somebody who wishes for something.
	wishing = lazyregexp.New(`(?i)\b(?:wants?|wish(?:es)?|would\s+(?:like|love)|\pL+[’']d\s+(?:like|love)|hopes?|dreams?|sees?\s+\pL+sel(?:f|ves))\b`)
)

var numerals = map[string]int{"a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
	"twelve": 12, "eighteen": 18}

// Horizon reads the time that a wish looks ahead, "In three years: …", in
// months; 0 when it does not say.
func Horizon(text string) (months int, rest string) {
	m := inFront().FindStringSubmatchIndex(text)
	if m == nil {
		return 0, text
	}
	return monthsOf(text[m[2]:m[3]], text[m[4]:m[5]]), strings.TrimSpace(text[m[1]:])
}

func monthsOf(word, unit string) int {
	n, ok := numerals[strings.ToLower(word)]
	if !ok {
		n, _ = strconv.Atoi(word) // the expression ensures digits
	}
	if unit[0] == 'y' || unit[0] == 'Y' {
		n *= 12
	}
	return n
}

// spoken reads a time anywhere in a text, and where it is.
func spoken(text string) (months, start, end int) {
	m := within().FindStringSubmatchIndex(text)
	switch {
	case m == nil:
		return 0, 0, 0
	case m[2] >= 0:
		months = monthsOf(text[m[2]:m[3]], text[m[4]:m[5]])
	case m[6] >= 0:
		months = monthsOf(text[m[6]:m[7]], text[m[8]:m[9]])
	default:
		months = 12
	}
	return months, m[0], m[1]
}

// In returns the wishes in a note that say how far they look ahead. A question is
// not one, nor is a time with nothing after it: what is nested under that is.
func In(n *page.Note) (all []Wish) {
	remarks := n.Remarks()
	above := make([]int, len(remarks)) // the time that a remark which is only a time, or asks about one, gives those below
	sections := headings(n)
	for i, m := range remarks {
		months, text := Horizon(m.Text)
		if months == 0 {
			months, text = sentence(m.Text)
		}
		if isTime(m.Text) || strings.HasSuffix(m.Text, "?") || m.Asked {
			if above[i], _, _ = spoken(m.Text); above[i] == 0 {
				above[i], _ = Horizon(m.Text + ":")
			}
			continue
		}
		if months == 0 && m.Under >= 0 {
			months = above[m.Under]
		} else if months == 0 && m.Under < 0 {
			months = sections.at(m.Line)
		}
		if text = strings.TrimSpace(text); months > 0 && text != "" && !clause.IsPlaceholder(text) {
			all = append(all, Wish{text, months, m.Line})
		}
	}
	return all
}

// isTime reports whether a text is only a future time.
func isTime(text string) bool {
	months, rest := Horizon(strings.TrimRight(text, ": ") + ":")
	return months > 0 && rest == ""
}

// sentence reads a wish in the middle of talk: it begins with its time, or
// somebody wishes in it.
func sentence(text string) (months int, whole string) {
	months, start, _ := spoken(text)
	if months == 0 || start > 0 && !wishing().MatchString(text) {
		return 0, text
	}
	return months, text
}

// heading is a heading that says a time, and the lines below it.
type heading struct{ months, first, last int }

type headingList []heading

// headings returns the headings of a note that say a time: "## In one year".
func headings(n *page.Note) (all headingList) {
	for _, s := range n.Sections() {
		months, _, _ := spoken(s.Title)
		if months == 0 {
			months, _ = Horizon(strings.TrimRight(s.Title, ": ") + ":")
		}
		if months > 0 {
			lines := strings.Count(string(s.Body()), "\n")
			all = append(all, heading{months, s.HeadingLine + 1, s.HeadingLine + lines + 1})
		}
	}
	return all
}

// at is the time that the innermost heading over a line says, 0 for none.
func (hs headingList) at(line int) (months int) {
	for _, h := range hs {
		if line >= h.first && line <= h.last {
			months = h.months
		}
	}
	return months
}

// Comes is the day on which a wish made on a day can be looked at again.
func (w Wish) Comes(of when.Date) when.Date { return of.AddMonths(w.Months) }
