package render

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"unicode/utf8"
)

// JSON writes items as one array, indented by two spaces, a final newline
// behind it; no items give []. Characters that steer a terminal are written
// as \u escapes, which any reader gives back unchanged.
func JSON[T any](w io.Writer, items []T) error {
	if items == nil {
		items = []T{}
	}
	var buf bytes.Buffer
	enc := json.NewEncoder(&buf)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	if err := enc.Encode(items); err != nil {
		return fmt.Errorf("writing JSON: %w", err)
	}
	_, err := w.Write(escapeUnsafe(buf.Bytes()))
	return err
}

// escapeUnsafe escapes what encoding/json leaves in: DEL, the C1 controls and
// the bidirectional ones. They can only stand inside strings.
func escapeUnsafe(b []byte) []byte {
	if !bytes.ContainsFunc(b, escapes) {
		return b
	}
	out := make([]byte, 0, len(b)+16)
	for len(b) > 0 {
		r, size := utf8.DecodeRune(b)
		if escapes(r) {
			out = fmt.Appendf(out, `\u%04x`, r)
		} else {
			out = append(out, b[:size]...)
		}
		b = b[size:]
	}
	return out
}

func escapes(r rune) bool { return r == 0x7f || steers(r) }
