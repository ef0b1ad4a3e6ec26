package notes

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"oneonone/internal/when"
)

// words is a clause with its metadata, which is read when asked for.
type words struct {
	p     *prose
	c     clause
	text  string
	entry when.Date
	meta  metadata
	read  bool
}

// newWords is a clause of a paragraph in an entry of a day.
func newWords(p *prose, c clause, entry when.Date) *words {
	return &words{p: p, c: c, text: string(p.text[c.a:c.b]), entry: entry}
}

func (w *words) metadata() *metadata {
	if !w.read {
		w.meta, w.read = readMetadata(w.text, w.entry), true
	}
	return &w.meta
}

// struck reports whether all words of the clause are struck through.
func (w *words) struck() bool {
	end := w.metadata().wordsEnd(w.text)
	return w.p.all(clause{w.c.a, w.c.a + end}, styleStruck)
}

func (w *words) state(b Box) State {
	switch {
	case b == DroppedBox || w.metadata().dropped:
		return Dropped
	case b == TickedBox || w.metadata().ticked || w.struck():
		return Done
	}
	return Open
}

// span is where the words stand in the source, emphasis included, trailing
// metadata aside.
func (w *words) span(src []byte) (from, to int) {
	return w.p.outerTrimmed(src, clause{w.c.a, w.c.a + w.metadata().wordsEnd(w.text)})
}

// isPlaceholder reports whether words say nothing: TODO, …, none, n/a, TBD.
func isPlaceholder(s string) bool {
	bare := strings.ToLower(strings.TrimFunc(s, func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsDigit(r)
	}))
	switch bare {
	case "", "todo", "none", "n/a", "na", "tbd", "tba", "nothing", "action", "by", "xxx":
		return true
	}
	return strings.HasPrefix(s, "<") && strings.HasSuffix(s, ">")
}

// isQuestion reports whether words ask.
func isQuestion(s string) bool {
	s = strings.TrimRightFunc(s, func(r rune) bool {
		return unicode.IsSpace(r) || strings.ContainsRune(`"'”’»)*_!.`, r)
	})
	return strings.HasSuffix(s, "?") || strings.HasSuffix(s, "？")
}

// isQuotation reports whether words are what somebody said.
func isQuotation(s string) bool {
	first, _ := utf8.DecodeRuneInString(s)
	last, _ := utf8.DecodeLastRuneInString(strings.TrimRight(s, ".!?,"))
	return strings.ContainsRune(`"“„«'‘「`, first) && strings.ContainsRune(`"”“»'’」`, last)
}

// countWords counts words, and letters for scripts without spaces.
func countWords(s string) (words, unspaced int) {
	for _, f := range strings.Fields(s) {
		if strings.ContainsFunc(f, func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }) {
			words++
		}
	}
	for _, r := range s {
		if isUnspaced(r) {
			unspaced++
		}
	}
	return words, unspaced
}

// sameWords reduces the words of an action to what is compared between its
// lines: letters and digits in lower case, one space between words.
func sameWords(s string) string {
	var b strings.Builder
	b.Grow(len(s))
	space := false
	for _, r := range s {
		if !unicode.IsLetter(r) && !unicode.IsDigit(r) && !unicode.IsMark(r) {
			// An apostrophe is inside a word, whichever kind it is.
			if r != '\'' && r != '’' {
				space = b.Len() > 0
			}
			continue
		}
		if space {
			b.WriteByte(' ')
			space = false
		}
		b.WriteRune(unicode.ToLower(r))
	}
	return b.String()
}
