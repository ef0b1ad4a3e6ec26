package notes

import (
	"slices"
	"strings"

	"oneonone/internal/lazyregexp"
	"oneonone/internal/when"
	"oneonone/notes/clause"
	"oneonone/notes/page"
)

// jotting is a line that somebody notes, in its parts.
type jotting struct {
	box    string // as typed, "" for none
	day    when.Date
	words  string
	nested string // lines, each with its line end
}

var (
	leadingBullet = lazyregexp.New(`^\s*(?:[-*+]|\d{1,9}[.)])\s+`)
	leadingBox    = lazyregexp.New(`^\\?\[(?: ?[xX-]? ?)\\?\](?: |$)`)
)

// NoteText makes one line of what a person typed or piped to be noted: without
// the bullet it came with, but with its box. A box alone is nothing to note.
func NoteText(line string) string {
	line = strings.TrimSpace(leadingBullet().ReplaceAllString(oneLine(line), ""))
	if leadingBox().FindString(line) == line {
		return ""
	}
	return line
}

// StartsItem reports whether a line begins as an item of a list does.
func StartsItem(line string) bool { return leadingBullet().MatchString(line) }

// readJotting reads a line that is noted today: its box and its day, whichever
// comes first. A day to come is a word like others.
func readJotting(line string, today when.Date) jotting {
	line, nested, _ := strings.Cut(line, "\n")
	t := jotting{day: today, words: line}
	if nested != "" {
		t.nested = nested + "\n"
	}
	t.takeDay()
	if box := leadingBox().FindString(t.words); box != "" && box != t.words {
		t.box, t.words = strings.TrimSpace(box), strings.TrimPrefix(t.words, box)
	}
	t.takeDay()
	return t
}

func (t *jotting) takeDay() {
	if day, words := page.Dated(t.words); !day.IsZero() && !day.After(t.day) && words != "" {
		t.day, t.words = day, words
	}
}

// written are the words with their day, where that is to be said: in front, and
// behind a promise in its parenthesis.
func (t *jotting) written(isDated bool) string {
	words := t.words
	switch cuts := clause.Parentheses(words); {
	case isDated && t.box == "":
		words = page.DatedLine(t.day, words)
	case isDated && len(cuts) == 0:
		words += page.Metadata(t.day, when.Date{})
	case isDated && !slices.ContainsFunc(cuts[0].Parts, func(p clause.Cut) bool { return p.Key == "since" }):
		from := cuts[0].From + len("(")
		words = words[:from] + "since " + t.day.String() + ", " + words[from:]
	}
	return strings.TrimSpace(t.box + " " + words)
}

// item is the line as an item of a list, with what is nested under it. escape
// stands before the words.
func (t *jotting) item(escape string, isDated bool) string {
	line := t.written(isDated)
	if t.box != "" {
		return "- " + t.box + " " + escape + strings.TrimPrefix(line, t.box+" ") + "\n" + t.nested
	}
	return "- " + escape + line + "\n" + t.nested
}
