package when

import (
	"slices"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"oneonone/notes/words"
)

// meaning is what a phrase of a language says about a due date; its name is
// the key of its line in notes/words/lang.
type meaning string

// A phrase is a few words as tokens. n is which weekday or month it names.
type phrase struct {
	toks []string
	is   meaning
	n    int
}

// A tongue is how one language speaks of due dates.
type tongue struct {
	language string
	behind   bool                       // it has words that come after a date
	phrases  func() map[string][]phrase // by their first token, longest first; built on first use
}

// lead is a word that marks a due date.
type lead struct {
	word string
	*tongue
}

// dueWords are what a text is searched for first: the first words of lead-ins, by
// their first byte in lower case, and the words that follow a date.
type dueWords struct {
	before [256][]lead
	behind []lead
}

// leads reads the few words that most texts are searched for.
var leads = sync.OnceValue(func() *dueWords {
	all := &dueWords{}
	for _, language := range words.Languages(string(beforeDate)) {
		t := &tongue{language: language}
		t.phrases = sync.OnceValue(t.read)
		for _, w := range words.In(language, string(behindDate)) {
			all.behind, t.behind = append(all.behind, lead{w, t}), true
		}
		for _, w := range words.In(language, string(beforeDate)) {
			first := strings.ToLower(w)
			if end := strings.IndexAny(first, " '"); end > 0 {
				first = first[:end]
			}
			all.add(first[0], lead{first, t})
			if r, _ := utf8.DecodeRuneInString(first); r >= utf8.RuneSelf { // its capital may begin with another byte
				all.add(string(unicode.ToUpper(r))[0], lead{first, t})
			}
		}
	}
	return all
})

func (d *dueWords) add(c byte, l lead) {
	if !slices.Contains(d.before[c], l) {
		d.before[c] = append(d.before[c], l)
	}
}

// read builds the phrases of a language.
func (t *tongue) read() map[string][]phrase {
	all := map[string][]phrase{}
	for _, is := range meanings {
		for i, spellings := range words.In(t.language, string(is)) {
			for w := range strings.SplitSeq(spellings, "/") {
				p := phrase{texts(w), is, i}
				all[p.toks[0]] = append(all[p.toks[0]], p)
			}
		}
	}
	for _, list := range all {
		slices.SortStableFunc(list, func(a, b phrase) int { return len(b.toks) - len(a.toks) })
	}
	return all
}

// foreignMonths and foreignWeekdays are the names in all languages, for
// ParseHeading. Some weekdays are also people's names (Sam, Dim).
var (
	foreignMonths   = sync.OnceValue(func() map[string]int { return numbered(theMonth) })
	foreignWeekdays = sync.OnceValue(func() map[string]int { return numbered(theWeekday) })
)

// numbered maps names in lower case to their number, from 1.
func numbered(is meaning) map[string]int {
	all := map[string]int{}
	for _, language := range words.Languages(string(is)) {
		for i, spellings := range words.In(language, string(is)) {
			for w := range strings.SplitSeq(spellings, "/") {
				all[strings.ToLower(w)] = i + 1
			}
		}
	}
	return all
}

// The meanings, as the keys of the files.
const (
	beforeDate  meaning = "by"
	behindDate  meaning = "until"
	filler      meaning = "filler"
	ofMonth     meaning = "of"
	theWeekday  meaning = "weekdays"
	theMonth    meaning = "months"
	dayOf       meaning = "day"
	yearOf      meaning = "year"
	today       meaning = "today"
	tomorrow    meaning = "tomorrow"
	overmorrow  meaning = "overmorrow"
	thisWeek    meaning = "this week"
	nextWeek    meaning = "next week"
	weekEnd     meaning = "week end"
	nextWeekEnd meaning = "next week end"
	monthEnd    meaning = "month end"
	yearEnd     meaning = "year end"
	endOfMonth  meaning = "end of"
	unsure      meaning = "unsure" // next to a date, makes it a different one or none
)

var meanings = []meaning{beforeDate, behindDate, filler, ofMonth, theWeekday, theMonth, dayOf, yearOf, today, tomorrow, overmorrow,
	thisWeek, nextWeek, weekEnd, nextWeekEnd, monthEnd, yearEnd, endOfMonth, unsure}

// texts are the tokens of a phrase; in scripts without spaces each letter is one.
func texts(s string) []string {
	var all []string
	for _, t := range tokeniseLetters(s) {
		all = append(all, t.text)
	}
	return all
}

// tokeniseLetters is tokenise, but with one token for each letter of a script
// without spaces, and only one kind of apostrophe.
func tokeniseLetters(s string) []token {
	var all []token
	for _, t := range tokenise(s) {
		if t.text == "’" {
			t.text = "'"
		}
		if !t.unspaced() {
			all = append(all, t)
			continue
		}
		at, spaced := t.start, t.spaced
		for _, r := range s[t.start:t.end] {
			size := utf8.RuneLen(r)
			all = append(all, token{text: string(r), start: at, end: at + size, kind: word, spaced: spaced})
			at, spaced = at+size, false
		}
	}
	return all
}

// tongues are the languages in which text may hold a due date: it has one of
// their lead-ins, or a word that follows dates.
func (d *dueWords) tongues(text string) []*tongue {
	var all []*tongue
	add := func(t *tongue) {
		if !slices.Contains(all, t) {
			all = append(all, t)
		}
	}
	wide := false
	for i := range len(text) {
		if text[i] >= utf8.RuneSelf {
			wide = true
		} else if i > 0 && letterByte(text[i-1]) {
			continue // within a word, as most are
		}
		d.at(text, i, add)
	}
	for _, l := range d.behind {
		if wide && strings.Contains(text, l.word) {
			add(l.tongue)
		}
	}
	return all
}

// at calls found for the languages in which a lead-in begins at byte i.
func (d *dueWords) at(text string, i int, found func(*tongue)) {
	c := text[i]
	ascii := c < utf8.RuneSelf
	if ascii {
		c |= 0x20
	}
	if len(d.before[c]) == 0 || ascii && i > 0 && letterByte(text[i-1]) {
		return
	}
	for _, l := range d.before[c] {
		end := i + len(l.word)
		if end >= len(text) || ascii && (len(l.word) > 1 && (text[i+1]^l.word[1])&^0x20 != 0 || letterByte(text[end])) {
			continue
		}
		if strings.EqualFold(text[i:end], l.word) {
			found(l.tongue)
		}
	}
}

func letterByte(c byte) bool { return c|0x20 >= 'a' && c|0x20 <= 'z' }

// match finds a phrase of a meaning at i; n is which weekday or month, next the token after it.
func (t *tongue) match(r reader, i int, is meaning) (n, next int) {
	for _, p := range t.phrases()[r.at(i)] {
		if p.is == is && r.has(i, p.toks) {
			return p.n, i + len(p.toks)
		}
	}
	return 0, 0
}

// has reports whether the tokens from i on are those of a phrase, as whole words.
func (r reader) has(i int, toks []string) bool {
	for k, text := range toks {
		if r.at(i+k) != text {
			return false
		}
	}
	last, end := r.toks[i+len(toks)-1], i+len(toks)
	if end == len(r.toks) || last.kind != word || r.toks[end].spaced || last.unspaced() || r.toks[end].unspaced() {
		return true
	}
	return !r.continues(end) && r.at(end) != "-"
}

// endsAt reports whether a phrase of a meaning ends right before i.
func (t *tongue) endsAt(r reader, i int, is meaning) bool {
	for from := i - 1; from >= 0 && from >= i-6; from-- {
		if _, next := t.match(r, from, is); next == i {
			return true
		}
	}
	return false
}
