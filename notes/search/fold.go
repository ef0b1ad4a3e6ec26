package search

import (
	"sync"
	"unicode"
	"unicode/utf8"

	"oneonone/internal/text"

	"golang.org/x/text/unicode/norm"
)

// folding is what may differ between two spellings of the same word.
type folding struct {
	letterCase bool // upper and lower case
	accents    bool // é and e, in scripts where people search for either with the same letter
}

// fold appends s to to, folded for comparing. If at is not nil, the offset in s
// of every byte is appended there.
func (f folding) fold(to, s []byte, at *[]int) []byte {
	for i := 0; i < len(s); {
		if f.letterCase && at == nil {
			var n int
			to, n = text.LowerASCII(to, s[i:])
			if i += n; i == len(s) {
				break
			}
		}
		before := len(to)
		size := 1
		if c := s[i]; c < utf8.RuneSelf {
			if f.letterCase && 'A' <= c && c <= 'Z' {
				c += 'a' - 'A'
			}
			to = append(to, c)
		} else {
			var r rune
			if r, size = utf8.DecodeRune(s[i:]); r == utf8.RuneError && size == 1 {
				to = append(to, c)
			} else if r = f.foldRune(r); r >= 0 {
				to = utf8.AppendRune(to, r)
			}
		}
		if at != nil {
			for range len(to) - before {
				*at = append(*at, i)
			}
		}
		i += size
	}
	return to
}

// onlyASCII reports whether folding changes nothing in s but ASCII capitals.
func (f folding) onlyASCII(s []byte) bool {
	for {
		if s = s[text.ASCII(s):]; len(s) == 0 {
			return true
		}
		r, size := utf8.DecodeRune(s)
		if size > 1 && f.foldRune(r) != r {
			return false
		}
		s = s[size:]
	}
}

// foldRune is a letter folded for comparing, -1 for a combining accent.
func (f folding) foldRune(r rune) rune {
	if f.accents {
		if 0x300 <= r && r <= 0x36f {
			return -1
		}
		r = plain(r)
	}
	if f.letterCase {
		r = unicode.ToLower(r)
	}
	return r
}

// plain is a Latin or Greek letter without its accents. In other scripts a mark
// makes a different letter.
func plain(r rune) rune {
	if r < 0xc0 || 0x400 <= r && r < 0x1e00 || r >= 0x2000 {
		return r
	}
	return plainLetters()[r]
}

var plainLetters = sync.OnceValue(func() []rune {
	all := make([]rune, 0x2000)
	for r := range all {
		all[r] = rune(r)
		if base, _ := utf8.DecodeRuneInString(norm.NFD.String(string(rune(r)))); unicode.In(base, unicode.Latin, unicode.Greek) {
			all[r] = base
		}
	}
	return all
})
