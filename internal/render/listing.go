package render

import (
	"cmp"
	"encoding"
	"encoding/csv"
	"fmt"
	"io"
	"slices"
	"strings"
)

// Column is one field of a record, named once for every reader: a person at a
// terminal, a pipe, a spreadsheet and a program.
type Column[T any] struct {
	Name string // in snake_case: the key in JSON, the header in CSV
	Doc  string // what it holds, for "help json"
	// Value is the field as data: a string, a number, a bool, a day or time, a
	// []string. An absent one is nil, "" or a zero day.
	Value func(T) any
	Shown bool           // on a terminal and in a pipe, as it is
	Cell  func(T) Cell   // how it is shown there, if not as Value is
	Piped func(T) string // what a pipe gets, if not Value: a short handle
	Style Style          // how it looks when there is no Cell
	Title string         // above it on a terminal, if not Name
	Right bool           // aligned right, as numbers are
	Fixed bool           // not cut while another column can be: handles and dates
	parts func() []Field // of the records it holds, see Nested
}

// Field describes a column.
type Field struct {
	Name, Doc string
	Parts     []Field // of the records inside it
	head      string  // above it in a table, "" where it has no place there
	right     bool
}

// Fields describe columns.
func Fields[T any](columns []Column[T]) []Field {
	fields := make([]Field, len(columns))
	for i, c := range columns {
		fields[i] = Field{Name: c.Name, Doc: c.Doc, right: c.Right}
		if c.parts != nil {
			fields[i].Parts = c.parts()
		}
		if c.Shown || c.Cell != nil {
			fields[i].head = strings.TrimSpace(cmp.Or(c.Title, c.Name))
		}
	}
	return fields
}

// Legend explains the heads of a table that has short ones: shorter than the
// field's own name, or over numbers and marks, which do not say what they mean.
// nil when there is nothing to explain.
func Legend(fields []Field) []Field {
	var heads []Field
	short := false
	for _, f := range fields {
		if f.head == "" {
			continue
		}
		short = short || len(f.head) < len(f.Name) || f.right
		heads = append(heads, Field{Name: f.head, Doc: f.Doc})
	}
	if !short {
		return nil
	}
	return heads
}

// Nested is a column that holds records: a list in JSON, and nothing in a table.
func Nested[T, U any](name, doc string, columns []Column[U], rows func(T) []U) Column[T] {
	return Column[T]{Name: name, Doc: doc, parts: partsOf(columns), Value: func(v T) any { return nested(columns, rows(v)) }}
}

// partsOf describes columns on demand: few runs need it.
func partsOf[T any](columns []Column[T]) func() []Field {
	return func() []Field { return Fields(columns) }
}

// Single is a column that holds one record, null when row returns none.
func Single[T, U any](name, doc string, columns []Column[U], row func(T) (U, bool)) Column[T] {
	return Column[T]{Name: name, Doc: doc, parts: partsOf(columns), Value: func(v T) any {
		if u, ok := row(v); ok {
			return recordOf(columns, u)
		}
		return nil
	}}
}

// Of turns the columns of a part of a record into columns of the record.
func Of[T, U any](columns []Column[U], part func(T) U) []Column[T] {
	of := make([]Column[T], len(columns))
	for i, c := range columns {
		of[i] = Column[T]{Name: c.Name, Doc: c.Doc, Shown: c.Shown, Style: c.Style, Title: c.Title, Right: c.Right, Fixed: c.Fixed, parts: c.parts,
			Value: func(v T) any { return c.Value(part(v)) }}
		if c.Piped != nil {
			of[i].Piped = func(v T) string { return c.Piped(part(v)) }
		}
		if c.Cell != nil {
			of[i].Cell = func(v T) Cell { return c.Cell(part(v)) }
		}
	}
	return of
}

// DataOnly returns columns with those named hidden from people: they are still in
// the data.
func DataOnly[T any](columns []Column[T], names ...string) []Column[T] {
	columns = slices.Clone(columns)
	for i, c := range columns {
		if slices.Contains(names, c.Name) {
			columns[i].Shown, columns[i].Cell = false, nil
		}
	}
	return columns
}

