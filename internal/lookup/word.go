package lookup

import (
	"bytes"
	"strings"
	"unicode"
	"unicode/utf8"
)

// LongestWord is the longest word of a text, in lower case: every entry that
// quotes the text contains it, whatever the emphasis around it.
func LongestWord(text string) []byte {
	longest := ""
	for _, w := range strings.FieldsFunc(text, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }) {
		if len(w) > len(longest) {
			longest = w
		}
	}
	return bytes.ToLower([]byte(longest))
}

// HoldsWord reports whether src may contain a word given in lower case. Letters
// outside ASCII are compared as written, and if that finds nothing, with all of
// src in lower case.
func HoldsWord(src, lower []byte) bool {
	if len(lower) == 0 || bytes.Contains(src, lower) {
		return true
	}
	first := lower[0]
	if first >= utf8.RuneSelf {
		return bytes.Contains(bytes.ToLower(src), lower)
	}
	for _, c := range []byte{first, byte(unicode.ToUpper(rune(first)))} {
		for rest := src; ; {
			i := bytes.IndexByte(rest, c)
			if i < 0 || len(rest)-i < len(lower) {
				break
			}
			if bytes.EqualFold(rest[i:i+len(lower)], lower) {
				return true
			}
			rest = rest[i+1:]
		}
	}
	return false
}
