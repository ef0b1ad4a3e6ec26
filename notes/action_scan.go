package notes

import "bytes"

// mayHaveActions is a cheap look at the bytes of a note: false means that it
// cannot hold an action, so that goldmark need not read it.
func (g *Grammar) mayHaveActions(body []byte) bool {
	return len(bytes.TrimSpace(body)) > 0
}
