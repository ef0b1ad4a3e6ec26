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

// Memory stores what is remembered, separately for each person.
type Memory interface {
	// Load returns what was last saved of a person's part, nil for nothing. It may
	// use room as its buffer.
	Load(person string, part Part, room []byte) []byte
	// Save replaces a person's part; nil removes it. It may fail silently.
	Save(person string, part Part, data []byte)
	// People are those for whom something is kept.
	People() []string
	// SavedAt is when the oldest of what is kept for a person was saved.
	SavedAt(person string) time.Time
	// Confirm dates all that is kept for a person as if it were saved now.
	Confirm(person string)
}

// Part is one of the things that are kept of a person.
type Part string

// The parts of a memory.
const (
	ActionPart  Part = "actions"  // the actions of each entry: Readings
	BriefPart   Part = "briefs"   // a Brief of each entry: Readings, in the entries' order
	PromisePart Part = "promises" // Promises, from all entries together
	TextPart    Part = "texts"    // all entries as written: Texts
	NamePart    Part = "names"    // which entries there are: Named
	StampPart   Part = "stamps"   // which files they were read from: EntryStamps
	SignPart    Part = "signs"    // what to look for in which of them: Signs
	FactPart    Part = "facts"    // what was found in single ones: Facts
)

// Parts are all of them.
var Parts = []Part{ActionPart, BriefPart, PromisePart, TextPart, NamePart, StampPart, SignPart, FactPart}

// Book is what is remembered of a folder, as read by one version of the reader
// with one set of names and settings. The nil Book remembers nothing.
type Book struct {
	Memory
	reading []byte // see Open
}

// Open returns a folder's book. reading identifies the version of the reader, the
// names and the settings: what was remembered under another counts as nothing.
func Open(m Memory, reading []byte) *Book { return &Book{m, append(slices.Clone(reading), layout)} }

// layout is raised when the format of what is kept changes.
const layout = 3

// sheet is one part as saved: the stamp of the entries it was compared with, and
// what was read of them.
type sheet struct {
	stamp rootfs.Stamp // its zero when they were not compared
	body  []byte
}

const overhead = sha256.Size + 1 + crc32.Size

// load returns a part; false for what was saved under another reading.
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

// checksum detects a write torn by a crash; it need not detect more, for nobody else
// writes there.
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

// believed returns what a part holds, if no entry has changed since.
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

// KeepWhole drops what is kept of all of a person's entries together, unless it
// was read from entries with this stamp. The list of entries is always dropped.
func (b *Book) KeepWhole(person string, now rootfs.Stamp) {
	b.Save(person, NamePart, nil)
	for _, part := range []Part{PromisePart, TextPart, SignPart} {
		if s, ok := b.load(person, part); !ok || s.stamp.Sum != now.Sum {
			b.Save(person, part, nil)
		}
	}
}

// Compared reports whether all that is kept of what a person's entries say was
// compared with entries of this stamp, so that nothing is left of entries that are
// gone.
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
