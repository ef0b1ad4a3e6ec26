package lookup

import (
	"bytes"
	"slices"
	"unicode"

	"oneonone/internal/text"
)

// Phrase is a few words in lower case, for a quick test of an entry's bytes: one
// that does not contain them, whatever punctuation is between, need not be
// parsed.
type Phrase struct {
	before, behind [][]byte // the longest word
	longest        []byte
}

// PhraseOf makes a phrase of s.
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

// In reports whether a text in lower case contains the phrase.
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

// endsIn reports whether the text before the longest word ends in the words
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
