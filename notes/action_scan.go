package notes

import (
	"bytes"
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
