package markdown

import (
	"bytes"
	"strings"
)

// NewlineOf is how the lines of a file end: as its first one does.
func NewlineOf(src []byte) string {
	if i := bytes.IndexByte(src, '\n'); i > 0 && src[i-1] == '\r' {
		return "\r\n"
	}
	return "\n"
}

// WithNewlines gives text written with "\n" the line ends of a file.
func WithNewlines(text string, src []byte) string {
	text = strings.ReplaceAll(text, "\r\n", "\n")
	return strings.ReplaceAll(text, "\n", NewlineOf(src))
}

// EndLine is the newline that is missing before position at, if any.
func EndLine(src []byte, at int) string {
	if at > 0 && src[at-1] != '\n' {
		return "\n"
	}
	return ""
}
