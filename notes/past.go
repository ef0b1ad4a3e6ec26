package notes

import (
	"crypto/sha256"
	"fmt"
	"slices"
	"sync"

	"oneonone/internal/rootfs"
	"oneonone/internal/text"
	"oneonone/internal/when"
	"oneonone/notes/agreement"
	"oneonone/notes/goals"
	"oneonone/notes/markdown"
	"oneonone/notes/page"
	"oneonone/notes/recall"
	"oneonone/notes/wish"
)

// Past is all that was written at the meetings with a person, for who gets ready for
// the next one. Where a memory knows what it says of promises, and what to look for
// in which entry, an entry is parsed when something is asked of it.
type Past struct {
	Refs     []page.EntryRef // of the entries there are, oldest first
	Meetings []page.Meeting  // of those that could be read
	Problems []markdown.Problem

	folder  *Folder
	person  string
	now     rootfs.Stamp // of the entries, before they were read
	texts   []recall.Text
	opened  bool             // they are from the files, not from the memory
	facts   *recall.Facts    // nil: nothing is remembered of single entries
	told    *recall.Promises // nil until all entries were asked for theirs
	actions recollections    // that are remembered, where all entries are read

	lock    sync.Mutex
	entries []*page.Entry // nil where nothing was asked of one
	signs   []byte        // see marked
}

// Past is what was written at the meetings with a person.
func (f *Folder) Past(person string) (*Past, error) {
	p := &Past{folder: f, person: person}
	err := p.open()
	if err == nil && p.opened && len(p.Problems) == 0 {
		f.remembering(person, p.Refs).SaveTexts(p.texts, person, p.now)
	}
	return p, err
}

// open is for a Past that is out of date soon, so that nothing is kept of all entries together.
func (p *Past) open() error {
	f, person := p.folder, p.person
	var known bool
	p.told, p.now, known = f.remembered(person)
	if !known {
		return p.read()
	}
	p.Meetings = p.told.Meetings()
	for _, m := range p.Meetings {
		p.Refs = append(p.Refs, m.Ref)
	}
	if texts, ok := f.book.OwnTexts(person, p.now); ok {
		p.texts = texts
	} else {
		p.texts, _ = f.textsOf(p.Refs) // one that cannot be read is missing below
		p.opened = true
	}
	if !slices.EqualFunc(p.texts, p.Meetings, func(t recall.Text, m page.Meeting) bool { return t.Ref == m.Ref }) {
		return p.read() // one came or went a moment ago
	}
	p.entries, p.facts = make([]*page.Entry, len(p.texts)), f.remembering(person, p.Refs).Facts(person)
	return nil
}

// read reads all entries, of which the memory does not know enough.
func (p *Past) read() error {
	p.told, p.texts, p.opened = nil, nil, true
	refs, err := p.folder.Entries(p.person)
	if p.Refs = refs; err != nil {
		return err
	}
	p.entries, p.actions, p.Problems = p.folder.load(refs, func(int, *page.Entry) {})
	p.Meetings = page.Meetings(p.entries)
	for _, e := range p.entries {
		p.texts = append(p.texts, recall.Text{Ref: e.Ref(), Src: e.Src})
	}
	if p.facts = p.folder.remembering(p.person, refs).Facts(p.person); p.facts != nil {
		for _, e := range p.entries {
			e.RememberFacts(p.facts.Of)
		}
	}
	return nil
}

// readOnce is told of entries of which more will be asked than what they promise: where
// that is read too, all comes out of one reading.
func (p *Past) readOnce(entries []*page.Entry) {
	if p.told == nil {
		sideBySide(len(entries), func(i int) {
			if !p.facts.Know(entries[i]) {
				entries[i].Sections()
			}
		})
	}
}

// Promises are those of all entries.
func (p *Past) Promises() *recall.Promises {
	if p.told != nil {
		return p.told
	}
	sideBySide(len(p.entries), func(i int) { p.entries[i].Actions() })
	p.actions.save()
	var agendas []recall.Agenda
	if len(p.entries) > recall.WorthSaving && len(p.Problems) == 0 {
		for _, e := range slices.Backward(p.Last(recall.AgendasKept)) {
			agendas = append(agendas, recall.AgendaOf(e))
		}
	}
	p.told = recall.PromisesOf(p.folder.grammar, p.entries, p.Meetings, agendas, p.Problems)
	p.folder.remembering(p.person, p.Refs).SavePromises(p.told, p.person, p.now)
	return p.told
}

