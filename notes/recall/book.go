package recall

import (
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"hash/crc32"
	"slices"
	"time"

	"oneonone/internal/rootfs"
)

// Memory is where it is kept, apart for each person.
type Memory interface {
	// Load gives what was last saved of a person, nil when nothing is there. It may
	// use the room that is offered.
	Load(person string, part Part, room []byte) []byte
	// Save replaces it; nil removes it. It may fail in silence.
	Save(person string, part Part, data []byte)
	// People are those for whom something is kept.
	People() []string
	// SavedAt is when the oldest of what is kept for a person was saved.
	SavedAt(person string) time.Time
	// Confirm makes all that is kept for a person as new as if it were saved now.
	Confirm(person string)
}

// Part is one of the things that are kept of a person.
type Part string

// The parts of a memory.
const (
	ActionPart  Part = "actions"  // the actions of each entry: Readings
	BriefPart   Part = "briefs"   // a Brief of each entry: Readings, in the entries' order
	PromisePart Part = "promises" // Promises of all of them together
	TextPart    Part = "texts"    // all of them as they are written: Texts
	NamePart    Part = "names"    // which there are: Named
	FacePart    Part = "faces"    // which files they were read from: Faces
)

// Parts are all of them.
var Parts = []Part{ActionPart, BriefPart, PromisePart, TextPart, NamePart, FacePart}

// Book is what one way of reading remembers of a folder. The nil Book remembers
// nothing.
type Book struct {
	Memory
	reading []byte // see Open
}

// Open gives a folder's book. reading tells one way of reading from another:
// what was remembered by another counts as nothing.
func Open(m Memory, reading []byte) *Book { return &Book{m, append(slices.Clone(reading), layout)} }

// layout is raised when what is kept is written another way.
const layout = 3

// sheet is what is written of one part: how the notes were read, the stamp of the
// entries it was compared with, and what was read, with its checksum.
type sheet struct {
	stamp rootfs.Stamp // its zero when they were not compared
	body  []byte
}

const overhead = sha256.Size + 1 + crc32.Size

// load gives a part; what another program, or this one with other names, has
// saved counts as nothing.
func (b *Book) load(person string, part Part) (sheet, bool) {
	if b == nil {
		return sheet{}, false
	}
	return b.open(b.Load(person, part, nil))
}

func (b *Book) open(data []byte) (s sheet, ok bool) {
	rest, ok := bytes.CutPrefix(data, b.reading)
	if !ok || len(rest) < overhead {
		return s, false
	}
	copy(s.stamp.Sum[:], rest)
	s.stamp.Settled = rest[sha256.Size] == 1
	sum, body := rest[sha256.Size+1:overhead], rest[overhead:]
	if !bytes.Equal(checksum(rest[:sha256.Size+1], body), sum) {
		return sheet{}, false
	}
	s.body = body
	return s, true
}

// checksum finds out what a crash has torn. Nobody else writes there.
func checksum(stamp, body []byte) []byte {
	table := crc32.MakeTable(crc32.Castagnoli)
	return binary.LittleEndian.AppendUint32(nil, crc32.Update(crc32.Checksum(stamp, table), table, body))
}

func (b *Book) save(person string, part Part, s sheet) {
	if b == nil {
		return
	}
	settled := byte(0)
	if s.stamp.Settled {
		settled = 1
	}
	stamped := append(s.stamp.Sum[:], settled)
	b.Save(person, part, slices.Concat(b.reading, stamped, checksum(stamped, s.body), s.body))
}

// believed gives what a part says where nothing has changed since.
func (b *Book) believed(person string, part Part, now rootfs.Stamp) (body []byte, ok bool) {
	if b == nil || !now.Settled {
		return nil, false
	}
	s, ok := b.load(person, part)
	return s.body, ok && s.stamp == now
}

// keeps reports whether anything is kept of a part.
func (b *Book) keeps(person string, part Part) bool { return b.Load(person, part, nil) != nil }

// keep saves what was read of all of a person's entries together; nil drops what
// was kept before.
func (b *Book) keep(person string, part Part, now rootfs.Stamp, body []byte) {
	switch {
	case b == nil:
	case now.Settled && body != nil:
		b.save(person, part, sheet{now, body})
	case b.keeps(person, part):
		b.Save(person, part, nil)
	}
}

// KeepWhole drops what is kept of all of a person's entries together, unless it is
// of entries of this stamp, and which entries there were.
func (b *Book) KeepWhole(person string, now rootfs.Stamp) {
	b.Save(person, NamePart, nil)
	for _, part := range []Part{PromisePart, TextPart} {
		if s, ok := b.load(person, part); !ok || s.stamp.Sum != now.Sum {
			b.Save(person, part, nil)
		}
	}
}

// Compared reports whether all that is kept of what a person's entries say was
// compared with entries of this stamp: nothing of it outlives what it was read of.
func (b *Book) Compared(person string, now rootfs.Stamp) bool {
	for _, part := range Parts {
		if part == NamePart || !b.keeps(person, part) {
			continue
		}
		if s, ok := b.load(person, part); !ok || s.stamp.Sum != now.Sum || s.stamp.Sum == [sha256.Size]byte{} {
			return false
		}
	}
	return true
}

// Forget drops all that is kept of a person.
func (b *Book) Forget(person string) {
	for _, part := range Parts {
		b.Save(person, part, nil)
	}
}
