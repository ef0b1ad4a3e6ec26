package lookup

import (
	"bytes"
	"slices"
	"unicode"

	"oneonone/internal/text"
)

// Phrase is a few words in lower case, for a quick look at an entry's bytes: one
// that does not hold them, whatever signs stand between, need not be parsed.
type Phrase struct {
	before, behind [][]byte // the longest
	longest        []byte
}

// PhraseOf is the phrase of some words.
func PhraseOf(s string) Phrase {
	words := bytes.FieldsFunc(text.Lower(nil, []byte(s)), notOfWord)
	at := 0
	for i, w := range words {
		if len(w) > len(words[at]) {
			at = i
		}
	}
	if len(words) == 0 {
		return Phrase{}
	}
	return Phrase{words[:at], words[at+1:], words[at]}
}

func notOfWord(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }

// Longest is its longest word, in lower case.
func (p Phrase) Longest() string { return string(p.longest) }

// In reports whether a text in lower case holds the phrase.
func (p Phrase) In(lower []byte) bool {
	for at := 0; ; {
		i := bytes.Index(lower[at:], p.longest)
		if i < 0 {
			return false
		}
		i += at
		at = i + len(p.longest)
		if p.endsIn(lower[:i]) && p.goesOnIn(lower[at:]) {
			return true
		}
		if len(p.longest) == 0 {
			return false
		}
	}
}

// endsIn reports whether what stands in front of the longest word ends in those
// before it.
func (p Phrase) endsIn(front []byte) bool {
	for _, w := range slices.Backward(p.before) {
		front = bytes.TrimRightFunc(front, notOfWord)
		if !bytes.HasSuffix(front, w) {
			return false
		}
		front = front[:len(front)-len(w)]
	}
	return true
}

func (p Phrase) goesOnIn(rest []byte) bool {
	for _, w := range p.behind {
		rest = bytes.TrimLeftFunc(rest, notOfWord)
		if !bytes.HasPrefix(rest, w) {
			return false
		}
		rest = rest[len(w):]
	}
	return true
}
