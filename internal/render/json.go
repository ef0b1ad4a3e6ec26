package render

import (
	"bufio"
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"iter"
	"slices"
	"strconv"
	"unicode/utf8"
)

// writeArray writes items as one array, indented by two spaces, with a final newline;
// no items give []. Characters that control a terminal are written as \u escapes,
// which any reader decodes unchanged.
func writeArray[T any](w io.Writer, items iter.Seq[T]) error {
	out := bufio.NewWriterSize(w, 1<<16)
	open, shut := "[\n  ", "[]\n"
	for item := range items {
		b, err := encoded(item, "  ")
		if err != nil {
			return err
		}
		out.WriteString(open)
		out.Write(b)
		open, shut = ",\n  ", "\n]\n"
	}
	out.WriteString(shut)
	return out.Flush() // Flush also reports an earlier write error
}

func writeJSON(w io.Writer, v any) error {
	b, err := encoded(v, "")
	if err != nil {
		return err
	}
	_, err = w.Write(append(b, '\n'))
	return err
}

// encoded is a value in JSON, with a prefix before every line but the first.
func encoded(v any, prefix string) ([]byte, error) {
	var buf bytes.Buffer
	enc := json.NewEncoder(&buf)
	enc.SetEscapeHTML(false)
	enc.SetIndent(prefix, "  ")
	if err := enc.Encode(v); err != nil {
		return nil, fmt.Errorf("writing JSON: %w", err)
	}
	return escapeUnsafe(bytes.TrimSuffix(buf.Bytes(), []byte("\n"))), nil
}

// escapeUnsafe escapes what encoding/json leaves in: DEL, the C1 controls and
// the bidirectional ones. They can only occur inside strings.
func escapeUnsafe(b []byte) []byte {
	if i := bytes.IndexFunc(b, func(r rune) bool { return r >= 0x7f }); i < 0 || !bytes.ContainsFunc(b[i:], escapes) {
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

// records are the rows as records, made one at a time.
func records[T any](columns []Column[T], rows []T) iter.Seq[record] {
	return func(yield func(record) bool) {
		for _, row := range rows {
			if !yield(recordOf(columns, row)) {
				return
			}
		}
	}
}

// nested are rows within a record, an empty list where there are none.
func nested[T any](columns []Column[T], rows []T) []record {
	return append([]record{}, slices.Collect(records(columns, rows))...)
}

// MarshalJSON writes the object; its indentation is the encoder's.
func (r record) MarshalJSON() ([]byte, error) {
	var buf bytes.Buffer
	enc := json.NewEncoder(&buf)
	enc.SetEscapeHTML(false)
	sep := byte('{')
	for _, m := range r {
		buf.WriteByte(sep)
		buf.Write(strconv.AppendQuote(buf.AvailableBuffer(), m.name))
		buf.WriteByte(':')
		if err := enc.Encode(m.value); err != nil {
			return nil, fmt.Errorf("%s: %w", m.name, err)
		}
		sep = ','
	}
	buf.WriteByte('}')
	return buf.Bytes(), nil
}