// Listing is records with the same columns.
type Listing[T any] struct {
	Columns  []Column[T]
	Rows     []T
	Hidden   []string // columns that a terminal does without
	headings map[int]string
}

// Heading puts a line above the rows that follow, on a terminal.
func (l *Listing[T]) Heading(text string) {
	if l.headings == nil {
		l.headings = map[int]string{}
	}
	l.headings[len(l.Rows)] = text
}

// Write writes the listing as a Table. A pipe gets data: absent values are empty,
// and nothing is hidden.
func (l *Listing[T]) Write(o Output) error { return l.numbered().write(o) }

// CSV writes every column except nested ones, under a header.
func (l *Listing[T]) CSV(w io.Writer) error { return l.numbered().csv(w) }

// JSON writes the records as one array.
func (l *Listing[T]) JSON(w io.Writer) error { return writeArray(w, records(l.Columns, l.Rows)) }

// numbered is a listing that knows its rows only by number, so that the code that
// writes them is compiled once and not for each type of row.
type numbered struct {
	columns  []Column[int]
	rows     int
	hidden   []string
	headings map[int]string
}

func (l *Listing[T]) numbered() *numbered {
	columns := Of(l.Columns, func(i int) T { return l.Rows[i] })
	return &numbered{columns, len(l.Rows), l.Hidden, l.headings}
}

func (l *numbered) write(o Output) error {
	table := Table{headings: l.headings}
	shown := slices.DeleteFunc(l.columns, func(c Column[int]) bool {
		return !c.Shown && c.Cell == nil || o.TTY && slices.Contains(l.hidden, c.Name)
	})
	for _, c := range shown {
		title := c.Title
		if title == "" {
			title = strings.ReplaceAll(c.Name, "_", " ")
		}
		table.Columns = append(table.Columns, TableColumn{title, c.Right, c.Fixed})
	}
	for row := range l.rows {
		cells := make([]Cell, len(shown))
		for i, c := range shown {
			if o.TTY || o.Color {
				cells[i] = cellOf(c, row)
			}
			if !o.TTY {
				cells[i] = Cell{Text: piped(c, row), Style: cells[i].Style}
			}
		}
		table.Add(cells...)
	}
	return table.Write(o)
}

func cellOf(c Column[int], row int) Cell {
	if c.Cell != nil {
		return c.Cell(row)
	}
	switch text := plain(c.Value(row)); text {
	case "", "0":
		return Cell{Text: "–", Style: Muted}
	default:
		return Cell{Text: text, Style: c.Style}
	}
}

func piped(c Column[int], row int) string {
	if c.Piped != nil {
		return c.Piped(row)
	}
	return plain(c.Value(row))
}

func (l *numbered) csv(w io.Writer) error {
	flat := slices.DeleteFunc(l.columns, func(c Column[int]) bool { return c.parts != nil })
	out := csv.NewWriter(w)
	line := make([]string, len(flat))
	for i, c := range flat {
		line[i] = c.Name
	}
	out.Write(line) // Error reports what went wrong
	for row := range l.rows {
		for i, c := range flat {
			line[i] = Clean(plain(c.Value(row)))
		}
		out.Write(line)
	}
	out.Flush()
	if err := out.Error(); err != nil {
		return fmt.Errorf("writing CSV: %w", err)
	}
	return nil
}

// JSONOf writes one record as an object.
func JSONOf[T any](w io.Writer, columns []Column[T], row T) error {
	return writeJSON(w, recordOf(columns, row))
}

// plain is a value as a field of a line.
func plain(v any) string {
	switch v := datum(v).(type) {
	case nil:
		return ""
	case []string:
		return strings.Join(v, ", ")
	case encoding.TextMarshaler:
		if b, err := v.MarshalText(); err == nil {
			return string(b)
		}
	}
	return fmt.Sprint(v)
}

// datum is a value for JSON: null when absent, except for a list, which is empty.
func datum(v any) any {
	switch v := v.(type) {
	case string:
		if v == "" {
			return nil
		}
	case []string:
		if v == nil {
			return []string{}
		}
	case interface{ IsZero() bool }:
		if v.IsZero() {
			return nil
		}
	}
	return v
}
