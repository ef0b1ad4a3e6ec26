package text

import "unicode"

// ByteOrderMark is what some editors on Windows put before the first line.
const ByteOrderMark = "\ufeff"

// Unspaced reports whether r belongs to a script written without spaces.
func Unspaced(r rune) bool {
	return r >= 0x0e00 && (Ideographic(r) || unicode.In(r, unicode.Thai, unicode.Lao, unicode.Khmer, unicode.Myanmar))
}

// Ideographic reports whether r belongs to a script in which a line may break
// after any character.
func Ideographic(r rune) bool {
	return r >= 0x2e80 && unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana)
}
