package clause

import (
	"strings"
	"unicode/utf8"

	"oneonone/internal/when"
)

// TailEnd is what follows a bold run and its metadata.
type TailEnd uint8

const (
	tailNothing TailEnd = iota
	tailStop            // . ; ! and the like
	TailDash            // a dash with words after it
	TailComma
	TailColon
	TailWords
)

// Tail reads what follows a bold run: n is the length of the metadata, tags
// and owners that belong to its clause.
func (g *Lexicon) Tail(s string, entry when.Date, v Voice) (n int, end TailEnd) {
	for {
		rest := strings.TrimLeft(s[n:], " ")
		at := len(s) - len(rest)
		if rest == "" {
			return len(s), tailNothing
		}
		size := g.tailPiece(rest, entry, v)
		if size == 0 {
			return n, endOfClause(rest, at > n || n == 0 && at > 0)
		}
		n = at + size
	}
}

// endOfClause says what kind of punctuation rest begins with. A hyphen is a dash
// only with a space before it.
func endOfClause(rest string, spaced bool) TailEnd {
	r, size := utf8.DecodeRuneInString(rest)
	switch r {
	case '.', ';', '!', '…', '?', '。', '；', ')':
		return tailStop
	case ',', '，':
		return TailComma
	case ':', '：':
		return TailColon
	case '–', '—', '→':
		return TailDash
	case '-':
		if spaced && strings.HasPrefix(rest[size:], " ") || strings.HasPrefix(rest, "->") {
			return TailDash
		}
	}
	return TailWords
}

// tailPiece is the length of one piece of metadata, tag or owner at the start
// of rest.
func (g *Lexicon) tailPiece(rest string, entry when.Date, v Voice) int {
	switch c := rest[0]; {
	case c == '(':
		return strings.IndexByte(rest, ')') + 1
	case c == '[':
		return strings.IndexByte(rest, ']') + 1
	case c == '#' || c == '@':
		if n := NameWord(rest[1:]); n > 0 {
			return 1 + trimNameDot(rest[1:], n)
		}
		return 0
	}
	for _, arrow := range []string{"→", "->"} {
		if after, ok := strings.CutPrefix(rest, arrow); ok {
			trimmed := strings.TrimLeft(after, " ")
			if _, n := g.NameList(trimmed, v); n > 0 && arrowEnds(trimmed[n:]) {
				return len(rest) - len(trimmed) + n
			}
		}
	}
	for _, s := range metadataSigns {
		if after, ok := strings.CutPrefix(rest, s.sign); ok {
			after = strings.TrimPrefix(after, "\ufe0f")
			_, n := leadingISO(after)
			return len(rest) - len(after) + n
		}
	}
	if n := keywordLength(rest); n > 0 {
		return n
	}
	if mayHaveDue(rest[:min(len(rest), 4)]) {
		if _, from, to, ok := when.FindDue(rest, entry, g.DateOrder); ok && from == 0 {
			return to
		}
	}
	if when.StartsSpokenDue(rest) {
		if _, from, to, ok := when.FindSpokenDue(rest, entry, g.DateOrder); ok && from == 0 {
			return to
		}
	}
	return doneEnding(rest)
}

func keywordLength(s string) int {
	if len(s) < 5 || !strings.EqualFold(s[:4], "due:") {
		return 0
	}
	_, n := leadingISO(s[4:])
	if n == 0 {
		return 0
	}
	return 4 + n
}

// doneEnding is the length of ". Done" and the like when nothing follows.
func doneEnding(s string) int {
	var m metadata
	m.ending("x" + s)
	if m.Ticked && len(m.Cuts) > 0 && m.Cuts[0].From <= 1 {
		return len(s)
	}
	return 0
}
