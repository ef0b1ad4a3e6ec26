package review

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"oneonone/internal/lazyregexp"
	"oneonone/notes/clause"
	"oneonone/notes/page"
)

// Wish is what somebody would like to do or be one day.
type Wish struct {
	Line
	Text   string // without the time in front
	Months int    // how far it looks ahead, 0 when it does not say
	// Stands says that no newer wish looks as far ahead.
	Stands bool
}

var horizon = lazyregexp.New(`(?i)^(?:in\s+)?(?:the\s+next\s+)?(a|one|two|three|four|five|six|seven|eight|nine|ten|twelve|\d{1,3})[\s-]*(years?|yrs?|y|months?|mo|m)(?:\s+(?:time|from\s+now))?\s*(?:[:–—]|->|→|-\s)\s*`)

var numerals = map[string]int{"a": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10, "twelve": 12}

// Horizon reads the time that a wish looks ahead, "In three years: …", in
// months; 0 when it does not say.
func Horizon(text string) (months int, rest string) {
	m := horizon().FindStringSubmatchIndex(text)
	if m == nil {
		return 0, text
	}
	word, unit := strings.ToLower(text[m[2]:m[3]]), strings.ToLower(text[m[4]:m[5]])
	n, ok := numerals[word]
	if !ok {
		n, _ = strconv.Atoi(word) // digits by the expression
	}
	if unit[0] == 'y' {
		n *= 12
	}
	return n, strings.TrimSpace(text[m[1]:])
}

// Wishes are what somebody wished for, the oldest first. What is nested under
// a time ("- In three years:") looks as far ahead.
func Wishes(lines []Line) []Wish {
	var all []Wish
	for _, l := range lines {
		if l.Kind != page.SectionWish {
			continue
		}
		w := Wish{Line: l}
		w.Months, w.Text = Horizon(l.Text)
		if l.Under >= 0 {
			above, rest := Horizon(l.Parent + ":")
			if rest = strings.Trim(rest, ": "); above == 0 || rest != "" {
				continue // a remark on the wish it is nested under
			}
			w.Months = cmp.Or(w.Months, above)
		}
		if months, rest := Horizon(w.Text + ":"); w.Text == "" || clause.IsPlaceholder(w.Text) || months > 0 && strings.Trim(rest, ": ") == "" {
			continue // a time over its wishes
		}
		all = append(all, w)
	}
	for i := range all {
		all[i].Stands = !slices.ContainsFunc(all[i+1:], func(newer Wish) bool {
			return newer.Months == all[i].Months && newer.Path != all[i].Path
		})
	}
	return all
}
