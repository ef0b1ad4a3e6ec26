package lookup

import (
	"bytes"
	"encoding/binary"
)

// Needles finds any number of words in a text in one pass.
type Needles struct {
	words [][]byte
	// starts marks the hash of each word's first bytes; it is small enough to stay in
	// cache. No word has fewer bytes than that.
	starts [1 << starts]bool
	front  uint32        // masks the bytes of four that count
	by     [1 << 8][]int // the words by their first byte
}

// starts is how many bits the first bytes are hashed to.
const starts = 12

// NeedlesOf looks for words that are folded as the texts will be. Empty ones are
// never found.
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

// start is the index in starts of four bytes, masked by front.
func start(four, front uint32) uint32 { return (four & front) * 0x9e3779b1 >> (32 - starts) }

// Each calls visit for the words in a text, in order, until visit has enough.
func (n *Needles) Each(text []byte, visit func(at, word int) (more bool)) {
	for at := n.next(text, 0); at < len(text); at = n.next(text, at+1) {
		if !n.at(text, at, visit) {
			return
		}
	}
}

// next is the first offset from at on where a word may stand. Most of a search is
// spent in this loop, so it is small.
func (n *Needles) next(text []byte, at int) int {
	front := n.front
	for ; len(text)-at >= 4; at++ {
		if n.starts[start(binary.LittleEndian.Uint32(text[at:]), front)] {
			break
		}
	}
	return at
}

// at calls visit for the words at one offset.
func (n *Needles) at(text []byte, at int, visit func(at, word int) (more bool)) (more bool) {
	for _, w := range n.by[text[at]] {
		if bytes.HasPrefix(text[at:], n.words[w]) && !visit(at, w) {
			return false
		}
	}
	return true
}
