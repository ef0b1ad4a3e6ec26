package lookup

import (
	"bytes"
	"encoding/binary"
)

// Needles are words that are looked for in a text at one go, however many they are.
type Needles struct {
	words [][]byte
	// starts has a bit for what the bytes that any of them begins with are hashed to:
	// so few that they stay at hand. All words have that many bytes.
	starts [1 << (starts - 6)]uint64
	front  uint32        // keeps of four bytes those that count
	by     [1 << 8][]int // the words by their first byte
}

// starts is how many bits a beginning is hashed to.
const starts = 12

// NeedlesOf are words as they stand in texts that have been folded alike. Empty ones
// are found nowhere.
func NeedlesOf(words []string) *Needles {
	n := &Needles{front: 1<<32 - 1}
	for i, w := range words {
		n.words = append(n.words, []byte(w))
		if len(w) > 0 {
			n.by[w[0]] = append(n.by[w[0]], i)
			n.front &= 1<<(8*min(4, len(w))) - 1
		}
	}
	for _, w := range n.words {
		if len(w) > 0 {
			at := n.start(binary.LittleEndian.Uint32(append(w[:len(w):len(w)], 0, 0, 0)))
			n.starts[at/64] |= 1 << (at % 64)
		}
	}
	return n
}

// start is the place of four bytes among starts.
func (n *Needles) start(four uint32) uint32 { return (four & n.front) * 0x9e3779b1 >> (32 - starts) }

// Each gives the places of words in a text, in its order, until visit has enough.
func (n *Needles) Each(text []byte, visit func(at, word int) (more bool)) {
	at := 0
	for ; len(text)-at >= 4; at++ {
		of := n.start(binary.LittleEndian.Uint32(text[at:]))
		if n.starts[of/64]&(1<<(of%64)) != 0 && !n.at(text, at, visit) {
			return
		}
	}
	for ; at < len(text); at++ {
		if !n.at(text, at, visit) {
			return
		}
	}
}

// at gives the words that stand at one place.
func (n *Needles) at(text []byte, at int, visit func(at, word int) (more bool)) (more bool) {
	for _, w := range n.by[text[at]] {
		if bytes.HasPrefix(text[at:], n.words[w]) && !visit(at, w) {
			return false
		}
	}
	return true
}

// In reports whether any of them is in a text.
func (n *Needles) In(text []byte) (found bool) {
	n.Each(text, func(int, int) bool {
		found = true
		return false
	})
	return found
}
