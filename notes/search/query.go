package search

import (
	"bytes"
	"errors"
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"oneonone/internal/text"
)

// Query is what a passage must have to be found.
type Query struct {
	words   []word
	tags    []word
	pattern *regexp.Regexp
}

// word is a word or phrase, folded for comparing.
type word struct {
	folded []byte
	folding
	starts bool // only where a word begins
	rarest int  // where the rarest byte is before the first space
}

// ErrEmpty says that a query asks for nothing.
var ErrEmpty = errors.New("nothing to search for")

// Parse reads a query as typed: words, "phrases" and #tags. An argument with a
// space and without quotes of its own is a phrase: the shell took its quotes.
// Lower case also finds upper case, letters without accents also those with; a
// capital or an accent finds only itself.
func Parse(args []string) (*Query, error) {
	q := &Query{}
	for _, arg := range args {
		if !strings.Contains(arg, `"`) {
			q.add(arg)
			continue
		}
		for i, part := range strings.Split(arg, `"`) {
			if i%2 == 1 {
				q.add(part)
				continue
			}
			for w := range strings.FieldsSeq(part) {
				q.add(w)
			}
		}
	}
	if len(q.words)+len(q.tags) == 0 {
		return nil, ErrEmpty
	}
	return q, nil
}

// Pattern is a query for a regular expression, which is matched against a passage
// as written. Smart case applies to it too.
func Pattern(expression string) (*Query, error) {
	if expression == "" {
		return nil, ErrEmpty
	}
	if !strings.ContainsFunc(expression, unicode.IsUpper) {
		expression = "(?i)" + expression
	}
	re, err := regexp.Compile(expression)
	if err != nil {
		return nil, err
	}
	return &Query{pattern: re}, nil
}

func (q *Query) add(s string) {
	s = strings.Join(strings.Fields(norm.NFC.String(s)), " ")
	if s == "" {
		return
	}
	if tag, ok := strings.CutPrefix(s, "#"); ok && tag != "" && !strings.ContainsAny(tag, " #") {
		q.tags = append(q.tags, newWord(strings.ToLower(tag))) // tags are case-insensitive
		return
	}
	q.words = append(q.words, newWord(s))
}

func newWord(s string) word {
	w := word{folding: folding{letterCase: true, accents: true}}
	for _, r := range s {
		w.letterCase = w.letterCase && !unicode.IsUpper(r)
		w.accents = w.accents && plain(r) == r
	}
	r, _ := utf8.DecodeRuneInString(s)
	w.starts = isLetter(r) && !text.Unspaced(r)
	w.folded = bytes.Join(bytes.Fields(w.fold(nil, []byte(s), nil)), []byte(" "))
	if len(w.folded) == 0 {
		w.accents, w.folded = false, []byte(s) // an accent by itself
	}
	first, _, _ := bytes.Cut(w.folded, []byte(" "))
	for i, c := range first {
		if rarity(c) > rarity(w.folded[w.rarest]) {
			w.rarest = i
		}
	}
	return w
}

// rarity ranks bytes: the more often they occur in texts, the lower.
func rarity(c byte) int {
	const byFrequency = " etaoinsrhldcumfpgwybvkxjqz"
	if i := strings.IndexByte(byFrequency, c); i >= 0 {
		return i
	}
	return len(byFrequency)
}

func isLetter(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }

// in is where the word is in a text that is folded but for ASCII capitals; ok is
// false for nowhere.
func (w *word) in(text []byte, from int) (at Span, ok bool) {
	for {
		at, ok = w.within(text, from)
		if before, _ := utf8.DecodeLastRune(text[:at.From]); !ok || !w.starts || at.From == 0 || !isLetter(before) {
			return at, ok
		}
		from = at.To
	}
}

