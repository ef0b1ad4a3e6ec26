package recall

import (
	"oneonone/internal/pack"
	"oneonone/internal/rootfs"
	"oneonone/internal/when"
	"oneonone/notes/page"
)

// Named lists a person's entries of some days, oldest first; ok is false if one came
// or went since the list was kept, as the [rootfs.DirStamp] of their directory tells.
// Their text may have changed.
func (b *Book) Named(person string, now rootfs.Stamp, on func(when.Date) bool) (refs []page.EntryRef, ok bool) {
	body, ok := b.believed(person, NamePart, now)
	if !ok {
		return nil, false
	}
	return unpackNames(person, body, on)
}

// SaveNames keeps which entries a person has, with the stamp that their directory had
// before it was listed.
func (b *Book) SaveNames(refs []page.EntryRef, person string, before rootfs.Stamp) {
	if len(refs) <= WorthSaving {
		b.keep(person, NamePart, before, nil)
		return
	}
	var body pack.Writer
	body.Int(len(refs))
	for _, r := range refs {
		body.Date(r.Date)
		body.Int(r.N)
	}
	b.keep(person, NamePart, before, body)
}

func unpackNames(person string, body []byte, on func(when.Date) bool) (refs []page.EntryRef, ok bool) {
	d := pack.Read(string(body))
	for range d.Count() {
		if day, n := d.Date(), d.Int(); on(day) {
			refs = append(refs, page.EntryRefOf(person, day, n))
		}
	}
	return refs, d.Whole()
}
