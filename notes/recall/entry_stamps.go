package recall

import (
	"path"

	"oneonone/internal/pack"
	"oneonone/internal/rootfs"
)

// EntryStamps tell by the stamps of files which entries have not changed, so that a
// search for readings whose entries are gone opens only the others.
type EntryStamps struct {
	book       *Book
	person     string
	files      map[string]rootfs.FileStamp // as they are now
	known, now map[string]entryStamp       // by the names of files
}

// entryStamp is a file as it was read.
type entryStamp struct {
	sum [16]byte
	key Key
}

// EntryStamps returns those of a person's entries; files are the ones there are now.
func (b *Book) EntryStamps(person string, files []rootfs.FileStamp) *EntryStamps {
	f := &EntryStamps{b, person, map[string]rootfs.FileStamp{}, map[string]entryStamp{}, map[string]entryStamp{}}
	for _, file := range files {
		if file.Settled {
			f.files[file.Name] = file
		}
	}
	if s, ok := b.load(person, StampPart); ok {
		f.known, _ = unpackStamps(s.body)
	}
	return f
}

// Of gives the key of an entry that has not changed.
func (f *EntryStamps) Of(entry string) (k Key, ok bool) {
	name := path.Base(entry)
	file, settled := f.files[name]
	known, had := f.known[name]
	if !settled || !had || known.sum != file.Sum {
		return k, false
	}
	f.now[name] = known
	return known.key, true
}

// Keep adds the key of an entry that was read after its file was looked at.
func (f *EntryStamps) Keep(entry string, k Key) {
	name := path.Base(entry)
	if file, settled := f.files[name]; settled {
		f.now[name] = entryStamp{file.Sum, k}
	}
}

// Write saves those that are there, with the stamp of all.
func (f *EntryStamps) Write(now rootfs.Stamp) {
	if now.Settled = false; len(f.now) == 0 {
		f.book.Save(f.person, StampPart, nil)
		return
	}
	var w pack.Writer
	w.Int(len(f.now))
	for name, is := range f.now {
		w.String(name)
		w.String(string(is.sum[:]) + string(is.key[:]))
	}
	f.book.save(f.person, StampPart, sheet{now, []byte(w)})
}

func unpackStamps(body []byte) (all map[string]entryStamp, ok bool) {
	d := pack.Read(string(body))
	all = map[string]entryStamp{}
	for range d.Count() {
		name, both := d.String(), d.String()
		if len(both) != len(entryStamp{}.sum)+len(Key{}) {
			return nil, false
		}
		all[name] = entryStamp{[16]byte([]byte(both)), Key([]byte(both[16:]))}
	}
	return all, d.Whole()
}
