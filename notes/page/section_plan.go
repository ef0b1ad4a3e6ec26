package page

import (
	"strings"
	"sync"
	"unicode/utf8"

	script "oneonone/internal/text"
	"oneonone/notes/words"
)

// planWords tell headings of plans for the time until the next meeting from
// others, and of what was done from what is to be done.
type planWords struct {
	next, now, plan []string
	past            []string
}

var planWordsOf = sync.OnceValue(func() *planWords {
	lower := func(kind string) []string {
		var list []string
		for _, w := range words.Of(kind) {
			list = append(list, FoldTitle(w))
		}
		return list
	}
	return &planWords{lower("next"), lower("now"), lower("plan"), lower("past")}
})

// isPlan reports whether a folded heading is about what is to be done: "Next
// week", "Goals for next week", "What would you like to work on next?".
func (p *planWords) isPlan(folded string) bool {
	for _, n := range p.next {
		i := strings.Index(folded, n)
		if i < 0 || !wholeWord(folded, i, n) {
			continue
		}
		if rest := strings.TrimSpace(folded[:i] + folded[i+len(n):]); len(rest) <= 2 || hasAny(rest, p.plan) {
			return true
		}
	}
	return hasAny(folded, p.now) && hasAny(folded, p.plan) && !hasAny(folded, p.past)
}

// isPast reports whether what follows a section's word says that it is done.
func (p *planWords) isPast(rest string) bool {
	for _, w := range p.past {
		if after, ok := cutWord(rest, w); ok && after == "" {
			return true
		}
	}
	return false
}

func hasAny(folded string, list []string) bool {
	for _, w := range list {
		if i := strings.Index(folded, w); i >= 0 && wholeWord(folded, i, w) {
			return true
		}
	}
	return false
}

// wholeWord reports whether the word found at i stands alone.
func wholeWord(s string, i int, word string) bool {
	if r, _ := utf8.DecodeRuneInString(word); script.Unspaced(r) {
		return true
	}
	before, _ := utf8.DecodeLastRuneInString(s[:i])
	after, _ := utf8.DecodeRuneInString(s[i+len(word):])
	return !isWordRune(before) && !isWordRune(after)
}
