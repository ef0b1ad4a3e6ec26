package clause

import "unicode/utf8"

// nameStarts are the first words of all names, folded. Nearly every clause is
// tested for beginning with one, and nearly none does: the word's length and
// first letter rule most out.
type nameStarts struct {
	known   map[string]bool
	lengths [256]uint64 // by first byte: one bit for each length
}

// add adds the word of a folded name, with and without punctuation at its end.
func (f *nameStarts) add(word string) {
	for _, w := range [...]string{word, word[:trimNameDot(word, len(word))]} {
		f.known[w] = true
		if w != "" {
			f.lengths[w[0]|lowerCase] |= lengthBit(w)
		}
	}
}

// has reports whether a word, with or without punctuation at its end, is one of them.
func (f *nameStarts) has(word string) bool {
	bare := word[:trimNameDot(word, len(word))]
	return f.may(word) && lookUp(f.known, word) || len(bare) < len(word) && f.may(bare) && lookUp(f.known, bare)
}

// may is a quick test of a word: false if none is spelt like it.
func (f *nameStarts) may(word string) bool {
	for i := range len(word) {
		if word[i] >= utf8.RuneSelf {
			return true // folding it may change its length
		}
	}
	return word == "" || f.lengths[word[0]|lowerCase]&lengthBit(word) != 0
}

// lowerCase is the bit that lower-case letters have and capitals lack.
const lowerCase = 0x20

func lengthBit(word string) uint64 { return 1 << min(len(word), 63) }
