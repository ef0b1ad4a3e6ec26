package markdown

import (
	"bytes"
	"strings"
)

// NewlineOf is the line end of a file, going by its first line.
func NewlineOf(src []byte) string {
	if i := bytes.IndexByte(src, '\n'); i > 0 && src[i-1] == '\r' {
		return "\r\n"
	}
	return "\n"
}

// WithNewlines gives text with "\n" line ends those of src.
func WithNewlines(text string, src []byte) string {
	text = strings.ReplaceAll(text, "\r\n", "\n")
	return strings.ReplaceAll(text, "\n", NewlineOf(src))
}

// EndLine is the newline missing before offset at, if any.
func EndLine(src []byte, at int) string {
	if at > 0 && src[at-1] != '\n' {
		return "\n"
	}
	return ""
}
