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

// vocabulary are the words of all languages that bear on one clause, see
// package words.
type vocabulary struct {
	verbs     map[string]bool // begin a promise in plain words
	foreign   map[string]bool // those of other languages than English
	does3     map[string]bool // in the third person: "Zoë schickt die Zahlen"
	labels    map[string]bool // begin what is noted, not promised
	reports   map[string]bool // early in a sentence, make a report of it
	openings  map[string]bool // do not begin a promise without an owner
	foretell  map[string]bool // behind will, do not promise
	adverbs   map[string]bool // between will and its verb
	joins     map[string]bool // end a line that goes on below
	replies   map[string]bool // verbs of answers, not of orders
	empty     map[string]bool // says that there is nothing
	agreed    []string        // "se acuerda enviar el plan": agreed by all
	everybody map[string]bool
	owner     map[string]bool // "Responsable: Alice"
	will      [256][]string   // by the first byte, longest first
	markers   [256][]string   // by the first byte of either case
}

var vocabularyOf = sync.OnceValue(func() *vocabulary {
	v := &vocabulary{
		verbs: words.Set("verb"), does3: words.Set("does"), foreign: words.SetBeside("verb", "en"), labels: words.Set("label"), reports: words.Set("report"),
		openings: words.Set("opening"), foretell: words.Set("foretell"), everybody: words.Set("everybody"),
		empty: words.Set("empty"), agreed: words.Of("agreed"),
		adverbs: words.Set("adverb"), joins: words.Set("join"), replies: words.Set("reply"),
		owner: words.Set("owner"),
	}
	for _, w := range words.Of("will") {
		v.will[w[0]] = append(v.will[w[0]], w)
	}
	for _, list := range v.will {
		slices.SortStableFunc(list, func(a, b string) int { return len(b) - len(a) })
	}
	for _, w := range words.Of("marker") {
		v.markers[w[0]] = append(v.markers[w[0]], w)
		if low := strings.ToLower(w); low[0] != w[0] {
			v.markers[low[0]] = append(v.markers[low[0]], w)
		}
	}
	return v
})

// StartsWithLabel reads "Decision: hire one more" and "Risk – the vendor".
func (g *Lexicon) StartsWithLabel(s string) bool {
	s = strings.TrimLeftFunc(s, func(r rune) bool { return !unicode.IsLetter(r) })
	end := strings.IndexFunc(s, func(r rune) bool { return !unicode.IsLetter(r) })
	if end <= 0 || !g.labels[strings.ToLower(s[:end])] {
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
	return g.verbs[word] || g.own[word] || g.unspacedVerb(s)
}

// unspacedVerb reports whether text of a script without spaces begins with an
// everyday verb.
func (g *Lexicon) unspacedVerb(s string) bool {
	if r, _ := utf8.DecodeRuneInString(s); !script.Unspaced(r) {
		return false
	}
	for n, i := 0, 0; n < 4 && i < len(s); n++ {
		_, size := utf8.DecodeRuneInString(s[i:])
		i += size
		if g.verbs[s[:i]] {
			return true
		}
	}
	return false
}

// States reports whether words without an owner tell how things are: "The
// team is tired" is no promise, however bold.
func (g *Lexicon) States(s string) bool {
	fields := strings.Fields(strings.ToLower(strings.ReplaceAll(s, "’", "'")))
	for i, f := range fields {
		f = strings.Trim(f, `.,;:!?"'()`)
		if i == 0 && (g.openings[f] || g.reports[f]) || i > 0 && i < 5 && g.reports[f] {
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
		return g.foretell[fields[i+1]]
	}
	return false
}

// IsCompound reports whether words begin with such a noun.
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
