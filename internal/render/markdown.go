package render

import (
	"bytes"
	"fmt"
	"strconv"
	"strings"

	"github.com/yuin/goldmark/ast"
	east "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/text"

	"oneonone/internal/columns"
	"oneonone/notes/markdown"
)

// readable is the most columns for text: longer lines are hard to follow.
const readable = 100

// Markdown lays out a note for a terminal: headings, boxes, nested lists with
// hanging indents, tables, wrapped at o.Width or at 100 columns. In a pipe src is
// written as it is. The caller strips the front matter.
//
// Nothing disappears: what has no style of its own, such as HTML and its
// comments, is shown as text, and link targets follow their words. Without colour
// the markers for bold, struck and code stay, because bold means something in a
// note. Lines are never wider than o.Width, from 20 columns up.
//
// This package lays it out from goldmark's tree: glamour, the usual choice, adds
// 8 MB and 20 ms at start-up.
func Markdown(o Output, src []byte) error { return layOut(o, src, false) }

// Reading is Markdown without comments, since a template's prompts are for the
// writer. A comment inside an item holds what was set aside with it, and is shown
// without its markers.
func Reading(o Output, src []byte) error { return layOut(o, src, true) }

func layOut(o Output, src []byte, reading bool) error {
	if !o.TTY {
		_, err := o.W.Write(src)
		return err
	}
	width := max(o.Width, 20)
	if o.Width <= 0 || width > readable {
		width = readable
	}
	m := &page{o: o, src: src, width: width, reading: reading}
	if markdown.TooMuch(src) != "" {
		m.raw(src, Plain)
	} else {
		m.children(markdown.Display().Parse(text.NewReader(src)), false)
	}
	_, err := o.W.Write(m.buf.Bytes())
	return err
}

// page is a note being laid out.
type page struct {
	o     Output
	src   []byte
	width int
	buf   bytes.Buffer
	in    []container // the quotes and items around the current block
	used  int         // columns their prefixes take
	owed  bool        // an empty line belongs before the next one
	shown int         // source bytes before this offset have been shown: an item's box
	cell  bool        // in a table, where code has its bars escaped
	// reading leaves out the prompts of templates.
	reading bool
}

// container is a quote or an item, as the prefix of the lines inside it.
type container struct {
	first, rest string // clean and painted; first for its first line
	begun       bool
	width       int
}

// enter opens a container, unless that would leave too little room for text:
// then its contents are indented like its parent's.
func (m *page) enter(first, rest string) {
	c := container{first: first, rest: rest, width: columns.Width(first)}
	if m.room()-c.width < 12 {
		c = container{first: strings.TrimLeft(first, " "), width: 0}
		if w := columns.Width(c.first); w > 0 {
			c.first = ""
			m.line(first)
		}
	}
	m.in = append(m.in, c)
	m.used += c.width
}

func (m *page) leave() {
	c := m.in[len(m.in)-1]
	if !c.begun && c.first != "" {
		m.line("") // an empty item
	}
	m.in = m.in[:len(m.in)-1]
	m.used -= c.width
}

// room is how many columns a line's own text has.
func (m *page) room() int { return m.width - m.used }

// line writes one line of clean, painted text after the prefixes.
func (m *page) line(s string) {
	if m.owed && m.buf.Len() > 0 {
		var prefix strings.Builder
		for _, c := range m.in {
			if c.begun {
				prefix.WriteString(c.rest)
			}
		}
		m.buf.WriteString(strings.TrimRight(prefix.String(), " "))
		m.buf.WriteByte('\n')
	}
	m.owed = false
	var prefix strings.Builder
	for i := range m.in {
		c := &m.in[i]
		if c.begun {
			prefix.WriteString(c.rest)
		} else {
			prefix.WriteString(c.first)
			c.begun = true
		}
	}
	m.buf.WriteString(strings.TrimRight(prefix.String()+s, " "))
	m.buf.WriteByte('\n')
}

// raw writes text line by line as it is, broken where it is too wide.
func (m *page) raw(src []byte, style Style) {
	for line := range bytes.Lines(src) {
		s := strings.ReplaceAll(strings.TrimSuffix(Clean(string(line)), "\n"), "\t", "    ")
		for {
			head, _, tail := columns.Split(s, m.room())
			m.line(m.o.paint(style, head))
			if s = tail; s == "" {
				break
			}
		}
	}
}

// children lays out the blocks in n; tight ones have no empty lines between.
func (m *page) children(n ast.Node, tight bool) {
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		if prev := c.PreviousSibling(); prev != nil && !tight && apart(prev, c) {
			m.owed = true
		}
		m.block(c)
	}
}

// apart reports whether an empty line belongs between two blocks. Below a
// title there is one, below a section's heading none.
func apart(a, b ast.Node) bool {
	if h, ok := a.(*ast.Heading); ok && h.Level > 1 {
		return b.Kind() == ast.KindHeading
	}
	return a.Kind() != ast.KindLinkReferenceDefinition || b.Kind() != ast.KindLinkReferenceDefinition
}

