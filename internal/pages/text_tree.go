package pages

import (
	"bytes"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/text"

	"oneonone/internal/lazyregexp"
	"oneonone/notes/markdown"
)

// walk prepares a tree for the page: it finds the blocks that get an ID or are
// left out, and takes boxes out of the text.
type walk struct {
	*Text
	src      []byte
	named    map[int]string
	hidden   []ast.Node
	line, at int // how many lines end before the byte at
}

// blocks prepares the blocks within a block.
func (w *walk) blocks(n ast.Node) {
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		switch c := c.(type) {
		case *ast.Heading:
			c.Level = min(6, c.Level+max(0, w.Level-1))
			w.block(c, c)
			w.addresses(c)
		case *ast.Paragraph, *ast.TextBlock:
			of := c
			if item := c.Parent(); item.Kind() == ast.KindListItem && item.FirstChild() == c {
				of = item
			}
			w.block(c, of)
			w.addresses(c)
		case *ast.ListItem:
			w.box(c)
			w.blocks(c)
		default:
			w.blocks(c)
		}
	}
}

// block gives a block its ID or hides it, by the lines of its text; of is the
// whole block, which for the first text of an item is the item.
func (w *walk) block(prose, of ast.Node) {
	lines := prose.Lines()
	if lines.Len() == 0 {
		return
	}
	first := w.lineOf(lines.At(0).Start)
	if w.Hidden[first] {
		w.hidden = append(w.hidden, of)
		return
	}
	var id string
	for line := first; line < first+lines.Len(); line++ {
		if name := w.Named[line]; name != "" && id == "" {
			id = name
			of.SetAttributeString("id", []byte(id))
		}
		if w.Named[line] != "" {
			w.named[line] = id
		}
	}
}

// lineOf is the number of the line with a byte. It is quick when called in order.
func (w *walk) lineOf(at int) int {
	if at < w.at {
		w.line, w.at = 0, 0
	}
	w.line += bytes.Count(w.src[w.at:at], []byte("\n"))
	w.at = at
	return w.line + 1
}

// box takes the box out of an item's text and gives it to the item.
func (w *walk) box(item *ast.ListItem) {
	box, end := markdown.DisplayBox(w.src, item)
	if box == markdown.NoBox {
		return
	}
	item.SetAttributeString("box", box)
	for first := item.FirstChild(); first.FirstChild() != nil; {
		t, ok := first.FirstChild().(*ast.Text)
		if !ok || t.Segment.Start >= end {
			return
		}
		if t.Segment.Stop > end {
			rest := t.Segment.WithStart(end)
			t.Segment = rest.TrimLeftSpace(w.src)
			return
		}
		first.RemoveChild(first, t)
	}
}

var address = lazyregexp.New(`https?://[^\s<>"\x60]*[^\s<>"\x60.,;:!?'*_)\]]`)

// addresses turns bare web addresses in a text into links.
func (w *walk) addresses(n ast.Node) {
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		switch c := c.(type) {
		case *ast.Text:
			w.addressIn(n, joined(n, c))
		case *ast.Link, *ast.AutoLink, *ast.CodeSpan, *ast.Image:
		default:
			w.addresses(c)
		}
	}
}

// joined is a piece of text merged with those right after it: goldmark splits a
// text at characters that could have been emphasis.
func joined(n ast.Node, t *ast.Text) *ast.Text {
	for !t.SoftLineBreak() && !t.HardLineBreak() {
		next, ok := t.NextSibling().(*ast.Text)
		if !ok || next.Segment.Start != t.Segment.Stop || next.IsRaw() != t.IsRaw() {
			break
		}
		t.Segment = t.Segment.WithStop(next.Segment.Stop)
		t.SetSoftLineBreak(next.SoftLineBreak())
		t.SetHardLineBreak(next.HardLineBreak())
		n.RemoveChild(n, next)
	}
	return t
}

// addressIn splits a text at its first address, and makes that a link.
func (w *walk) addressIn(n ast.Node, t *ast.Text) {
	at := address().FindIndex(t.Segment.Value(w.src))
	if at == nil {
		return
	}
	from, to := t.Segment.Start+at[0], t.Segment.Start+at[1]
	words := ast.NewTextSegment(text.NewSegment(from, to))
	link := ast.NewLink()
	link.Destination = w.src[from:to]
	link.AppendChild(link, words)
	rest := ast.NewTextSegment(t.Segment.WithStart(to))
	rest.SetSoftLineBreak(t.SoftLineBreak())
	rest.SetHardLineBreak(t.HardLineBreak())
	t.Segment = t.Segment.WithStop(from)
	t.SetSoftLineBreak(false)
	t.SetHardLineBreak(false)
	n.InsertAfter(n, t, link)
	n.InsertAfter(n, link, rest)
}

// dropEmpty takes out lists without items, and headings with nothing below them.
func dropEmpty(n ast.Node) {
	below := 7 // the level of the heading below, if nothing is in between
	for c := n.LastChild(); c != nil; {
		before := c.PreviousSibling()
		if k := c.Kind(); k == ast.KindList || k == ast.KindListItem || k == ast.KindBlockquote {
			dropEmpty(c)
		}
		switch h, isHeading := c.(*ast.Heading); {
		case isHeading && (c.NextSibling() == nil || below <= h.Level):
			n.RemoveChild(n, c)
		case c.Kind() == ast.KindList && !c.HasChildren():
			n.RemoveChild(n, c)
		case isHeading:
			below = h.Level
		default:
			below = 7
		}
		c = before
	}
}
