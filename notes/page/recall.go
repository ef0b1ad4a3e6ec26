package page

import (
	"oneonone/internal/pack"
	"oneonone/notes/clause"
)

// ReadingVersion is raised with every change of what a note is read as, and of
// how a memory writes that down. What was remembered under another number is
// read anew. It says nothing about the format: notes stay as they are, and the
// program learns to read more of them.
const ReadingVersion = 11

// EncodeActions writes the actions of an entry as a memory keeps them.
func EncodeActions(actions []*Action) string {
	var b pack.Writer
	b.Int(len(actions))
	for _, a := range actions {
		b.String(a.Text)
		b.Int(len(a.Owners))
		for _, o := range a.Owners {
			b.String(o)
		}
		b.Bool(a.Inherited)
		b.String(string(a.State))
		a.Facts.Pack(&b)
		b.Int(a.Line)
		b.String(a.Rule)
		b.String(a.Key)
		b.Int(a.index)
		b.String(a.Source)
	}
	return string(b)
}

// DecodeActions gives actions without their places in the source: whoever
// changes a line finds it anew (see Mark).
func DecodeActions(e *Entry, data string) ([]*Action, bool) {
	d := pack.Read(data)
	n := d.Int()
	if n < 0 || n > len(data) {
		return nil, false
	}
	all := make([]Action, n)
	actions := make([]*Action, n)
	for i := range all {
		a := &all[i]
		a.Text = d.String()
		if owners := d.Int(); owners > 0 && owners < len(data) {
			a.Owners = make([]string, owners)
			for j := range a.Owners {
				a.Owners[j] = d.String()
			}
		}
		a.Inherited = d.Bool()
		a.State = clause.State(d.String())
		a.Facts.Unpack(d)
		a.Line = d.Int()
		a.Rule, a.Key = d.String(), d.String()
		a.index = d.Int()
		a.Source = d.String()
		a.Person, a.Path, a.entry = e.Person, e.Path, e.Date
		actions[i] = a
	}
	return actions, d.Whole()
}
