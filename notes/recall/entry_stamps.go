package recall

import (
	"path"

	"oneonone/internal/pack"
	"oneonone/internal/rootfs"
)

// Faces tell by the stamps of files which entries have not changed, so that a
// search for readings whose entries are gone opens only the others.
type Faces struct {
	book       *Book
	person     string
	files      map[string]rootfs.FileStamp // as they are now
	known, now map[string]face             // by the names of files
}

// face is a file as it was read.
type face struct {
	sum [16]byte
	key Key
}

// Faces returns those of a person's entries; files are the ones there are now.
func (b *Book) Faces(person string, files []rootfs.FileStamp) *Faces {
	f := &Faces{b, person, map[string]rootfs.FileStamp{}, map[string]face{}, map[string]face{}}
	for _, file := range files {
		if file.Settled {
			f.files[file.Name] = file
		}
	}
	if s, ok := b.load(person, FacePart); ok {
		f.known, _ = unpackFaces(s.body)
	}
	return f
}

// Of gives the key of an entry that has not changed.
func (f *Faces) Of(entry string) (k Key, ok bool) {
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
func (f *Faces) Keep(entry string, k Key) {
	name := path.Base(entry)
	if file, settled := f.files[name]; settled {
		f.now[name] = face{file.Sum, k}
	}
}

// Write saves those that are there, with the stamp of all.
func (f *Faces) Write(now rootfs.Stamp) {
	if now.Settled = false; len(f.now) == 0 {
		f.book.Save(f.person, FacePart, nil)
		return
	}
	var w pack.Writer
	w.Int(len(f.now))
	for name, is := range f.now {
		w.String(name)
		w.String(string(is.sum[:]) + string(is.key[:]))
	}
	f.book.save(f.person, FacePart, sheet{now, []byte(w)})
}

func unpackFaces(body []byte) (all map[string]face, ok bool) {
	d := pack.Read(string(body))
	all = map[string]face{}
	for range d.Count() {
		name, both := d.String(), d.String()
		if len(both) != len(face{}.sum)+len(Key{}) {
			return nil, false
		}
		all[name] = face{[16]byte([]byte(both)), Key([]byte(both[16:]))}
	}
	return all, d.Whole()
}
