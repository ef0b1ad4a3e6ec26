package clause

import (
	"slices"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	script "oneonone/internal/text"
	"oneonone/notes/words"
)

// The words of all languages that bear on a clause; see package words. They are
// loaded on first use, as a run that parses no note needs none of them.
var (
	verbs     = words.Set("verb")       // begin a promise in plain words
	foreign   = words.Set("verb", "en") // those of languages other than English
	does3     = words.Set("does")       // in the third person: "Zoë schickt die Zahlen"
	labels    = words.Set("label")      // begin what is noted, not promised
	reports   = words.Set("report")     // early in a sentence, make it a report
	openings  = words.Set("opening")    // do not begin a promise without an owner
	foretell  = words.Set("foretell")   // after will, do not promise
	adverbs   = words.Set("adverb")     // between will and its verb
	joins     = words.Set("join")       // end a line that continues on the next
	replies   = words.Set("reply")      // verbs of answers, not of orders
	empty     = words.Set("empty")      // say that there is nothing
	everybody = words.Set("everybody")
	ownerWord = words.Set("owner") // "Responsable: Alice"

	// agreed: "se acuerda enviar el plan", agreed by everybody.
	agreed = sync.OnceValue(func() []string { return words.Of("agreed") })
	// wills are the words for will by their first byte, the longest first.
	wills = sync.OnceValue(func() *[256][]string {
		var all [256][]string
		for _, w := range words.Of("will") {
			all[w[0]] = append(all[w[0]], w)
		}
		for _, list := range all {
			slices.SortStableFunc(list, func(a, b string) int { return len(b) - len(a) })
		}
		return &all
	})
	// markers are the words of markers by their first byte, in upper or lower case.
	markers = sync.OnceValue(func() *[256][]string {
		var all [256][]string
		for _, w := range words.Of("marker") {
			all[w[0]] = append(all[w[0]], w)
			if low := strings.ToLower(w); low[0] != w[0] {
				all[low[0]] = append(all[low[0]], w)
			}
		}
		return &all
	})
)

// StartsWithLabel reads "Decision: hire one more" and "Risk – the vendor".
func (g *Lexicon) StartsWithLabel(s string) bool {
	s = strings.TrimLeftFunc(s, func(r rune) bool { return !unicode.IsLetter(r) })
	end := strings.IndexFunc(s, func(r rune) bool { return !unicode.IsLetter(r) })
	if end <= 0 || !labels()[strings.ToLower(s[:end])] {
		return false
	}
	rest := strings.TrimLeft(s[end:], " ")
	for _, sep := range []string{":", "：", "–", "—"} {
		if strings.HasPrefix(rest, sep) {
			return true
		}
	}
	return strings.HasPrefix(s[end:], " - ")
}

// StartsWithVerb reports whether words begin with an everyday verb, as an
// order or a plan does.
func (g *Lexicon) StartsWithVerb(s string) bool {
	s = strings.TrimLeftFunc(s, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
	end := strings.IndexFunc(s, func(r rune) bool { return !unicode.IsLetter(r) && r != '-' && r != '_' })
	if end < 0 {
		end = len(s)
	}
	word := strings.ToLower(s[:end])
	return verbs()[word] || g.own[word] || g.unspacedVerb(s)
}

// unspacedVerb reports whether text in a script without spaces begins with an
// everyday verb.
func (g *Lexicon) unspacedVerb(s string) bool {
	if r, _ := utf8.DecodeRuneInString(s); !script.Unspaced(r) {
		return false
	}
	for n, i := 0, 0; n < 4 && i < len(s); n++ {
		_, size := utf8.DecodeRuneInString(s[i:])
		i += size
		if verbs()[s[:i]] {
			return true
		}
	}
	return false
}

// States reports whether words without an owner say how things are: "The team is
// tired" is not a promise, however bold.
func (g *Lexicon) States(s string) bool {
	fields := strings.Fields(strings.ToLower(strings.ReplaceAll(s, "’", "'")))
	for i, f := range fields {
		f = strings.Trim(f, `.,;:!?"'()`)
		if i == 0 && (openings()[f] || reports()[f]) || i > 0 && i < 5 && reports()[f] {
			return true
		}
	}
	return false
}

// WillState reports whether "will" foretells instead of promising: "Alice
// will be on leave".
func (g *Lexicon) WillState(s string) bool {
	fields := strings.Fields(strings.ToLower(s))
	for i, f := range fields {
		if i > 3 || i+1 >= len(fields) || f != "will" && !strings.HasSuffix(f, "'ll") && !strings.HasSuffix(f, "’ll") {
			continue
		}
		return foretell()[fields[i+1]]
	}
	return false
}

// IsCompound reports whether words begin with a verb that is half of a noun: "design
// review", "book club".
func IsCompound(s string) bool {
	first := FirstWords(s, 2)
	if len(first) < 2 {
		return false
	}
	second := strings.TrimRight(first[1], ".,;:!")
	return slices.Contains(words.Of("noun "+first[0]), second)
}

// IsLabelled reports whether a clause begins with a bold label, one that ends
// with a colon and names no owner: "**Status:** on track".
func (g *Lexicon) IsLabelled(w *Words) bool {
	runs := w.Prose.BoldRuns(w.Clause)
	if len(runs) == 0 || runs[0].From != w.Clause.From {
		return false
	}
	run := strings.TrimSpace(string(w.Prose.Text[runs[0].From:runs[0].To]))
	if _, named := g.OnlyNames(run, ""); named {
		return false
	}
	if !EndsInColon(run) && (runs[0].To == w.Clause.To || LeadingColon(string(w.Prose.Text[runs[0].To:w.Clause.To])) == 0) {
		return false
	}
	// "**Task 1:** order the badges" numbers a task.
	word := strings.TrimRight(run, ":： ")
	last, _ := utf8.DecodeLastRuneInString(word)
	return !unicode.IsDigit(last)
}
