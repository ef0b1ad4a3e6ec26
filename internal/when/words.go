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

// tokenise splits s, dropping white space. Bytes that are no UTF-8 become
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

// unspaced reports whether the token is of a script that writes no spaces
// between words, or none between a number and its word.
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

// small numbers people write as words.
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

// headingMonths are month names in the other languages ParseHeading reads:
// German, French, Spanish, Portuguese, Italian, Dutch and Swedish, with and
// without accents.
var headingMonths = map[string]time.Month{
	"januar": 1, "jänner": 1, "jaenner": 1, "februar": 2, "feber": 2, "märz": 3, "maerz": 3, "mrz": 3, "mär": 3,
	"mai": 5, "juni": 6, "juli": 7, "oktober": 10, "okt": 10, "dezember": 12, "dez": 12,
	"janvier": 1, "janv": 1, "février": 2, "fevrier": 2, "févr": 2, "fevr": 2, "fév": 2, "mars": 3,
	"avril": 4, "avr": 4, "juin": 6, "juillet": 7, "juil": 7, "août": 8, "aout": 8,
	"septembre": 9, "octobre": 10, "novembre": 11, "décembre": 12, "decembre": 12, "déc": 12,
	"enero": 1, "ene": 1, "febrero": 2, "marzo": 3, "abril": 4, "abr": 4, "mayo": 5, "junio": 6, "julio": 7,
	"agosto": 8, "ago": 8, "septiembre": 9, "setiembre": 9, "octubre": 10, "noviembre": 11, "diciembre": 12, "dic": 12,
	"janeiro": 1, "fevereiro": 2, "março": 3, "maio": 5, "junho": 6, "julho": 7, "setembro": 9, "outubro": 10, "novembro": 11, "dezembro": 12,
	"gennaio": 1, "febbraio": 2, "aprile": 4, "maggio": 5, "giugno": 6, "luglio": 7, "settembre": 9, "ottobre": 10, "dicembre": 12,
	"januari": 1, "februari": 2, "maart": 3, "mrt": 3, "mei": 5, "augustus": 8, "maj": 5, "augusti": 8,
}

// headingWeekdays are weekdays in those languages, for ParseHeading. Some are
// names of people too (Sam, Dim), so they count only for a date of that day.
var headingWeekdays = map[string]time.Weekday{
	"montag": 1, "mo": 1, "dienstag": 2, "di": 2, "mittwoch": 3, "mi": 3, "donnerstag": 4, "do": 4,
	"freitag": 5, "fr": 5, "samstag": 6, "sonnabend": 6, "sa": 6, "sonntag": 0, "so": 0,
	"lundi": 1, "mardi": 2, "mercredi": 3, "mer": 3, "jeudi": 4, "jeu": 4, "vendredi": 5, "ven": 5, "samedi": 6, "sam": 6, "dimanche": 0, "dim": 0,
	"lunes": 1, "lun": 1, "martes": 2, "miércoles": 3, "miercoles": 3, "jueves": 4, "viernes": 5, "sábado": 6, "sabado": 6, "domingo": 0,
}
