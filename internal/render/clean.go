package render

import (
	"strings"
	"unicode/utf8"
)

// Clean makes text harmless to a terminal: no control character but newline and
// tab, none that changes the direction of writing, only valid UTF-8. What it
// removes leaves a visible mark, so that nothing disappears or runs together: ␛
// for escape, � for what has no picture. The end of a line may be CR LF.
func Clean(s string) string {
	i := dirty(s)
	if i == len(s) {
		return s
	}
	var b strings.Builder
	b.Grow(len(s) + 16)
	for i < len(s) {
		b.WriteString(s[:i])
		r, size := utf8.DecodeRuneInString(s[i:])
		if r != '\r' || !strings.HasPrefix(s[i+1:], "\n") {
			b.WriteRune(picture(r))
		}
		s = s[i+size:]
		i = dirty(s)
	}
	b.WriteString(s)
	return b.String()
}

// dirty is the index of the first character to replace, or len(s).
func dirty(s string) int {
	for i := 0; i < len(s); {
		if c := s[i]; c < utf8.RuneSelf {
			if c < ' ' && c != '\n' && c != '\t' || c == 0x7f {
				return i
			}
			i++
			continue
		}
		r, size := utf8.DecodeRuneInString(s[i:])
		if r == utf8.RuneError && size == 1 || steers(r) {
			return i
		}
		i += size
	}
	return len(s)
}

// steers reports whether r, beyond ASCII, steers a terminal: it is one of the C1 controls
// or of the embeddings, overrides and isolates of bidirectional text.
func steers(r rune) bool {
	return 0x80 <= r && r <= 0x9f || 0x202a <= r && r <= 0x202e || 0x2066 <= r && r <= 0x2069
}

// picture is the visible stand-in for r, one column wide.
func picture(r rune) rune {
	switch {
	case r < ' ':
		return 0x2400 + r // Unicode's control pictures
	case r == 0x7f:
		return 0x2421
	}
	return utf8.RuneError
}
