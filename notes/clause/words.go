package clause

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"oneonone/internal/text"
	"oneonone/internal/when"
	"oneonone/notes/markdown"
)

// Words is a clause with its metadata, which is read when asked for.
type Words struct {
	Prose  *markdown.Prose
	Clause markdown.Span
	Text   string
	entry  when.Date
	order  when.Order
	meta   metadata
	read   bool // the written metadata has been read
	heard  bool // the spoken due date too
}

// Words is a clause of a paragraph in an entry of a day.
func (g *Lexicon) Words(p *markdown.Prose, c markdown.Span, entry when.Date) *Words {
	return &Words{Prose: p, Clause: c, Text: string(p.Text[c.From:c.To]), entry: entry, order: g.DateOrder}
}

// Plain is the clause's text without its metadata, spaces collapsed.
func (w *Words) Plain() string { return w.Written().Words(w.Text) }

// Metadata is what comes at the clause's end and among its words: since, due, done.
func (w *Words) Metadata() *metadata {
	m := w.Written()
	if !w.heard {
		m.spoken(w.Text, w.entry)
		w.heard = true
	}
	return m
}

// Written is the metadata without a due date that is part of the words, which
// takes longer to find than everything else.
func (w *Words) Written() *metadata {
	if !w.read {
		w.meta, w.read = readMetadata(w.Text, w.entry, w.order), true
	}
	return &w.meta
}

// Struck reports whether all words of the clause are struck through.
func (w *Words) Struck() bool {
	end := w.Written().WordsEnd(w.Text)
	return w.Prose.All(markdown.Span{From: w.Clause.From, To: w.Clause.From + end}, markdown.Struck)
}

// State is what the box, the metadata and a strike say together.
func (w *Words) State(b markdown.Box) State {
	switch {
	case b == markdown.DroppedBox || w.Written().Dropped:
		return Dropped
	case b == markdown.TickedBox || w.Written().Ticked || w.Struck():
		return Done
	}
	return Open
}

// Source is where the words are in the source, emphasis included, trailing
// metadata aside.
func (w *Words) Source(src []byte) (from, to int) {
	return w.Prose.OuterTrimmed(src, markdown.Span{From: w.Clause.From, To: w.Clause.From + w.Written().WordsEnd(w.Text)})
}

// maxEmpty is longer, in bytes, than any words that say there is nothing.
const maxEmpty = 32

// IsPlaceholder reports whether words say nothing: TODO, …, none, n/a, TBD.
func IsPlaceholder(s string) bool {
	bare := strings.ToLower(strings.TrimFunc(s, func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsDigit(r)
	}))
	switch bare {
	case "", "todo", "action", "by":
		return true
	}
	if len(bare) <= maxEmpty && empty()[bare] {
		return true
	}
	return strings.HasPrefix(s, "<") && strings.HasSuffix(s, ">")
}

// IsQuestion reports whether words ask something.
func IsQuestion(s string) bool {
	if i := strings.LastIndex(s, " ("); i > 0 && strings.HasSuffix(s, ")") {
		s = s[:i] // a remark after the words may be a question when they are not
	}
	s = strings.TrimRightFunc(s, func(r rune) bool {
		return unicode.IsSpace(r) || strings.ContainsRune(`"'”’»)*_!.`, r)
	})
	return strings.HasSuffix(s, "?") || strings.HasSuffix(s, "？")
}

// IsQuotation reports whether words quote somebody.
func IsQuotation(s string) bool {
	first, _ := utf8.DecodeRuneInString(s)
	last, _ := utf8.DecodeLastRuneInString(strings.TrimRight(s, ".!?,"))
	return strings.ContainsRune(`"“„«'‘「`, first) && strings.ContainsRune(`"”“»'’」`, last)
}

// CountWords counts words, and letters for scripts without spaces.
func CountWords(s string) (words, unspaced int) {
	for _, f := range strings.Fields(s) {
		if strings.ContainsFunc(f, func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }) {
			words++
		}
	}
	for _, r := range s {
		if text.Unspaced(r) {
			unspaced++
		}
	}
	return words, unspaced
}

// SameWords reduces the words of an action to what its lines are compared by:
// letters and digits in lower case, one space between words.
func SameWords(s string) string {
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
