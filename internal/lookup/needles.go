package lookup

import "bytes"

// Needles are words that are looked for in a text at one go, however many they are.
type Needles struct {
	words [][]byte
	pairs [1 << 10]uint64 // the two bytes that any of them begins with, a bit each
	by    [1 << 8][]int   // the words by their first byte
}

// NeedlesOf are words as they stand in texts that have been folded alike. Empty ones
// are found nowhere.
func NeedlesOf(words []string) *Needles {
	n := &Needles{}
	for i, w := range words {
		n.words = append(n.words, []byte(w))
		switch len(w) {
		case 0:
			continue
		case 1:
			for next := range 1 << 8 {
				n.mark(w[0], byte(next))
			}
		default:
			n.mark(w[0], w[1])
		}
		n.by[w[0]] = append(n.by[w[0]], i)
	}
	return n
}

func (n *Needles) mark(first, second byte) {
	n.pairs[pair(first, second)/64] |= 1 << (pair(first, second) % 64)
}

func pair(first, second byte) int { return int(first)<<8 | int(second) }

// Each gives the places of words in a text, in its order, until visit has enough.
func (n *Needles) Each(text []byte, visit func(at, word int) (more bool)) {
	for at, first := range text {
		second := byte(0)
		if at+1 < len(text) {
			second = text[at+1]
		}
		if n.pairs[pair(first, second)/64]&(1<<(pair(first, second)%64)) == 0 {
			continue
		}
		for _, w := range n.by[first] {
			if bytes.HasPrefix(text[at:], n.words[w]) && !visit(at, w) {
				return
			}
		}
	}
}
