package clause

import "unicode/utf8"

// nameStarts are the first words of all names, folded. Nearly every stretch of a
// note is asked whether it begins with one, and nearly none does: how long the
// word is and its first letter tell most of them apart.
type nameStarts struct {
	known   map[string]bool
	lengths [256]uint64 // by first byte: one bit for each length
}

// add adds the word of a folded name, with the sign at its end and without.
func (f *nameStarts) add(word string) {
	for _, w := range [...]string{word, word[:trimNameDot(word, len(word))]} {
		f.known[w] = true
		if w != "" {
			f.lengths[w[0]|lowerCase] |= lengthBit(w)
		}
	}
}

// has reports whether a word is one of them, with the sign at its end or without.
func (f *nameStarts) has(word string) bool {
	bare := word[:trimNameDot(word, len(word))]
	return f.may(word) && lookUp(f.known, word) || len(bare) < len(word) && f.may(bare) && lookUp(f.known, bare)
}

// may is a quick look at a word: false where none is spelt like it.
func (f *nameStarts) may(word string) bool {
	for i := range len(word) {
		if word[i] >= utf8.RuneSelf {
			return true // which may be folded to another length
		}
	}
	return word == "" || f.lengths[word[0]|lowerCase]&lengthBit(word) != 0
}

// lowerCase is the bit that small letters have and capitals do not.
const lowerCase = 0x20

func lengthBit(word string) uint64 { return 1 << min(len(word), 63) }
