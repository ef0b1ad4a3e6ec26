package page

import (
	"encoding/binary"
	"time"

	"oneonone/internal/when"
	"oneonone/notes/clause"
)

// EncodeActions writes the actions of an entry as a memory keeps them.
func EncodeActions(actions []*Action) string {
	var b encoder
	b.int(len(actions))
	for _, a := range actions {
		b.string(a.Text)
		b.int(len(a.Owners))
		for _, o := range a.Owners {
			b.string(o)
		}
		flags := 0
		if a.Inherited {
			flags |= 1
		}
		if a.DueSpoken {
			flags |= 2
		}
		b.int(flags)
		b.string(string(a.State))
		b.date(a.Since)
		b.date(a.Due)
		b.date(a.Done)
		b.int(a.Line)
		b.string(a.Rule)
		b.string(a.Key)
		b.int(a.index)
		b.string(a.Source)
	}
	return string(b)
}

// DecodeActions gives actions without their places in the source: whoever
// changes a line finds it anew (see Mark).
func DecodeActions(e *Entry, data string) ([]*Action, bool) {
	d := decoder{s: data}
	n := d.int()
	if n < 0 || n > len(data) {
		return nil, false
	}
	all := make([]Action, n)
	actions := make([]*Action, n)
	for i := range all {
		a := &all[i]
		a.Text = d.string()
		if owners := d.int(); owners > 0 && owners < len(data) {
			a.Owners = make([]string, owners)
			for j := range a.Owners {
				a.Owners[j] = d.string()
			}
		}
		flags := d.int()
		a.Inherited, a.DueSpoken = flags&1 != 0, flags&2 != 0
		a.State = clause.State(d.string())
		a.Since, a.Due, a.Done = d.date(), d.date(), d.date()
		a.Line = d.int()
		a.Rule, a.Key = d.string(), d.string()
		a.index = d.int()
		a.Source = d.string()
		a.Person, a.Path, a.entry = e.Person, e.Path, e.Date
		actions[i] = a
	}
	return actions, !d.bad && d.s == ""
}

// encoder and decoder write and read what a memory holds: numbers as varints,
// texts with their length in front.
type encoder []byte

func (b *encoder) int(n int) { *b = binary.AppendVarint(*b, int64(n)) }

func (b *encoder) string(s string) {
	b.int(len(s))
	*b = append(*b, s...)
}

func (b *encoder) date(d when.Date) {
	b.int((d.Year*13+int(d.Month))*32 + d.Day)
}

type decoder struct {
	s   string
	bad bool
}

func (d *decoder) int() int {
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

func (d *decoder) bytes(n int) string {
	if n < 0 || n > len(d.s) {
		d.bad, d.s = true, ""
		return ""
	}
	s := d.s[:n]
	d.s = d.s[n:]
	return s
}

func (d *decoder) string() string { return d.bytes(d.int()) }

func (d *decoder) date() when.Date {
	n := d.int()
	return when.Date{Year: n / 32 / 13, Month: time.Month(n / 32 % 13), Day: n % 32}
}
