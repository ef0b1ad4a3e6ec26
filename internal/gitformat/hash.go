package gitformat

import (
	"crypto/sha1"
	"encoding/hex"
	"io"
	"strconv"
)

// Hash names a git object in a SHA-1 repository.
type Hash [sha1.Size]byte

func (h Hash) String() string { return hex.EncodeToString(h[:]) }

// Zero reports whether it names nothing.
func (h Hash) Zero() bool { return h == Hash{} }

// ParseHash reads the name of an object.
func ParseHash(s string) (h Hash, ok bool) {
	if len(s) != 2*len(h) {
		return h, false
	}
	_, err := hex.Decode(h[:], []byte(s))
	return h, err == nil
}

// ObjectHash is the name git gives an object.
func ObjectHash(kind string, b []byte) (h Hash) {
	d := sha1.New()
	io.WriteString(d, kind+" "+strconv.Itoa(len(b))+"\x00")
	d.Write(b)
	d.Sum(h[:0])
	return h
}

// BlobHash is the name git gives a file's contents.
func BlobHash(b []byte) Hash { return ObjectHash("blob", b) }
