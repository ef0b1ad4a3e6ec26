package recall

import "oneonone/internal/rootfs"

// Signs tell of each of a person's entries, oldest first, what a look at its bytes
// found that it may hold; nil when nothing is kept of what is looked for. That is a
// Key: what else is looked for is another one.
func (b *Book) Signs(person string, of Key, now rootfs.Stamp) []byte {
	body, ok := b.believed(person, SignPart, now)
	if !ok || len(body) < len(of) || Key(body) != of {
		return nil
	}
	return body[len(of):]
}

// SaveSigns keeps what was found, with the stamp that the entries had before they
// were read.
func (b *Book) SaveSigns(signs []byte, person string, of Key, before rootfs.Stamp) {
	b.keep(person, SignPart, before, append(of[:], signs...))
}
