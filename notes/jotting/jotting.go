package jotting

import (
	"slices"
	"strings"
	"unicode"

	"oneonone/internal/lazyregexp"
	"oneonone/internal/when"
	"oneonone/notes/clause"
	"oneonone/notes/page"
)

// Line is a jotted line, in its parts.
type Line struct {
	Box    string // as typed, "" for none
	Day    when.Date
	Words  string
	nested string // lines, each with its line end
}

var (
	leadingBullet = lazyregexp.New(`^\s*(?:[-*+]|\d{1,9}[.)])\s+`)
	leadingBox    = lazyregexp.New(`^\\?\[(?: ?[xX-]? ?)\\?\](?: |$)`)
)

// Text makes one line of what was typed or piped: without its bullet, but with
// its box. A box alone is nothing to note.
func Text(line string) string {
	line = strings.TrimSpace(leadingBullet().ReplaceAllString(OneLine(line), ""))
	if leadingBox().FindString(line) == line {
		return ""
	}
	return line
}

// StartsItem reports whether a line begins like a list item.
func StartsItem(line string) bool { return leadingBullet().MatchString(line) }

// Read reads a line jotted down today: its box and its day, whichever comes
// first. A future day is just words.
func Read(line string, today when.Date) Line {
	line, nested, _ := strings.Cut(line, "\n")
	t := Line{Day: today, Words: line}
	if nested != "" {
		t.nested = nested + "\n"
	}
	t.takeDay()
	if box := leadingBox().FindString(t.Words); box != "" && box != t.Words {
		t.Box, t.Words = strings.TrimSpace(box), strings.TrimPrefix(t.Words, box)
	}
	t.takeDay()
	return t
}

func (t *Line) takeDay() {
	if day, words := page.Dated(t.Words); !day.IsZero() && !day.After(t.Day) && words != "" {
		t.Day, t.Words = day, words
	}
}

// Written is the words with their day, if isDated: in front or, for a promise, in
// the parenthesis after it.
func (t *Line) Written(isDated bool) string {
	words := t.Words
	switch cuts := clause.Parentheses(words); {
	case isDated && t.Box == "":
		words = page.DatedLine(t.Day, words)
	case isDated && len(cuts) == 0:
		words += page.Metadata(t.Day, when.Date{})
	case isDated && !slices.ContainsFunc(cuts[0].Parts, func(p clause.Cut) bool { return p.Key == "since" }):
		from := cuts[0].From + len("(")
		words = words[:from] + "since " + t.Day.String() + ", " + words[from:]
	}
	return strings.TrimSpace(t.Box + " " + words)
}

// Item is the line as a list item, with what is nested under it. escape is put
// before the words.
func (t *Line) Item(escape string, isDated bool) string {
	line := t.Written(isDated)
	if t.Box != "" {
		return "- " + t.Box + " " + escape + strings.TrimPrefix(line, t.Box+" ") + "\n" + t.nested
	}
	return "- " + escape + line + "\n" + t.nested
}

// OneLine is a text on one line, without control characters.
func OneLine(line string) string {
	return strings.Join(strings.FieldsFunc(line, func(r rune) bool { return unicode.IsControl(r) || unicode.IsSpace(r) }), " ")
}

// Bullet matches the start of a list item.
var Bullet = lazyregexp.New(`^\s*(?:[-*+]|\d{1,9}[.)])\s+(?:\[[ xX-]\]\s+)?`)

// TopicText makes one line of a topic typed or piped: without its bullet and box,
// and without a bare "[ ]" that would become a box of its own.
func TopicText(line string) string {
	return strings.TrimSpace(Bullet().ReplaceAllString(OneLine(line), ""))
}
