package page

import (
	"bytes"

	"oneonone/notes/clause"
	"oneonone/notes/markdown"
)

// Most of a note's lines hold no action, which a look at their bytes can tell:
// plain text outside an actions section, without a box or bold, that begins with
// nothing a marker or an owner before one could begin with.

// dull reports whether an item holds no action, whatever is nested under it.
func (r *reading) dull(b *markdown.Block, sc scope) bool {
	if sc.direct {
		return false
	}
	nested := false
	for c := b.First; c != nil; c = c.Next {
		switch c.Kind {
		case markdown.Paragraph:
			if c.Prose == nil || !c.Prose.Plain() || r.g.MayMark(c.Prose.Text) || r.mayPromiseBytes(c.Prose.Text, sc) {
				return false
			}
		case markdown.List:
			nested = true
		}
	}
	return !nested || b.First.Kind == markdown.Paragraph && len(b.First.Prose.Text) > clause.MaxLabel
}

// dullParagraph is dull for a paragraph outside lists, which may also begin or
// end a section.
func (r *reading) dullParagraph(p *markdown.Prose) bool {
	return !r.directHeading() && p.Plain() && len(p.Text) > clause.MaxLabel && p.Text[len(p.Text)-1] != ':' &&
		!bytes.HasSuffix(p.Text, []byte("：")) && !r.g.MayMark(p.Text) && !r.mayPromiseBytes(p.Text, r.scope())
}
