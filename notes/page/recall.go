package page

import (
	"oneonone/internal/pack"
	"oneonone/notes/clause"
)

// ReadingVersion is raised with every change of what a note is read as, of what is
// found in single entries ([FactOf]), and of how a memory writes that down. What was
// remembered under another number is read anew. It says nothing about the format: notes
// stay as they are, and the program learns to read more of them.
const ReadingVersion = 16

// EncodeActions writes the actions of an entry as a memory keeps them.
func EncodeActions(actions []*Action) string {
	var b pack.Writer
	b.Int(len(actions))
	for _, a := range actions {
		a.Pack(&b)
	}
	return string(b)
}

// Pack writes an action for a memory, which knows the entry it stands in.
func (a *Action) Pack(b *pack.Writer) {
	b.String(a.Text)
	b.Strings(a.Owners)
	b.Bool(a.Inherited)
	b.String(string(a.State))
	a.Facts.Pack(b)
	b.Int(a.Line)
	b.String(a.Rule)
	b.String(a.Key)
	b.Int(a.index)
	b.String(a.Source)
}

// Unpack reads what Pack wrote, an action of an entry without its place in the
// source: Mark finds that by reading the line again.
func (a *Action) Unpack(d *pack.Reader, in EntryRef) {
	a.Text, a.Owners, a.Inherited = d.String(), d.Strings(), d.Bool()
	a.State = clause.State(d.String())
	a.Facts.Unpack(d)
	a.Line = d.Int()
	a.Rule, a.Key = d.String(), d.String()
	a.index = d.Int()
	a.Source = d.String()
	a.Person, a.Path, a.entry = in.Person, in.Path, in.Date
}

// DecodeActions gives the actions of an entry that EncodeActions wrote.
func DecodeActions(e *Entry, data string) ([]*Action, bool) {
	d := pack.Read(data)
	all := make([]Action, d.Count())
	actions := make([]*Action, len(all))
	for i := range all {
		actions[i] = &all[i]
		actions[i].Unpack(d, e.Ref())
	}
	return actions, d.Whole()
}
