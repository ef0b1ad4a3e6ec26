package recall

import (
	"crypto/sha256"
	"encoding/binary"
	"sync"

	"oneonone/internal/rootfs"
	"oneonone/notes/page"
)

// WorthSaving is how many entries must be new before they are saved: reading one
// again costs less than writing a person's memory anew.
const WorthSaving = 8

// Key names the bytes of one entry.
type Key [16]byte

// KeyOf is the key of an entry.
func KeyOf(path string, src []byte) (k Key) {
	h := sha256.New()
	h.Write([]byte(path + "\x00"))
	h.Write(src)
	copy(k[:], h.Sum(nil))
	return k
}

// Readings are what was read from the entries of one person, each under its key.
// Several goroutines may use them.
type Readings struct {
	book   *Book
	person string
	part   Part

	once  sync.Once
	mu    sync.Mutex
	known map[Key]string // what was loaded, once somebody asks
	used  map[Key]string
	fresh int // how many of the used were not known
}

// Readings returns those of a person; nil for a nil book.
func (b *Book) Readings(person string, part Part) *Readings {
	if b == nil {
		return nil
	}
	return &Readings{book: b, person: person, part: part, known: map[Key]string{}, used: map[Key]string{}}
}

// load reads what is kept, on first use: a search for words uses none of it.
func (r *Readings) load() {
	r.once.Do(func() {
		s, _ := r.book.load(r.person, r.part)
		eachReading(string(s.body), func(k Key, data string) { r.known[k] = data })
	})
}

// eachReading goes through readings as they are saved, in their order.
func eachReading(all string, do func(k Key, data string)) {
	for len(all) > len(Key{}) {
		var k Key
		all = all[copy(k[:], all):]
		size, n := binary.Uvarint([]byte(all[:min(len(all), binary.MaxVarintLen64)]))
		if n <= 0 || size > uint64(len(all)-n) {
			return
		}
		do(k, all[n:n+int(size)])
		all = all[n+int(size):]
	}
}

// Of gives the reading of an entry, and remembers that it is in use.
func (r *Readings) Of(k Key) (data string, ok bool) {
	r.load()
	r.mu.Lock()
	defer r.mu.Unlock()
	if data, ok = r.used[k]; ok {
		return data, true
	}
	if data, ok = r.known[k]; ok {
		r.used[k] = data
	}
	return data, ok
}

// Keep adds the reading of an entry.
func (r *Readings) Keep(k Key, data string) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.used[k] = data
	r.fresh++
}

// Outlived reports whether more is kept than was used, that is, readings of entries that
// are gone.
func (r *Readings) Outlived() bool {
	r.load()
	return len(r.used) < len(r.known)
}

// Save writes the readings once [WorthSaving] are new. Those not used in this run
// stay, unless they are the greater part.
func (r *Readings) Save() {
	if r == nil || r.fresh < WorthSaving {
		return
	}
	if len(r.known) < 2*len(r.used) {
		r.keepUnused()
	}
	r.Write(rootfs.Stamp{})
}

// keepUnused adds the readings that were known and not used.
func (r *Readings) keepUnused() {
	for k, v := range r.known {
		if _, used := r.used[k]; !used {
			r.used[k] = v
		}
	}
}

// Write saves those in use, with the stamp of the entries they were compared
// with, in no order: their keys tell the entries. When none are in use, what was
// kept is removed.
func (r *Readings) Write(now rootfs.Stamp) {
	now.Settled = false
	if len(r.used) == 0 {
		r.book.Save(r.person, r.part, nil)
		return
	}
	var order []Key
	for k := range r.used {
		order = append(order, k)
	}
	r.inOrder(order, now)
}

func (r *Readings) inOrder(order []Key, now rootfs.Stamp) {
	var body []byte
	for _, k := range order {
		body = append(body, k[:]...)
		body = binary.AppendUvarint(body, uint64(len(r.used[k])))
		body = append(body, r.used[k]...)
	}
	r.book.save(r.person, r.part, sheet{now, body})
}

// Actions gives an entry's actions from memory, or reads them and keeps them.
func (r *Readings) Actions(e *page.Entry, read func() []*page.Action) []*page.Action {
	k := KeyOf(e.Path, e.Src)
	if data, ok := r.Of(k); ok {
		if actions, ok := page.DecodeActions(e, data); ok {
			return actions
		}
	}
	actions := read()
	data := page.EncodeActions(actions)
	r.Keep(k, data)
	small, ok := page.DecodeActions(e, data)
	if !ok {
		return actions
	}
	for i := range small { // they hold no part of the note's text alive
		small[i].Place = actions[i].Place
	}
	return small
}
