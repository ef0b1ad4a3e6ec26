package importer

import (
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// pagePart is a run of a page's blocks. The converter's time grows with the
// square of its input, so a page is handed to it in parts.
type pagePart struct {
	root *html.Node
	n    int // blocks
}

// The bounds of a part: what people write is far below them, and takes a second
// at most.
const (
	partBlocks = 100
	partNodes  = 20000
	partDepth  = 100
	partText   = 256 << 10 // bytes in one run of text
)

// pageParts splits a page at the blocks that only hold other blocks.
func pageParts(doc *html.Node) []pagePart {
	var parts []pagePart
	open := false
	var walk func(*html.Node)
	walk = func(n *html.Node) {
		for c := n.FirstChild; c != nil; {
			next := c.NextSibling
			switch {
			case holdsBlocks(c):
				open = false
				walk(c)
				open = false
			case c.Type == html.ElementNode || c.Type == html.TextNode:
				if last := len(parts) - 1; !open || parts[last].n >= partBlocks && isBlock(c) {
					parts = append(parts, pagePart{root: &html.Node{Type: html.ElementNode, Data: "div", DataAtom: atom.Div}})
					open = true
				}
				part := &parts[len(parts)-1]
				n.RemoveChild(c)
				part.root.AppendChild(c)
				part.n++
			}
			c = next
		}
	}
	walk(doc)
	return parts
}

// holdsBlocks reports whether an element is there to hold blocks.
func holdsBlocks(n *html.Node) bool {
	switch n.DataAtom {
	case atom.Html, atom.Body, atom.Div, atom.Main, atom.Article, atom.Section, atom.Header, atom.Footer, atom.Aside, atom.Nav:
		return true
	}
	return false
}

func isBlock(n *html.Node) bool {
	switch n.DataAtom {
	case atom.P, atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6, atom.Ul, atom.Ol, atom.Dl, atom.Table, atom.Pre, atom.Blockquote, atom.Hr:
		return true
	}
	return false
}

// bounded reports whether a part is small enough to be read.
func (p *pagePart) bounded() bool {
	nodes := 0
	var within func(n *html.Node, depth int) bool
	within = func(n *html.Node, depth int) bool {
		if nodes++; nodes > partNodes || depth > partDepth || n.Type == html.TextNode && len(n.Data) > partText {
			return false
		}
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			if !within(c, depth+1) {
				return false
			}
		}
		return true
	}
	return within(p.root, 0)
}
