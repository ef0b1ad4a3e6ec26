package promise

import (
	"oneonone/internal/pack"
	"oneonone/notes/clause"
	"oneonone/notes/page"
)

// WithoutLines is the thread without its lines, for callers that keep thousands.
func (t *Thread) WithoutLines() *Thread {
	return &Thread{ID: t.ID, Person: t.Person, Text: t.Text, Owners: t.Owners, State: t.State, Facts: t.Facts, grammar: t.grammar}
}

// Pack writes a thread for a memory.
func (t *Thread) Pack(b *pack.Writer) {
	b.String(t.ID)
	b.String(t.Text)
	b.Strings(t.Owners)
	b.String(string(t.State))
	t.Facts.Pack(b)
	b.Int(len(t.Lines))
	for _, a := range t.Lines {
		in := page.ParsePath(a.Path)
		b.Date(in.Date)
		b.Int(in.N)
		a.Pack(b)
	}
}

// Unpack reads a thread of a person that Pack wrote, for listing: what would join
// it with further lines is not kept.
func Unpack(d *pack.Reader, g *page.Grammar, person string) *Thread {
	t := &Thread{Person: person, grammar: g.Of(person), ID: d.String(), Text: d.String(), Owners: d.Strings()}
	t.State = clause.State(d.String())
	t.Facts.Unpack(d)
	lines := make([]page.Action, d.Count())
	t.Lines = make([]*page.Action, len(lines))
	for i := range lines {
		t.Lines[i] = &lines[i]
		t.Lines[i].Unpack(d, page.EntryRefOf(person, d.Date(), d.Int()))
	}
	return t
}
