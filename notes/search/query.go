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
	first, _ := utf8.DecodeRuneInString(s)
	w.starts = isLetter(first) && !text.Unspaced(first)
	w.folded = w.fold(nil, []byte(s), nil)
	return w
}

func isLetter(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }

// in is the offset of the word in a folded text, -1 for none.
func (w *word) in(folded []byte, from int) int {
	for {
		i := bytes.Index(folded[from:], w.folded)
		if i < 0 {
			return -1
		}
		i += from
		if before, _ := utf8.DecodeLastRune(folded[:i]); !w.starts || i == 0 || !isLetter(before) {
			return i
		}
		from = i + len(w.folded)
	}
}

// is reports whether the word is the whole text.
func (w *word) is(s string) bool { return bytes.Equal(w.fold(nil, []byte(s), nil), w.folded) }

// looker searches texts one after another, reusing its memory.
type looker struct {
	q      *Query
	folded [4][]byte // by folding
}

func (q *Query) looker() *looker { return &looker{q: q} }

// has reports whether a text has every word of the query.
func (l *looker) has(s []byte) bool {
	if l.q.pattern != nil {
		return l.q.pattern.Match(s)
	}
	var done [4]bool
	for i := range l.q.words {
		w := &l.q.words[i]
		n := w.index()
		if !done[n] {
			l.folded[n] = w.fold(l.folded[n][:0], s, nil)
			done[n] = true
		}
		if w.in(l.folded[n], 0) < 0 {
			return false
		}
	}
	return true
}

// index numbers the foldings.
func (f folding) index() int {
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
		i := w.in(folded, from)
		if i < 0 {
			return spans
		}
		from = i + len(w.folded)
		spans = append(spans, Span{at[i], at[from]})
	}
}
