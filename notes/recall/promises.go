package recall

import (
	"sync"

	"oneonone/internal/lookup"
	"oneonone/internal/pack"
	"oneonone/internal/rootfs"
	"oneonone/internal/when"
	"oneonone/notes/clause"
	"oneonone/notes/markdown"
	"oneonone/notes/page"
	"oneonone/notes/promise"
)

// Promises are what listings ask of all of a person's entries together. Most have
// ended; those are unpacked only when asked for.
type Promises struct {
	Open     []*promise.Thread
	Handles  string             // of all promises; see promise.Handles
	Problems []markdown.Problem // faults of entries; with any, nothing is kept
	Doubts   []markdown.Problem // of the threads

	closed   func() []*promise.Thread
	meetings func() []page.Meeting
	agendas  func() []Agenda
}

// Agenda is what waits on the agenda of one entry: the words of the topics that
// nobody got to, folded.
type Agenda []string

// AgendasKept is for how many entries the agenda is kept: what waits is in the
// newest, and in those of days to come.
const AgendasKept = 4

// AgendaOf is what waits on the agenda of an entry.
func AgendaOf(e *page.Entry) (waiting Agenda) {
	if !TopicsOf(e).Waiting {
		return nil
	}
	for _, t := range e.Topics() {
		if t.Waiting {
			waiting = append(waiting, lookup.Fold(t.Text))
		}
	}
	return waiting
}

// Closed are the promises done or dropped: who promised what, and when. Their lines
// are not kept.
func (p *Promises) Closed() []*promise.Thread { return p.closed() }

// Meetings are those of the entries, oldest first.
func (p *Promises) Meetings() []page.Meeting { return p.meetings() }

// Agendas are those of the newest entries, as far as they are kept, the newest first.
func (p *Promises) Agendas() []Agenda { return p.agendas() }

// PromisesOf joins the promises of a person's entries.
func PromisesOf(g *page.Grammar, entries []*page.Entry, meetings []page.Meeting, agendas []Agenda, problems []markdown.Problem) *Promises {
	threads, doubts := promise.Threads(g, entries)
	p := Sorted(threads, problems)
	p.meetings, p.agendas, p.Doubts = func() []page.Meeting { return meetings }, func() []Agenda { return agendas }, doubts
	return p
}

// Sorted tells open threads from the others.
func Sorted(threads []*promise.Thread, problems []markdown.Problem) *Promises {
	p := &Promises{Problems: problems, Handles: promise.PackHandles(threads), meetings: func() []page.Meeting { return nil }, agendas: func() []Agenda { return nil }}
	var closed []*promise.Thread
	for _, t := range threads {
		if t.State == clause.Open {
			p.Open = append(p.Open, t)
		} else {
			closed = append(closed, t.WithoutLines())
		}
	}
	p.closed = func() []*promise.Thread { return closed }
	return p
}

// Pack writes promises for a memory.
func (p *Promises) Pack() string {
	var w pack.Writer
	w.String(packAll(p.Meetings(), packMeeting))
	w.String(packAll(p.Agendas(), func(w *pack.Writer, a Agenda) { w.Strings(a) }))
	w.String(packAll(p.Open, func(w *pack.Writer, t *promise.Thread) { t.Pack(w) }))
	packProblems(&w, p.Doubts)
	w.String(p.Handles)
	w.String(packAll(p.Closed(), func(w *pack.Writer, t *promise.Thread) { t.Pack(w) }))
	return string(w)
}

func packAll[T any](all []T, one func(*pack.Writer, T)) string {
	var w pack.Writer
	w.Int(len(all))
	for _, t := range all {
		one(&w, t)
	}
	return string(w)
}

func unpackAll[T any](data string, one func(*pack.Reader) T) (all []T, ok bool) {
	d := pack.Read(data)
	all = make([]T, d.Count())
	for i := range all {
		all[i] = one(d)
	}
	return all, d.Whole()
}

// later unpacks something once, when it is asked for.
func later[T any](data string, one func(*pack.Reader) T) func() []T {
	return sync.OnceValue(func() []T {
		all, _ := unpackAll(data, one) // cannot fail: the checksum was right
		return all
	})
}

// UnpackPromises reads a person's promises that Pack wrote.
func UnpackPromises(g *page.Grammar, person, data string) (p *Promises, ok bool) {
	d := pack.Read(data)
	meeting := func(d *pack.Reader) page.Meeting { return unpackMeeting(d, person) }
	thread := func(d *pack.Reader) *promise.Thread { return promise.Unpack(d, g, person) }
	p = &Promises{meetings: later(d.String(), meeting)}
	p.agendas = later(d.String(), func(d *pack.Reader) Agenda { return d.Strings() })
	p.Open, ok = unpackAll(d.String(), thread)
	p.Doubts, p.Handles = unpackProblems(d), d.String()
	p.closed = later(d.String(), thread)
	return p, ok && d.Whole()
}

// Promises are those of a person, if no entry has changed since they were kept.
func (b *Book) Promises(g *page.Grammar, person string, now rootfs.Stamp) (*Promises, bool) {
	body, ok := b.believed(person, PromisePart, now)
	if !ok {
		return nil, false
	}
	return UnpackPromises(g, person, string(body))
}

// SavePromises keeps the promises read from a person's entries with a stamp. If
// the stamp cannot be trusted, it drops what was kept before.
func (b *Book) SavePromises(p *Promises, person string, now rootfs.Stamp) {
	var body []byte
	if b != nil && len(p.Problems) == 0 {
		body = []byte(p.Pack())
	}
	b.keep(person, PromisePart, now, body)
}

// PathsOf are the entries that what is kept of all of a person's entries together
// was read from; false when some was kept under another reading.
func (b *Book) PathsOf(person string) (paths []string, ok bool) {
	for _, part := range Parts {
		s, whole := b.load(person, part)
		switch {
		case !whole && b.keeps(person, part):
			return nil, false
		case !whole:
		case part == PromisePart:
			meetings, _ := unpackAll(pack.Read(string(s.body)).String(), func(d *pack.Reader) page.Meeting { return unpackMeeting(d, person) })
			for _, m := range meetings {
				paths = append(paths, m.Ref.Path)
			}
		case part == TextPart:
			texts, _ := unpackTexts(person, s.body)
			for _, t := range texts {
				paths = append(paths, t.Ref.Path)
			}
		case part == NamePart:
			refs, _ := unpackNames(person, s.body, func(when.Date) bool { return true })
			for _, r := range refs {
				paths = append(paths, r.Path)
			}
		case part == StampPart:
			stamps, _ := unpackStamps(s.body)
			for name := range stamps {
				paths = append(paths, "people/"+person+"/"+name)
			}
		}
	}
	return paths, true
}

func packProblems(w *pack.Writer, all []markdown.Problem) {
	w.Int(len(all))
	for _, p := range all {
		w.String(p.Path)
		w.Int(p.Line)
		w.String(p.What)
		w.String(p.Hint)
	}
}

func unpackProblems(d *pack.Reader) (all []markdown.Problem) {
	for range d.Count() {
		all = append(all, markdown.Problem{Path: d.String(), Line: d.Int(), What: d.String(), Hint: d.String()})
	}
	return all
}
