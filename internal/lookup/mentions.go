package lookup

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Mentions finds names in running text.
type Mentions struct {
	// byWord has the names by their first word, in lower case, longest first.
	byWord map[string][]name
}

// name is a name to find.
type name struct {
	text   string // its words, a space apart
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
		of := name{text: n, front: front, asIs: length <= 3 && strings.ToLower(n) != n, length: length}
		if !slices.Contains(m.byWord[word], of) {
			m.byWord[word] = append(m.byWord[word], of)
		}
	}
	for _, of := range m.byWord {
		slices.SortStableFunc(of, func(a, b name) int { return b.length - a.length })
	}
	return m
}

// firstWord is the word that a text begins with, in lower case.
func firstWord(text string) string {
	end := strings.IndexFunc(text, func(r rune) bool { return !partOfWord(r) })
	if end < 0 {
		end = len(text)
	}
	return strings.ToLower(text[:end])
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
	rest := text[from:]
	for _, want := range n.text {
		r, size := utf8.DecodeRuneInString(rest)
		switch {
		case want == ' ' && unicode.IsSpace(r):
			rest = strings.TrimLeftFunc(rest, unicode.IsSpace)
			continue
		case size == 0, r != want && (n.asIs || unicode.ToLower(r) != unicode.ToLower(want)):
			return 0
		}
		rest = rest[size:]
	}
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
	return r != utf8.RuneError && (unicode.IsLetter(r) || unicode.IsDigit(r) || r == '_')
}
