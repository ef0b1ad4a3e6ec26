// Package pack writes facts in few bytes, for a memory that only this program
// reads and that may be lost.
package pack

import (
	"encoding/binary"
	"time"

	"oneonone/internal/when"
)

// Writer writes what a memory holds: numbers as varints, texts prefixed with
// their length.
type Writer []byte

// Int writes a number.
func (b *Writer) Int(n int) { *b = binary.AppendVarint(*b, int64(n)) }

// String writes a text.
func (b *Writer) String(s string) {
	b.Int(len(s))
	*b = append(*b, s...)
}

// Strings writes several texts.
func (b *Writer) Strings(all []string) {
	b.Int(len(all))
	for _, s := range all {
		b.String(s)
	}
}

// Bool writes a bool.
func (b *Writer) Bool(yes bool) {
	if yes {
		b.Int(1)
	} else {
		b.Int(0)
	}
}

// Date writes a day.
func (b *Writer) Date(d when.Date) {
	b.Int((d.Year*13+int(d.Month))*32 + d.Day)
}

// Reader reads what a Writer wrote.
type Reader struct {
	s   string
	bad bool
}

// Read returns a Reader for what a Writer wrote.
func Read(data string) *Reader { return &Reader{s: data} }

// Whole reports whether everything was read, without an error.
func (d *Reader) Whole() bool { return !d.bad && d.s == "" }

// Int reads a number; 0 when there is none.
func (d *Reader) Int() int {
	var n uint64
	for shift := 0; shift < 64; shift += 7 {
		if d.s == "" {
			break
		}
		c := d.s[0]
		d.s = d.s[1:]
		n |= uint64(c&0x7f) << shift
		if c < 0x80 {
			return int(n>>1) ^ -int(n&1)
		}
	}
	d.bad = true
	return 0
}

func (d *Reader) bytes(n int) string {
	if n < 0 || n > len(d.s) {
		d.bad, d.s = true, ""
		return ""
	}
	s := d.s[:n]
	d.s = d.s[n:]
	return s
}

// String reads a text.
func (d *Reader) String() string { return d.bytes(d.Int()) }

// Strings reads several texts; nil for none.
func (d *Reader) Strings() []string {
	n := d.Count()
	if n == 0 {
		return nil
	}
	all := make([]string, n)
	for i := range all {
		all[i] = d.String()
	}
	return all
}

// Count reads how many of something follow, each of which takes a byte or more.
func (d *Reader) Count() int {
	n := d.Int()
	if n < 0 || n > len(d.s) {
		d.bad, d.s = true, ""
		return 0
	}
	return n
}

// Bool reads a bool.
func (d *Reader) Bool() bool { return d.Int() != 0 }

// Date reads a day.
func (d *Reader) Date() when.Date {
	n := d.Int()
	return when.Date{Year: n / 32 / 13, Month: time.Month(n / 32 % 13), Day: n % 32}
}
