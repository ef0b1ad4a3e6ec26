package lookup

import (
	"bytes"
	"encoding/binary"
)

// Needles are words that are looked for in a text at one go, however many they are.
type Needles struct {
	words [][]byte
	// starts has what the bytes that any of them begins with are hashed to: so little
	// that it stays at hand. All words have that many bytes.
	starts [1 << starts]bool
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
			n.starts[start(binary.LittleEndian.Uint32(append(w[:len(w):len(w)], 0, 0, 0)), n.front)] = true
		}
	}
	return n
}

// start is the place among starts of four bytes, of which those in front count.
func start(four, front uint32) uint32 { return (four & front) * 0x9e3779b1 >> (32 - starts) }

// Each gives the places of words in a text, in its order, until visit has enough.
func (n *Needles) Each(text []byte, visit func(at, word int) (more bool)) {
	for at := n.next(text, 0); at < len(text); at = n.next(text, at+1) {
		if !n.at(text, at, visit) {
			return
		}
	}
}

// next is the first place from one on where a word may stand; a small loop, for most
// of the time of a look is spent in it.
func (n *Needles) next(text []byte, at int) int {
	front := n.front
	for ; len(text)-at >= 4; at++ {
		if n.starts[start(binary.LittleEndian.Uint32(text[at:]), front)] {
			break
		}
	}
	return at
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
