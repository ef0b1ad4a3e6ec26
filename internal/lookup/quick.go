package lookup

import (
	"bytes"
	"slices"
	"unicode"
	"unicode/utf8"
)

// Quick is a text of any length, folded as far as words need it, for a look before
// it is parsed: which of its lines have them is not told.
type Quick []byte

// QuickOf folds a text.
func QuickOf(src []byte) Quick {
	q := make([]byte, 0, len(src))
	for i, c := range src {
		switch {
		case c >= utf8.RuneSelf:
			if r, _ := utf8.DecodeRune(src[i:]); unicode.IsLetter(r) || unicode.IsMark(r) {
				return Quick(Fold(string(src)))
			}
			if c >= 0xc0 && bytes.HasPrefix(src[i:], []byte("’")) {
				continue // the bytes behind are no letters either
			}
			if utf8.RuneStart(c) {
				q = append(q, ' ')
			}
		case c == '\'' || c == '.':
		case 'A' <= c && c <= 'Z':
			q = append(q, c+'a'-'A')
		default:
			q = append(q, c)
		}
	}
	return q
}

// quickLabel is how far in front of its colon a label may begin: as it is written it
// is longer than as it is read.
const quickLabel = 4 * maxLabel

// MayBeIn reports whether a line of a text may name the subject, see In.
func (s Subject) MayBeIn(q Quick) bool {
	has := func(w string) bool { return bytes.Contains(q, []byte(w)) }
	if !slices.ContainsFunc(s.telling, has) {
		return false
	}
	return !slices.ContainsFunc(s.words, func(w string) bool { return !has(w) }) ||
		slices.ContainsFunc(s.telling, func(w string) bool { return q.labels(w) })
}

// labels reports whether a colon may make a label of a word.
func (q Quick) labels(w string) bool {
	for rest := []byte(q); ; {
		i := bytes.Index(rest, []byte(w))
		if i < 0 {
			return false
		}
		rest = rest[i+len(w):]
		if bytes.IndexByte(rest[:min(len(rest), quickLabel)], ':') >= 0 {
			return true
		}
	}
}