// At is one entry, the oldest at 0.
func (p *Past) At(i int) *page.Entry {
	p.lock.Lock()
	defer p.lock.Unlock()
	if p.entries[i] == nil {
		p.entries[i] = p.folder.entry(p.texts[i].Ref, p.texts[i].Src)
		if p.facts != nil {
			p.entries[i].RememberFacts(p.facts.Of)
		}
	}
	return p.entries[i]
}

// of is the entry of a name, nil when it is none of them.
func (p *Past) of(ref page.EntryRef) *page.Entry {
	if p == nil {
		return nil
	}
	i, found := slices.BinarySearchFunc(p.Meetings, ref, func(m page.Meeting, ref page.EntryRef) int { return m.Ref.Compare(ref) })
	if !found || p.person != ref.Person {
		return nil
	}
	return p.At(i)
}

// Before is how many entries are of days before one.
func (p *Past) Before(day when.Date) int {
	n, _ := slices.BinarySearchFunc(p.Meetings, day, func(m page.Meeting, day when.Date) int { return m.Ref.Date.Compare(day) })
	return n
}

// Last are the newest n entries, oldest first.
func (p *Past) Last(n int) []*page.Entry { return p.among(max(0, len(p.Meetings)-n), len(p.Meetings)) }

// among are the entries from one to before another.
func (p *Past) among(from, to int) (some []*page.Entry) {
	for i := from; i < to; i++ {
		some = append(some, p.At(i))
	}
	return some
}

// sign is something that a look at its bytes finds an entry may hold.
type sign = byte

const (
	mayWish  sign = 1 << iota // a wish with a time
	mayAgree                  // a working agreement
	mayTell                   // something of a goal on the top page
)

// marked are those of the newest n entries that may hold something, oldest first.
func (p *Past) marked(s sign, n int) (some []*page.Entry) {
	p.look()
	for i := max(0, len(p.signs)-n); i < len(p.signs); i++ {
		if p.signs[i]&s != 0 {
			some = append(some, p.At(i))
		}
	}
	return some
}

// look finds the signs of each entry, where no memory has them.
func (p *Past) look() {
	if p.signs != nil {
		return
	}
	of, look := p.folder.signsOf(p.person)
	book := p.folder.remembering(p.person, p.Refs)
	if p.signs = book.Signs(p.person, of, p.now); len(p.signs) == len(p.texts) {
		return
	}
	at := look()
	p.signs = make([]byte, len(p.texts))
	sideBySide(len(p.texts), func(i int) { p.signs[i] = at(p.texts[i].Src) })
	if len(p.Problems) == 0 {
		book.SaveSigns(p.signs, p.person, of, p.now)
	}
}

// signsOf says what is looked for in a person's entries, which changes with their goals,
// and how.
func (f *Folder) signsOf(person string) (of recall.Key, look func() func(src []byte) byte) {
	top := f.Top(person)
	h := sha256.New()
	fmt.Fprintf(h, "%q%q%v", wish.Times, f.grammar.WordsOf(page.SectionAgreement), top != nil)
	if top != nil {
		for _, g := range top.Goals() {
			fmt.Fprintf(h, "%q", g.Text)
		}
	}
	return recall.Key(h.Sum(nil)[:len(recall.Key{})]), func() func(src []byte) byte {
		tells := func([]byte) bool { return false }
		if top != nil {
			tells = goals.ProbeOf(top).In
		}
		agrees := agreement.Probe(f.grammar)
		return func(src []byte) (signs byte) {
			lower := text.Lower(make([]byte, 0, len(src)), src)
			for s, may := range map[sign]bool{mayWish: wish.SaysTime(lower), mayAgree: agrees(lower), mayTell: tells(src)} {
				if may {
					signs |= s
				}
			}
			return signs
		}
	}
}
