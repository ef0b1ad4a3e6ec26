// Package jotting reads a line that somebody notes: its box, its day, its words.
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

// Line is a line that somebody notes, in its parts.
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

// Text makes one line of what a person typed or piped to be noted: without
// the bullet it came with, but with its box. A box alone is nothing to note.
func Text(line string) string {
	line = strings.TrimSpace(leadingBullet().ReplaceAllString(OneLine(line), ""))
	if leadingBox().FindString(line) == line {
		return ""
	}
	return line
}

// StartsItem reports whether a line begins as an item of a list does.
func StartsItem(line string) bool { return leadingBullet().MatchString(line) }

// Read reads a line that is noted today: its box and its day, whichever
// comes first. A day to come is a word like others.
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

// Written are the words with their day, where that is to be said: in front, and
// behind a promise in its parenthesis.
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

// Item is the line as an item of a list, with what is nested under it. escape
// stands before the words.
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

// Bullet is what an item of a list begins with.
var Bullet = lazyregexp.New(`^\s*(?:[-*+]|\d{1,9}[.)])\s+(?:\[[ xX-]\]\s+)?`)

// TopicText makes one line of what a person typed or piped a topic: without
// the bullet and box it came with, and without a box of its own that a bare
// "[ ]" would become.
func TopicText(line string) string {
	return strings.TrimSpace(Bullet().ReplaceAllString(OneLine(line), ""))
}
