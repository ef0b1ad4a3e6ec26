package recall

import (
	"oneonone/internal/pack"
	"oneonone/internal/rootfs"
	"oneonone/notes/clause"
	"oneonone/notes/markdown"
	"oneonone/notes/page"
	"oneonone/notes/promise"
)

// Promises are what listings ask of all of a person's entries together.
type Promises struct {
	Open []*promise.Thread
	// Closed were done or dropped: who promised what, and when. Their lines are
	// for who reads the entries.
	Closed   []*promise.Thread
	Meetings []page.Meeting     // of the entries, oldest first
	Problems []markdown.Problem // faults of entries; with any, nothing is kept
	Doubts   []markdown.Problem // of the threads
}

// PromisesOf joins the promises of a person's entries.
func PromisesOf(g *page.Grammar, entries []*page.Entry, meetings []page.Meeting, problems []markdown.Problem) *Promises {
	threads, doubts := promise.Threads(g, entries)
	p := Sorted(threads, problems)
	p.Meetings, p.Doubts = meetings, doubts
	return p
}

// Sorted tells open threads from the others.
func Sorted(threads []*promise.Thread, problems []markdown.Problem) *Promises {
	p := &Promises{Problems: problems}
	for _, t := range threads {
		if t.State == clause.Open {
			p.Open = append(p.Open, t)
		} else {
			p.Closed = append(p.Closed, t)
		}
	}
	return p
}

// Pack writes promises for a memory.
func (p *Promises) Pack() string {
	var w pack.Writer
	at := make(map[string]int, len(p.Meetings))
	w.Int(len(p.Meetings))
	for i, m := range p.Meetings {
		packMeeting(&w, m)
		at[m.Ref.Path] = i
	}
	find := func(path string) int { return at[path] }
	w.Int(len(p.Open))
	for _, t := range p.Open {
		t.Pack(&w, find)
	}
	w.Int(len(p.Closed))
	for _, t := range p.Closed {
		without := *t
		without.Lines = nil
		without.Pack(&w, find)
	}
	packProblems(&w, p.Doubts)
	return string(w)
}

// UnpackPromises reads a person's promises that Pack wrote.
func UnpackPromises(g *page.Grammar, person, data string) (p *Promises, ok bool) {
	d := pack.Read(data)
	p = &Promises{Meetings: make([]page.Meeting, d.Count())}
	for i := range p.Meetings {
		p.Meetings[i] = unpackMeeting(d, person)
	}
	entry := func(i int) page.EntryRef {
		if i < 0 || i >= len(p.Meetings) {
			return page.EntryRef{}
		}
		return p.Meetings[i].Ref
	}
	threads := func() []*promise.Thread {
		all := make([]*promise.Thread, d.Count())
		for i := range all {
			all[i] = promise.Unpack(d, g, person, entry)
		}
		return all
	}
	p.Open, p.Closed = threads(), threads()
	p.Doubts = unpackProblems(d)
	return p, d.Whole()
}

// Promises are those of a person, where no entry has changed since they were kept.
func (b *Book) Promises(g *page.Grammar, person string, now rootfs.Stamp) (*Promises, bool) {
	body, ok := b.believed(person, PromisePart, now)
	if !ok {
		return nil, false
	}
	return UnpackPromises(g, person, body)
}

// SavePromises keeps the promises of a person with entries of a stamp. Where that
// is not to be believed it drops what was kept before.
func (b *Book) SavePromises(p *Promises, person string, now rootfs.Stamp) {
	if b == nil {
		return
	}
	if now.Settled && len(p.Problems) == 0 {
		b.save(person, PromisePart, sheet{now, p.Pack()})
	} else if b.Load(person, PromisePart) != nil {
		b.Save(person, PromisePart, nil)
	}
}

// KeepPromises drops what is kept of a person's promises unless it is of entries
// of this stamp.
func (b *Book) KeepPromises(person string, now rootfs.Stamp) {
	if s, ok := b.load(person, PromisePart); !ok || s.stamp.Sum != now.Sum {
		b.Save(person, PromisePart, nil)
	}
}

// PathsOf are the entries of which a person's promises are kept; false when
// something was kept by another way of reading.
func (b *Book) PathsOf(person string) (paths []string, ok bool) {
	for _, part := range Parts {
		s, whole := b.load(person, part)
		if !whole && b.Load(person, part) != nil {
			return nil, false
		}
		if part != PromisePart || !whole {
			continue
		}
		d := pack.Read(s.body)
		for range d.Count() {
			paths = append(paths, unpackMeeting(d, person).Ref.Path)
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
