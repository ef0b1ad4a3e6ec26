package notes

import (
	"bytes"
	"strings"
)

// newlineOf is how the lines of a file end: as its first one does.
func newlineOf(src []byte) string {
	if i := bytes.IndexByte(src, '\n'); i > 0 && src[i-1] == '\r' {
		return "\r\n"
	}
	return "\n"
}

// withNewlines gives text written with "\n" the line ends of a file.
func withNewlines(text string, src []byte) string {
	text = strings.ReplaceAll(text, "\r\n", "\n")
	return strings.ReplaceAll(text, "\n", newlineOf(src))
}

// endLine is the newline that is missing before position at, if any.
func endLine(src []byte, at int) string {
	if at > 0 && src[at-1] != '\n' {
		return "\n"
	}
	return ""
}
