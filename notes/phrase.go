package notes

import (
	"bytes"
	"slices"
	"unicode"

	"oneonone/internal/text"
)

// phrase is a few words in lower case, for a quick look at an entry's bytes: one
// that does not hold them, whatever signs stand between, need not be parsed.
type phrase struct {
	before, behind [][]byte // the longest
	longest        []byte
}

func phraseOf(s string) phrase {
	words := bytes.FieldsFunc(text.Lower(nil, []byte(s)), notOfWord)
	at := 0
	for i, w := range words {
		if len(w) > len(words[at]) {
			at = i
		}
	}
	if len(words) == 0 {
		return phrase{}
	}
	return phrase{words[:at], words[at+1:], words[at]}
}

func notOfWord(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }

// in reports whether a text in lower case holds the phrase.
func (p phrase) in(lower []byte) bool {
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
func (p phrase) endsIn(front []byte) bool {
	for _, w := range slices.Backward(p.before) {
		front = bytes.TrimRightFunc(front, notOfWord)
		if !bytes.HasSuffix(front, w) {
			return false
		}
		front = front[:len(front)-len(w)]
	}
	return true
}

func (p phrase) goesOnIn(rest []byte) bool {
	for _, w := range p.behind {
		rest = bytes.TrimLeftFunc(rest, notOfWord)
		if !bytes.HasPrefix(rest, w) {
			return false
		}
		rest = rest[len(w):]
	}
	return true
}
