package notes

import (
	"bytes"
	"unicode"
	"unicode/utf8"
)

// Most of a note's lines hold no action, and are told so by a look at their
// bytes: plain text outside an actions section, without a box or bold, that
// begins with nothing a marker or an owner before one could begin with.

// dull reports whether an item holds no action, whatever is nested under it.
func (r *reading) dull(b *block, sc scope) bool {
	if sc.direct {
		return false
	}
	nested := false
	for c := b.first; c != nil; c = c.next {
		switch c.kind {
		case blockParagraph:
			if c.prose == nil || !c.prose.plain() || r.g.mayMark(c.prose.text) {
				return false
			}
		case blockList:
			nested = true
		}
	}
	return !nested || b.first.kind == blockParagraph && len(b.first.prose.text) > maxLabel
}

// dullParagraph is dull for a paragraph outside lists, which may also begin or
// end a section.
func (r *reading) dullParagraph(p *prose) bool {
	return p.plain() && len(p.text) > maxLabel && p.text[len(p.text)-1] != ':' &&
		!bytes.HasSuffix(p.text, []byte("：")) && !r.g.mayMark(p.text)
}

// mayMark reports whether plain text could have a marker: at its start, behind
// an owner there, or at its end.
func (g *Lexicon) mayMark(text []byte) bool {
	if len(text) == 0 {
		return false
	}
	switch text[0] {
	case '@', '-', '=', '[':
		return true
	}
	if r, _ := utf8.DecodeRune(text); r >= utf8.RuneSelf && !unicode.IsLetter(r) {
		return true // an arrow
	}
	if bytes.Contains(text, []byte("TODO")) || bytes.Contains(text, []byte("ACTION")) {
		return true // which may stand last, behind any owner: "I'll send it ACTION"
	}
	// The start is enough: no name or marker is longer.
	start := string(text[:min(len(text), 64)])
	if _, kind := markerWord(start); kind != noMarker {
		return true
	}
	_, n := g.oneName(start, voice{})
	return n > 0
}
