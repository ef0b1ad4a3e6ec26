package lookup

import (
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Mentions finds names in running text.
type Mentions struct{ names *regexp.Regexp }

// MentionsOf finds these names as words of their own, the longest first. What is
// as short as initials counts only as it is written: "am" is a word.
func MentionsOf(names []string) Mentions {
	names = slices.Clone(names)
	slices.SortStableFunc(names, func(a, b string) int { return len(b) - len(a) })
	var patterns []string
	for _, n := range names {
		n = strings.Join(strings.Fields(n), " ")
		pattern := strings.ReplaceAll(regexp.QuoteMeta(n), " ", `\s+`)
		if utf8.RuneCountInString(n) > 3 || strings.ToLower(n) == n {
			pattern = "(?i:" + pattern + ")"
		}
		if n != "" && !slices.Contains(patterns, pattern) {
			patterns = append(patterns, pattern)
		}
	}
	if len(patterns) == 0 {
		return Mentions{}
	}
	return Mentions{regexp.MustCompile(strings.Join(patterns, "|"))}
}

// In gives where a text has one of the names.
func (m Mentions) In(text string) [][]int {
	var found [][]int
	for at := 0; at < len(text) && m.names != nil; {
		hit := m.names.FindStringIndex(text[at:])
		if hit == nil {
			break
		}
		from, to := at+hit[0], at+hit[1]
		before, _ := utf8.DecodeLastRuneInString(text[:from])
		after, size := utf8.DecodeRuneInString(text[to:])
		if partOfWord(before) || partOfWord(after) && size > 0 {
			_, size = utf8.DecodeRuneInString(text[from:])
			at = from + size
			continue
		}
		found = append(found, []int{from, to})
		at = to
	}
	return found
}

// Without gives a text with other words in the place of each name.
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