func (m *page) block(n ast.Node) {
	switch n := n.(type) {
	case *ast.Heading:
		m.heading(n)
	case *ast.List:
		m.list(n)
	case *ast.Blockquote:
		bar := m.o.paint(Muted, "│") + " "
		m.enter(bar, bar)
		m.children(n, false)
		m.leave()
	case *ast.CodeBlock:
		m.code("", n.Lines())
	case *ast.FencedCodeBlock:
		info := ""
		if n.Info != nil {
			info = string(n.Info.Segment.Value(m.src))
		}
		m.code(info, n.Lines())
	case *ast.HTMLBlock:
		if inner, ok := comment(n, m.src); ok && m.reading {
			if n.Parent() != nil && n.Parent().Kind() == ast.KindListItem {
				m.raw(inner, Muted)
			}
			return
		}
		m.raw(n.Lines().Value(m.src), Muted)
		if n.HasClosure() {
			m.raw(n.ClosureLine.Value(m.src), Muted)
		}
	case *ast.LinkReferenceDefinition:
		m.raw(n.Lines().Value(m.src), Muted)
	case *ast.ThematicBreak:
		m.line(m.o.paint(Muted, strings.Repeat("─", min(m.room(), 40))))
	case *east.Table:
		m.table(n)
	case *ast.Paragraph, *ast.TextBlock:
		m.prose(n, Plain)
	default:
		if n.Type() == ast.TypeBlock && n.HasChildren() && n.FirstChild().Type() == ast.TypeInline {
			m.prose(n, Plain)
			return
		}
		m.children(n, false)
	}
}

// comment reads a block that is one closed comment, and returns what is in it.
func comment(n *ast.HTMLBlock, src []byte) (inner []byte, ok bool) {
	text := n.Lines().Value(src)
	if n.HasClosure() {
		text = append(bytes.Clone(text), n.ClosureLine.Value(src)...)
	}
	text = bytes.TrimSpace(text)
	inner, opens := bytes.CutPrefix(text, []byte("<!--"))
	inner, closes := bytes.CutSuffix(inner, []byte("-->"))
	if !opens || !closes || bytes.Contains(inner, []byte("-->")) {
		return nil, false
	}
	return bytes.Trim(inner, "\n"), true
}

// prose lays out the text in block n.
func (m *page) prose(n ast.Node, style Style) {
	for _, line := range fill(m.units(n, style), m.room()) {
		m.line(m.paintLine(line))
	}
}

func (m *page) heading(n *ast.Heading) {
	style := Bold
	switch {
	case n.Level == 1:
		style = Bold.And(under)
	case n.Level == 2:
		style = Bold.And(Name)
	}
	if !m.o.Color {
		sign := strings.Repeat("#", n.Level) + " "
		m.enter(sign, strings.Repeat(" ", len(sign)))
		defer m.leave()
	}
	m.prose(n, style)
}

func (m *page) code(info string, lines *text.Segments) {
	m.enter("    ", "    ")
	if info != "" {
		m.raw([]byte(info), Muted)
	}
	for i := range lines.Len() {
		segment := lines.At(i)
		m.raw(segment.Value(m.src), Name)
	}
	m.leave()
}

func (m *page) list(n *ast.List) {
	number := n.Start
	for item := n.FirstChild(); item != nil; item = item.NextSibling() {
		if item.PreviousSibling() != nil && !n.IsTight {
			m.owed = true
		}
		mark := "•"
		if n.IsOrdered() {
			mark = strconv.Itoa(number) + string(n.Marker)
			number++
		}
		box, style := m.box(item)
		switch {
		case box != "" && n.IsOrdered():
			mark += " " + box
		case box != "":
			mark = box
		}
		m.enter(m.o.paint(style, mark)+" ", strings.Repeat(" ", columns.Width(mark)+1))
		m.children(item, n.IsTight)
		m.leave()
	}
}

// boxes are the looks of an item's box: open, done and dropped (FORMAT.md,
// "State").
var boxes = map[markdown.Box]struct {
	look  string
	style Style
}{
	markdown.OpenBox:    {"☐", Plain},
	markdown.TickedBox:  {"☑", Good},
	markdown.DroppedBox: {"☒", Muted},
}

// box finds the box an item starts with and takes it out of the text.
func (m *page) box(item ast.Node) (look string, style Style) {
	box, end := markdown.DisplayBox(m.src, item)
	if box != markdown.NoBox {
		m.shown = end
	}
	return boxes[box].look, boxes[box].style
}

// target is what is shown after a link's words.
func target(url, title []byte, words string) string {
	s := ""
	if plain := string(url); plain != words && plain != "mailto:"+words && plain != "" {
		s = plain
	}
	if len(title) > 0 {
		s += fmt.Sprintf(" %q", title)
	}
	return strings.TrimSpace(s)
}
