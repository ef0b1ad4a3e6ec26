package recall

import (
	"encoding/binary"
	"sync"

	"oneonone/internal/pack"
	"oneonone/internal/rootfs"
	"oneonone/notes/page"
)

// Text is an entry as written, for a search through all of them.
type Text struct {
	Ref page.EntryRef
	Src []byte
}

// mostTexts is how many bytes are kept for one person; of anybody with more, the files are read.
const mostTexts = 8 << 20

// rooms are buffers that texts are read into, used again for the next person.
var rooms = sync.Pool{New: func() any { return new([]byte) }}

// Texts reads all of a person's entries, oldest first, if none has changed since
// they were kept: then one file is opened instead of hundreds. The texts are valid
// until read returns.
func (b *Book) Texts(person string, now rootfs.Stamp, read func([]Text)) bool {
	room := rooms.Get().(*[]byte)
	defer rooms.Put(room)
	all, ok := b.textsIn(room, person, now)
	if ok {
		read(all)
	}
	return ok
}

// OwnTexts is Texts for a caller that keeps them.
func (b *Book) OwnTexts(person string, now rootfs.Stamp) ([]Text, bool) {
	return b.textsIn(new([]byte), person, now)
}

func (b *Book) textsIn(room *[]byte, person string, now rootfs.Stamp) ([]Text, bool) {
	if b == nil || !now.Settled {
		return nil, false
	}
	*room = b.Load(person, TextPart, *room)
	s, ok := b.open(*room)
	if !ok || s.stamp != now {
		return nil, false
	}
	return unpackTexts(person, s.body)
}

// SaveTexts keeps all of a person's entries, with the stamp that they had before
// they were read.
func (b *Book) SaveTexts(all []Text, person string, before rootfs.Stamp) {
	size := 0
	for _, t := range all {
		size += len(t.Src)
	}
	if b == nil || size > mostTexts {
		all = nil
	}
	b.keep(person, TextPart, before, packTexts(all))
}

// packTexts writes which entries there are and how long each is, then all of
// them, so that unpacking copies no text.
func packTexts(all []Text) []byte {
	if len(all) == 0 {
		return nil
	}
	var list pack.Writer
	list.Int(len(all))
	for _, t := range all {
		list.Date(t.Ref.Date)
		list.Int(t.Ref.N)
		list.Int(len(t.Src))
	}
	body := append(binary.BigEndian.AppendUint32(nil, uint32(len(list))), list...)
	for _, t := range all {
		body = append(body, t.Src...)
	}
	return body
}

func unpackTexts(person string, body []byte) ([]Text, bool) {
	if len(body) < 4 {
		return nil, false
	}
	size, rest := int(binary.BigEndian.Uint32(body)), body[4:]
	if size > len(rest) {
		return nil, false
	}
	list, rest := pack.Read(string(rest[:size])), rest[size:]
	all := make([]Text, list.Count())
	for i := range all {
		ref := page.EntryRefOf(person, list.Date(), list.Int())
		n := list.Int()
		if n < 0 || n > len(rest) {
			return nil, false
		}
		all[i], rest = Text{ref, rest[:n:n]}, rest[n:]
	}
	return all, list.Whole() && len(rest) == 0
}