// within is in, also inside longer words. It looks only where the word's rarest byte
// is, which takes a fraction of the time of folding the text.
func (w *word) within(text []byte, from int) (at Span, ok bool) {
	small := finder{w.folded[w.rarest], -1}
	capital := small
	if w.letterCase && 'a' <= small.c && small.c <= 'z' {
		capital.c -= 'a' - 'A'
	}
	for i := from + w.rarest; ; i++ {
		i = min(small.next(text, i), capital.next(text, i))
		if start := i - w.rarest; start+len(w.folded) > len(text) {
			return Span{}, false
		} else if n := w.length(text[start:]); n > 0 {
			return Span{start, start + n}, true
		}
	}
}

// length is how many bytes of a text the word takes at its beginning, 0 if it does
// not begin with it. A space in a phrase stands for any number of them, and for the
// break between two lines of a paragraph or a quotation.
func (w *word) length(text []byte) int {
	n := 0
	for _, c := range w.folded {
		if n == len(text) {
			return 0
		}
		b := text[n]
		n++
		if w.letterCase && 'A' <= b && b <= 'Z' {
			b += 'a' - 'A'
		}
		switch {
		case c == ' ' && isSpace(b):
			for broken := b == '\n'; n < len(text) && (isSpace(text[n]) || broken && text[n] == '>'); n++ {
				broken = broken || text[n] == '\n'
			}
		case b != c:
			return 0
		}
	}
	return n
}

func isSpace(b byte) bool { return b == ' ' || '\t' <= b && b <= '\r' }

// finder finds a byte in a text, again and again.
type finder struct {
	c  byte
	at int // where it was found last
}

// next is where the byte is next, from an offset on; the text's length for nowhere.
func (f *finder) next(text []byte, from int) int {
	if f.at < from {
		f.at = len(text)
		if from < len(text) {
			if i := bytes.IndexByte(text[from:], f.c); i >= 0 {
				f.at = from + i
			}
		}
	}
	return f.at
}

// is reports whether the word is the whole text.
func (w *word) is(s string) bool { return bytes.Equal(w.fold(nil, []byte(s), nil), w.folded) }

// looker searches texts one after another, reusing its memory.
type looker struct {
	q    *Query
	room [4][]byte // for what is folded, by folding
}

func (q *Query) looker() *looker { return &looker{q: q} }

// has reports whether a text has every word of the query.
func (l *looker) has(s []byte) bool {
	if l.q.pattern != nil {
		return l.q.pattern.Match(s)
	}
	var folded [4][]byte // by folding
	for i := range l.q.words {
		w := &l.q.words[i]
		n := w.number()
		if folded[n] == nil {
			folded[n] = l.fold(w.folding, s)
		}
		if _, ok := w.in(folded[n], 0); !ok {
			return false
		}
	}
	return true
}

// fold is a text folded but for ASCII capitals, which is nearly always the text.
func (l *looker) fold(f folding, s []byte) []byte {
	if f.onlyASCII(s) {
		return s
	}
	l.room[f.number()] = f.fold(l.room[f.number()][:0], s, nil)
	return l.room[f.number()]
}

// number numbers the foldings.
func (f folding) number() int {
	n := 0
	if f.letterCase {
		n = 1
	}
	if f.accents {
		n += 2
	}
	return n
}

// Span is a stretch of a text, in bytes.
type Span struct{ From, To int }

// Spans returns where a text matches, for highlighting.
func (q *Query) Spans(s string) []Span {
	if q.pattern != nil {
		var spans []Span
		for _, m := range q.pattern.FindAllStringIndex(s, -1) {
			spans = append(spans, Span{m[0], m[1]})
		}
		return spans
	}
	var spans []Span
	for i := range q.words {
		spans = append(spans, q.words[i].spans(s)...)
	}
	for i := range q.tags {
		spans = append(spans, q.tags[i].spans(s)...)
	}
	return spans
}

func (w *word) spans(s string) []Span {
	var at []int
	folded := w.fold(nil, []byte(s), &at)
	at = append(at, len(s))
	var spans []Span
	for from := 0; ; {
		found, ok := w.in(folded, from)
		if !ok {
			return spans
		}
		from = found.To
		spans = append(spans, Span{at[found.From], at[found.To]})
	}
}
