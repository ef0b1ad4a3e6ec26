package lookup

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// Mentions finds names in running text, however they are spelled there: without
// accents, with a typographic apostrophe, in capitals.
type Mentions struct {
	// byWord has the names by their first word, spelled plainly, longest first.
	byWord map[string][]name
}

// name is a name to find.
type name struct {
	text   string // its words, spelled plainly, a space apart
	front  int    // the bytes before the first word, "@"
	asIs   bool   // case-sensitive
	length int
}

// MentionsOf finds these names as whole words, longest first. One as short as
// initials is case-sensitive: "am" is a word.
func MentionsOf(names []string) Mentions {
	m := Mentions{map[string][]name{}}
	for _, n := range names {
		n = strings.Join(strings.Fields(n), " ")
		front := strings.IndexFunc(n, partOfWord)
		if front < 0 {
			continue
		}
		word := firstWord(n[front:])
		length := utf8.RuneCountInString(n)
		of := name{front: front, asIs: length <= 3 && strings.ToLower(n) != n, length: length}
		of.text = spelling(n, of.asIs)
		if !slices.Contains(m.byWord[word], of) {
			m.byWord[word] = append(m.byWord[word], of)
		}
	}
	for _, of := range m.byWord {
		slices.SortStableFunc(of, func(a, b name) int { return b.length - a.length })
	}
	return m
}

// spelling is a text as names in it are compared; asIs keeps capitals.
func spelling(s string, asIs bool) string {
	if strings.IndexFunc(s, func(r rune) bool { return r >= utf8.RuneSelf }) < 0 {
		if asIs {
			return s
		}
		return strings.ToLower(s)
	}
	var b strings.Builder
	for s != "" {
		_, size := utf8.DecodeRuneInString(s)
		b.WriteString(letter(s[:size], asIs))
		s = s[size:]
	}
	return b.String()
}

// letter is what a letter or sign counts as in a name: "" for an accent.
func letter(s string, asIs bool) string {
	r, _ := utf8.DecodeRuneInString(s)
	switch {
	case r < utf8.RuneSelf && asIs:
		return s
	case r < utf8.RuneSelf:
		return strings.ToLower(s)
	case unicode.IsMark(r):
		return ""
	case r == '’' || r == 'ʼ' || r == '‘':
		return "'"
	case r == '‐' || r == '‑':
		return "-"
	case r == 'ß' || r == 'ẞ':
		return "ss"
	}
	var b strings.Builder
	for _, base := range norm.NFD.String(s) {
		switch {
		case unicode.IsMark(base):
		case asIs:
			b.WriteRune(base)
		default:
			b.WriteRune(foldRune(base))
		}
	}
	return b.String()
}

// firstWord is the word that a text begins with, spelled plainly.
func firstWord(text string) string {
	end := strings.IndexFunc(text, func(r rune) bool { return !partOfWord(r) })
	if end < 0 {
		end = len(text)
	}
	return spelling(text[:end], false)
}

// In returns the byte ranges where a text has one of the names.
func (m Mentions) In(text string) [][]int {
	var found [][]int
	end := 0 // of the last one found
	inWord := false
	for at, r := range text {
		begins := partOfWord(r) && !inWord
		inWord = partOfWord(r)
		if !begins || at < end || len(m.byWord) == 0 {
			continue
		}
		for _, n := range m.byWord[firstWord(text[at:])] {
			if from := at - n.front; from >= end {
				if length := n.at(text, from); length > 0 {
					end = from + length
					found = append(found, []int{from, end})
					break
				}
			}
		}
	}
	return found
}

// at is the length of the name if the text has it, as a whole word, at from; else
// 0.
func (n name) at(text string, from int) int {
	if before, _ := utf8.DecodeLastRuneInString(text[:from]); partOfWord(before) {
		return 0
	}
	rest, want := text[from:], n.text
	for want != "" {
		r, size := utf8.DecodeRuneInString(rest)
		if want[0] == ' ' && unicode.IsSpace(r) {
			want, rest = want[1:], strings.TrimLeftFunc(rest, unicode.IsSpace)
			continue
		}
		after, ok := strings.CutPrefix(want, letter(rest[:size], n.asIs))
		if size == 0 || !ok {
			return 0
		}
		want, rest = after, rest[size:]
	}
	rest = strings.TrimLeftFunc(rest, unicode.IsMark)
	if after, _ := utf8.DecodeRuneInString(rest); partOfWord(after) {
		return 0
	}
	return len(text) - from - len(rest)
}

// Without replaces each name in a text by other words.
func (m Mentions) Without(text, instead string) string {
	var b strings.Builder
	at := 0
	for _, hit := range m.In(text) {
		b.WriteString(text[at:hit[0]] + instead)
		at = hit[1]
	}
	return b.String() + text[at:]
}

func partOfWord(r rune) bool {
	if r < utf8.RuneSelf {
		return 'a' <= r|0x20 && r|0x20 <= 'z' || '0' <= r && r <= '9' || r == '_'
	}
	return r != utf8.RuneError && (unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r))
}
