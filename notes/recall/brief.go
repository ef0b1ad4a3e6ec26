package recall

import (
	"slices"

	"oneonone/internal/pack"
	"oneonone/internal/rootfs"
	"oneonone/notes/page"
)

// Brief is what a listing of entries tells of one.
type Brief struct {
	Meeting page.Meeting
	Title   string
	Actions int // how many it holds
	Topics  int // how many are on its agenda
	Waiting []Waiting
	Tags    []string // each once
}

// Waiting is a topic that nobody got to.
type Waiting struct {
	Text string
	Line int
}

// BriefOf is the brief of an entry.
func BriefOf(e *page.Entry) *Brief {
	b := &Brief{Meeting: e.Meeting(), Title: e.Title(), Actions: len(e.Actions()), Topics: len(e.Topics())}
	for _, t := range e.Topics() {
		if t.Waiting {
			b.Waiting = append(b.Waiting, Waiting{t.Text, t.Line})
		}
	}
	for _, t := range e.Tags() {
		if !slices.Contains(b.Tags, t.Name) {
			b.Tags = append(b.Tags, t.Name)
		}
	}
	return b
}

// Pack writes a brief for a memory.
func (b *Brief) Pack() string {
	var w pack.Writer
	packMeeting(&w, b.Meeting)
	w.String(b.Title)
	w.Int(b.Actions)
	w.Int(b.Topics)
	w.Int(len(b.Waiting))
	for _, t := range b.Waiting {
		w.String(t.Text)
		w.Int(t.Line)
	}
	w.Strings(b.Tags)
	return string(w)
}

// UnpackBrief reads a person's brief that Pack wrote.
func UnpackBrief(person, data string) (b *Brief, ok bool) {
	d := pack.Read(data)
	b = &Brief{Meeting: unpackMeeting(d, person), Title: d.String(), Actions: d.Int(), Topics: d.Int()}
	for range d.Count() {
		b.Waiting = append(b.Waiting, Waiting{d.String(), d.Int()})
	}
	b.Tags = d.Strings()
	return b, d.Whole()
}

// Briefs are those of all of a person's entries, where none has changed since
// they were kept.
func (b *Book) Briefs(person string, now rootfs.Stamp) (briefs []*Brief, ok bool) {
	body, ok := b.believed(person, BriefPart, now)
	if !ok {
		return nil, false
	}
	eachReading(string(body), func(_ Key, data string) {
		brief, whole := UnpackBrief(person, data)
		briefs, ok = append(briefs, brief), ok && whole
	})
	return briefs, ok
}

// Brief gives an entry's brief from memory, or reads it and keeps it.
func (r *Readings) Brief(k Key, e *page.Entry) *Brief {
	if r == nil {
		return BriefOf(e)
	}
	if data, ok := r.Of(k); ok {
		if b, ok := UnpackBrief(e.Person, data); ok {
			return b
		}
	}
	read := BriefOf(e)
	data := read.Pack()
	r.Keep(k, data)
	if small, ok := UnpackBrief(e.Person, data); ok {
		return small // it holds no part of the note's text alive
	}
	return read
}

// SaveBriefs keeps the briefs of all of a person's entries, under their keys and
// in their order, with the stamp that the entries had before they were read.
func (r *Readings) SaveBriefs(order []Key, before rootfs.Stamp) {
	if r != nil && (before.Settled || r.fresh >= WorthSaving) {
		r.inOrder(order, before)
	}
}

func packMeeting(w *pack.Writer, m page.Meeting) {
	w.Date(m.Ref.Date)
	w.Int(m.Ref.N)
	w.Bool(m.Skipped)
	w.String(m.Reason)
	w.Int(len(m.MovedFrom))
	for _, d := range m.MovedFrom {
		w.Date(d)
	}
	w.Int(m.Mood)
}

func unpackMeeting(d *pack.Reader, person string) (m page.Meeting) {
	m.Ref = page.EntryRefOf(person, d.Date(), d.Int())
	m.Skipped, m.Reason = d.Bool(), d.String()
	for range d.Count() {
		m.MovedFrom = append(m.MovedFrom, d.Date())
	}
	m.Mood = d.Int()
	return m
}
