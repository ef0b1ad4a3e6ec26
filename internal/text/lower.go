package text

import (
	"encoding/binary"
	"unicode"
	"unicode/utf8"
)

// Lower appends s in lower case to a text, as [bytes.ToLower] would, but fast
// enough for searching thousands of notes: most are ASCII except for a few
// characters.
func Lower(to, s []byte) []byte {
	for {
		var n int
		to, n = LowerASCII(to, s)
		if s = s[n:]; len(s) == 0 {
			return to
		}
		r, size := utf8.DecodeRune(s)
		to, s = utf8.AppendRune(to, unicode.ToLower(r)), s[size:]
	}
}

// each times a byte is that byte eight times.
const each = 0x0101010101010101

// ASCII is how many bytes of s come before its first letter or sign beyond ASCII.
func ASCII(s []byte) (n int) {
	for len(s)-n >= 8 && binary.LittleEndian.Uint64(s[n:])&(0x80*each) == 0 {
		n += 8
	}
	for n < len(s) && s[n] < utf8.RuneSelf {
		n++
	}
	return n
}

// LowerASCII appends the beginning of s to a text in lower case, eight bytes at a
// time as long as all are ASCII, and returns how many it took.
func LowerASCII(to, s []byte) (lower []byte, n int) {
	for ; len(s)-n >= 8; n += 8 {
		x := binary.LittleEndian.Uint64(s[n:])
		if x&(0x80*each) != 0 {
			break
		}
		fromA, behindZ := x+(0x80-'A')*each, x+(0x80-'Z'-1)*each // each byte's high bit says whether it is past that
		to = binary.LittleEndian.AppendUint64(to, x|(fromA&^behindZ&(0x80*each))>>2)
	}
	return to, n
}
