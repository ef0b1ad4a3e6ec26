package recall

import (
	"slices"
	"sync"

	"oneonone/internal/pack"
	"oneonone/internal/rootfs"
	"oneonone/notes/page"
)

// Facts are what was found in single entries of a person, by the kind of search, so
// that none is parsed for it again. Several goroutines may use them.
type Facts struct {
	readings *Readings
	adding   sync.Mutex
}

// fact is what one kind of search found in an entry, and what that depends on besides.
type fact struct {
	kind  string
	on    Key
	found string
}

// Facts returns those of a person; nil for a nil book.
func (b *Book) Facts(person string) *Facts {
	if b == nil {
		return nil
	}
	return &Facts{readings: b.Readings(person, FactPart)}
}

// Of is a [page.Findings].
func (f *Facts) Of(e *page.Entry, kind, on string, read func() string) string {
	k, sum := KeyOf(e.Path, e.Src), KeyOf(on, nil)
	ofKind := func(known fact) bool { return known.kind == kind }
	all := f.of(k)
	if i := slices.IndexFunc(all, ofKind); i >= 0 && all[i].on == sum {
		return all[i].found
	}
	found := read()
	f.adding.Lock()
	defer f.adding.Unlock()
	all = append(slices.DeleteFunc(f.of(k), ofKind), fact{kind, sum, found})
	f.readings.Keep(k, packAll(all, packFact))
	return found
}

// Know reports whether anything was found in an entry before.
func (f *Facts) Know(e *page.Entry) bool { return f != nil && len(f.of(KeyOf(e.Path, e.Src))) > 0 }

// Comparing is Of for who reads all anew: same becomes false where something else is
// remembered.
func (f *Facts) Comparing(same *bool) page.Findings {
	return func(e *page.Entry, kind, on string, read func() string) string {
		found := read()
		for _, known := range f.of(KeyOf(e.Path, e.Src)) {
			*same = *same && (known.kind != kind || known.on != KeyOf(on, nil) || known.found == found)
		}
		return found
	}
}

// of are the facts of one entry.
func (f *Facts) of(k Key) []fact {
	data, ok := f.readings.Of(k)
	if !ok {
		return nil
	}
	all, _ := unpackAll(data, unpackFact) // cannot fail: the checksum was right
	return all
}

func packFact(w *pack.Writer, f fact) {
	w.String(f.kind)
	w.String(string(f.on[:]))
	w.String(f.found)
}

func unpackFact(d *pack.Reader) (f fact) {
	f.kind = d.String()
	copy(f.on[:], d.String())
	f.found = d.String()
	return f
}

// Save writes the facts if any is new, of a person with so many entries. Those of
// entries nobody asked about stay, unless there are more than can be of texts that
// have not changed since.
func (f *Facts) Save(entries int) {
	if f == nil || f.readings.fresh == 0 {
		return
	}
	if len(f.readings.known) <= 2*entries {
		f.readings.keepUnused()
	}
	f.readings.Write(rootfs.Stamp{})
}
