// Package recall keeps what was read of the notes from one run to the next.
//
// It knows two ways of telling that a note is what it was. Of its bytes: what an
// entry was read as is kept under a hash of its path and bytes ([Readings]), so
// that a checkout costs reading and no parsing. And of all of a person's entries
// at once, by the [rootfs.Stamp] of their files: then what listings ask of them
// ([Promises], [Brief]) is told without opening one. A memory can be lost or
// torn, and is then read anew; it cannot be out of date, for a stamp is believed
// only where the file system keeps honest times and nothing was written just
// before the look.
package recall

import (
	"bytes"
	"crypto/sha256"
	"slices"
	"time"

	"oneonone/internal/rootfs"
)

// Memory is where it is kept, apart for each person.
type Memory interface {
	// Load gives what was last saved of a person, nil when nothing is there.
	Load(person string, part Part) []byte
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
)

// Parts are all of them.
var Parts = []Part{ActionPart, BriefPart, PromisePart}

// Book is what one way of reading remembers of a folder. The nil Book remembers
// nothing.
type Book struct {
	Memory
	reading []byte // see Open
}

// Open gives a folder's book. reading tells one way of reading from another:
// what was remembered by another counts as nothing.
func Open(m Memory, reading []byte) *Book { return &Book{m, reading} }

// sheet is what is written of one part: how the notes were read, the stamp of the
// entries it was compared with, and what was read, with its checksum.
type sheet struct {
	stamp rootfs.Stamp // its zero when they were not compared
	body  string
}

const overhead = 2*sha256.Size + 1

// load gives a part; what another program, or this one with other names, has
// saved counts as nothing.
func (b *Book) load(person string, part Part) (s sheet, ok bool) {
	if b == nil {
		return s, false
	}
	rest, ok := bytes.CutPrefix(b.Load(person, part), b.reading)
	if !ok || len(rest) < overhead {
		return s, false
	}
	copy(s.stamp.Sum[:], rest)
	s.stamp.Settled = rest[sha256.Size] == 1
	sum, body := rest[sha256.Size+1:overhead], rest[overhead:]
	got := sha256.Sum256(slices.Concat(rest[:sha256.Size+1], body))
	if !bytes.Equal(got[:], sum) {
		return sheet{}, false
	}
	s.body = string(body)
	return s, true
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
	sum := sha256.Sum256(append(slices.Clone(stamped), s.body...))
	b.Save(person, part, slices.Concat(b.reading, stamped, sum[:], []byte(s.body)))
}

// believed gives what a part says where nothing has changed since.
func (b *Book) believed(person string, part Part, now rootfs.Stamp) (body string, ok bool) {
	if b == nil || !now.Settled {
		return "", false
	}
	s, ok := b.load(person, part)
	return s.body, ok && s.stamp == now
}

// Compared reports whether all that is kept of a person was compared with
// entries of this stamp: nothing of it outlives what it was read of.
func (b *Book) Compared(person string, now rootfs.Stamp) bool {
	for _, part := range Parts {
		if b.Load(person, part) == nil {
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
