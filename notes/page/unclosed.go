package page

import (
	"bytes"

	"oneonone/notes/markdown"
)

// Unclosed finds a comment or a block of code that has no end: everything below
// is part of it, which no reader expects.
func (n *Note) Unclosed() []markdown.Problem {
	r := n.outline()
	if r.doc == nil {
		return nil
	}
	return unclosedIn(n.Path, r.doc, &r.doc.Root)
}

func unclosedIn(path string, doc *markdown.Document, b *markdown.Block) []markdown.Problem {
	var all []markdown.Problem
	for c := b.First; c != nil; c = c.Next {
		raw := doc.Src[c.Start:c.End]
		switch {
		case c.Kind == markdown.Comment && !bytes.Contains(raw, []byte("-->")):
			all = append(all, markdown.Problem{Path: path, Line: markdown.LineNumber(doc.Src, c.Start), What: "the comment is never closed; everything below it is hidden",
				Hint: "close it with -->"})
		case c.Kind == markdown.Other && openFence(raw):
			all = append(all, markdown.Problem{Path: path, Line: markdown.LineNumber(doc.Src, c.Start), What: "the code block is never closed; everything below it is part of it",
				Hint: "close it with a line like the one that opens it"})
		case c.First != nil:
			all = append(all, unclosedIn(path, doc, c)...)
		}
	}
	return all
}

// openFence reports whether a block begins with a code fence and does not end
// with one.
func openFence(raw []byte) bool {
	first, rest, _ := bytes.Cut(bytes.TrimLeft(raw, " "), markdown.Newline)
	fence := first[:len(first)-len(bytes.TrimLeft(first, "`"))]
	if len(fence) < 3 {
		fence = first[:len(first)-len(bytes.TrimLeft(first, "~"))]
	}
	if len(fence) < 3 {
		return false
	}
	lines := bytes.Split(bytes.TrimRight(rest, " \t\r\n"), markdown.Newline)
	last := bytes.TrimSpace(bytes.TrimLeft(lines[len(lines)-1], "> \t"))
	return !bytes.HasPrefix(last, fence) || len(bytes.Trim(last, string(fence[:1]))) > 0
}
