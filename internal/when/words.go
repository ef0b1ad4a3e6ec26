package when

import (
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// A token is a run of letters, a run of digits, or one other character.
type token struct {
	text       string // lower case, composed; "" never
	start, end int    // bytes of the source
	kind       tokenKind
	spaced     bool // white space, or nothing, comes before it
	capital    bool // a word whose first letter is upper case in the source
}

type tokenKind byte

const (
	punct tokenKind = iota
	word
	number
)

// tokenise splits s, dropping white space. Bytes that are not UTF-8 become
// punctuation, so that they end a word.
func tokenise(s string) []token {
	var toks []token
	spaced := true
	for i := 0; i < len(s); {
		r, size := utf8.DecodeRuneInString(s[i:])
		if unicode.IsSpace(r) {
			spaced = true
			i += size
			continue
		}
		t := token{start: i, spaced: spaced, kind: kindOf(r), capital: unicode.IsUpper(r)}
		for i += size; i < len(s) && t.kind != punct; i += size {
			r, size = utf8.DecodeRuneInString(s[i:])
			if k := kindOf(r); k != t.kind && !(t.kind == word && unicode.Is(unicode.Mn, r)) {
				break
			}
		}
		t.end = i
		t.text = strings.ToLower(norm.NFC.String(s[t.start:t.end]))
		toks = append(toks, t)
		spaced = false
	}
	return toks
}

// unspaced reports whether the token is in a script without spaces between words,
// or without one between a number and its word.
func (t token) unspaced() bool {
	r, _ := utf8.DecodeRuneInString(t.text)
	return t.kind == word && unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Hangul)
}

func kindOf(r rune) tokenKind {
	switch {
	case '0' <= r && r <= '9':
		return number
	case unicode.IsLetter(r):
		return word
	}
	return punct
}

// numerals are small numbers as people write them in words.
var numerals = map[string]int{
	"a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6,
	"seven": 7, "eight": 8, "nine": 9, "ten": 10, "eleven": 11, "twelve": 12,
}

var ordinals = map[string]bool{"st": true, "nd": true, "rd": true, "th": true}

var months = map[string]time.Month{
	"january": 1, "jan": 1, "february": 2, "feb": 2, "march": 3, "mar": 3, "april": 4, "apr": 4,
	"may": 5, "june": 6, "jun": 6, "july": 7, "jul": 7, "august": 8, "aug": 8,
	"september": 9, "sept": 9, "sep": 9, "october": 10, "oct": 10, "november": 11, "nov": 11,
	"december": 12, "dec": 12,
}

var weekdays = map[string]time.Weekday{
	"sunday": 0, "sun": 0, "monday": 1, "mon": 1, "tuesday": 2, "tues": 2, "tue": 2,
	"wednesday": 3, "weds": 3, "wed": 3, "thursday": 4, "thurs": 4, "thur": 4, "thu": 4,
	"friday": 5, "fri": 5, "saturday": 6, "sat": 6,
}
