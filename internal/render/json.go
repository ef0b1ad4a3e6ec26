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
	return writeJSON(w, items)
}

func writeJSON(w io.Writer, v any) error {
	var buf bytes.Buffer
	enc := json.NewEncoder(&buf)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	if err := enc.Encode(v); err != nil {
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

// record is a JSON object whose keys keep the order of the columns.
type record []member

type member struct {
	name  string
	value any
}

func recordOf[T any](columns []Column[T], row T) record {
	r := make(record, len(columns))
	for i, c := range columns {
		r[i] = member{c.Name, datum(c.Value(row))}
	}
	return r
}

func records[T any](columns []Column[T], rows []T) []record {
	all := make([]record, len(rows))
	for i, row := range rows {
		all[i] = recordOf(columns, row)
	}
	return all
}

// MarshalJSON writes the object; its indentation is the encoder's.
func (r record) MarshalJSON() ([]byte, error) {
	var buf bytes.Buffer
	enc := json.NewEncoder(&buf)
	enc.SetEscapeHTML(false)
	sep := byte('{')
	for _, m := range r {
		buf.WriteByte(sep)
		fmt.Fprintf(&buf, "%q:", m.name)
		if err := enc.Encode(m.value); err != nil {
			return nil, fmt.Errorf("%s: %w", m.name, err)
		}
		sep = ','
	}
	buf.WriteByte('}')
	return buf.Bytes(), nil
}
