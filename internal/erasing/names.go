package erasing

import (
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"oneonone/internal/cli"
	"oneonone/notes"
)

// nobody is how a person is called who must not be named.
const nobody = "someone"

// names are what a person is or was called.
type names struct {
	all *regexp.Regexp
	// alone are those that nobody else is called by: what stands for somebody
	// else as well names neither.
	alone *regexp.Regexp
}

// namesOf are somebody's handles and names, and their first one.
func namesOf(w *cli.Workspace, handle string, p *notes.Person) names {
	all := []string{handle}
	if p != nil {
		all = append(all, called(p)...)
		for _, f := range p.Former {
			first, _, _ := strings.Cut(f.Name, " ")
			all = append(all, f.Name, first)
		}
	}
	taken := map[string]bool{}
	for _, other := range w.People() {
		if other != p {
			for _, n := range called(other) {
				taken[strings.ToLower(n)] = true
			}
		}
	}
	var alone []string
	for _, n := range all {
		if n == handle || !taken[strings.ToLower(n)] {
			alone = append(alone, n)
		}
	}
	return names{pattern(all), pattern(alone)}
}

// called is what a person is called now.
func called(p *notes.Person) []string {
	return append([]string{p.Handle, p.Name, p.FirstName()}, p.Aliases...)
}

// pattern finds names, the longest first. What is as short as initials counts only
// as it is written: "am" is a word.
func pattern(all []string) *regexp.Regexp {
	slices.SortStableFunc(all, func(a, b string) int { return len(b) - len(a) })
	var patterns []string
	for _, n := range all {
		n = strings.Join(strings.Fields(n), " ")
		pattern := strings.ReplaceAll(regexp.QuoteMeta(n), " ", `\s+`)
		if utf8.RuneCountInString(n) > 3 || strings.ToLower(n) == n {
			pattern = "(?i:" + pattern + ")"
		}
		if n != "" && !slices.Contains(patterns, pattern) {
			patterns = append(patterns, pattern)
		}
	}
	return regexp.MustCompile(strings.Join(patterns, "|"))
}

// find gives where names stand in a text as words of their own.
func find(re *regexp.Regexp, text string) [][]int {
	var found [][]int
	for at := 0; at < len(text); {
		m := re.FindStringIndex(text[at:])
		if m == nil {
			break
		}
		from, to := at+m[0], at+m[1]
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

func partOfWord(r rune) bool {
	return r != utf8.RuneError && (unicode.IsLetter(r) || unicode.IsDigit(r) || r == '_')
}

// in reports whether a text names them.
func (n names) in(text string) bool { return len(find(n.all, text)) > 0 }

// out gives a text that names nobody in their place.
func (n names) out(text string) string {
	var b strings.Builder
	at := 0
	for _, m := range find(n.alone, text) {
		b.WriteString(text[at:m[0]] + nobody)
		at = m[1]
	}
	return b.String() + text[at:]
}
