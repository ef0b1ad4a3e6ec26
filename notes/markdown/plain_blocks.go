package markdown

import (
	"bytes"
	"unicode/utf8"

	"github.com/yuin/goldmark/text"
)

// Nearly all notes have one plain shape: headings, paragraphs, items of "-" or
// "*" nested by two spaces, comments of one line. plainBlocks reads it line by
// line, in a fraction of the time that goldmark takes to ask each of its
// parsers. If a line could be anything else it gives up and goldmark reads the
// note: the two never differ (FuzzPlainBlocks).
type plainBlocks struct {
	doc       *Document
	last      *Block         // at the top level
	open      []openItem     // the open items, outermost first
	paragraph *Block         // the open one; nil after a blank line
	segments  []text.Segment // room for the lines of blocks
}

// openItem is an item that a line may still belong to.
type openItem struct {
	mark       byte // its list's
	list, item *Block
	last       *Block // in the item
}

// maxPlainDepth is how deep lists may be nested to be read here.
const maxPlainDepth = 16

// readPlain reads the blocks of a document that has the plain shape.
func (d *Document) readPlain() bool {
	body := d.Src[d.Root.Start:]
	if !mayBePlain(body) {
		return false
	}
	p := plainBlocks{doc: d, open: make([]openItem, 0, 4), segments: make([]text.Segment, 0, bytes.Count(body, Newline)+1)}
	for at := d.Root.Start; at < len(d.Src); {
		end := EndOfLine(d.Src, at)
		if !p.line(at, end) {
			d.Root.First, d.pool = nil, nil
			return false
		}
		at = end
	}
	return true
}

// mayBePlain tests the bytes of a body: no tabs, no carriage returns, and nothing
// that could define a link.
func mayBePlain(body []byte) bool {
	for _, c := range body {
		if c < ' ' && c != '\n' {
			return false
		}
	}
	return !bytes.Contains(body, []byte("]:"))
}

// line reads the line from at to end, its newline included. It reports false if
// goldmark should read it.
func (p *plainBlocks) line(at, end int) bool {
	words := trimSpaceBack(p.doc.Src, at, end)
	start := at
	for start < words && p.doc.Src[start] == ' ' {
		start++
	}
	if start == words {
		p.paragraph = nil
		return true
	}
	line, indent := p.doc.Src[start:words], start-at
	switch {
	case indent == 0 && p.heading(line, at), indent == 0 && p.comment(line, at, end):
		return true
	case len(line) > 2 && (line[0] == '-' || line[0] == '*') && line[1] == ' ':
		return beginsPlainly(line[2:]) && p.item(line[0], indent, start, words)
	case !beginsPlainly(line):
		return false
	case p.paragraph != nil:
		p.goesOn(at, start, words)
		return true
	}
	return p.begins(indent, start, words)
}

// heading reads "## Title".
func (p *plainBlocks) heading(line []byte, at int) bool {
	title := bytes.TrimLeft(line, "#")
	level := len(line) - len(title)
	if level == 0 || level > 6 || len(title) == 0 || title[0] != ' ' || title[len(title)-1] == '#' {
		return false
	}
	p.open, p.paragraph = p.open[:0], nil
	b := p.add(Heading, at)
	b.Level = level
	end := at + len(line)
	b.Lines = p.lines(end-len(bytes.TrimLeft(title, " ")), end)
	return true
}

// comment reads "<!-- … -->" on a line of its own.
func (p *plainBlocks) comment(line []byte, at, end int) bool {
	if !bytes.HasPrefix(line, []byte("<!--")) || !bytes.Contains(line, []byte("-->")) {
		return false
	}
	p.open, p.paragraph = p.open[:0], nil
	p.add(Comment, at).Lines = p.lines(at, end)
	return true
}

// item reads an item whose bullet is at start.
func (p *plainBlocks) item(mark byte, indent, start, words int) bool {
	depth := indent / 2
	if indent%2 != 0 || depth > len(p.open) || depth > maxPlainDepth {
		return false
	}
	if depth == len(p.open) {
		p.open = append(p.open, openItem{mark: mark, list: p.add(List, start)})
	}
	p.open = p.open[:depth+1]
	o := &p.open[depth]
	if o.mark != mark {
		return false
	}
	o.item, o.last = p.behind(o.list, o.item, ListItem, start), nil
	p.paragraph = p.add(Paragraph, start+2)
	p.paragraph.Lines = p.lines(start+2, words)
	return true
}

// begins reads the first line of a paragraph outside lists, or of a further
// one in an item.
func (p *plainBlocks) begins(indent, start, words int) bool {
	depth := indent / 2
	if indent%2 != 0 || depth > len(p.open) {
		return false
	}
	p.open = p.open[:depth]
	p.paragraph = p.add(Paragraph, start)
	p.paragraph.Lines = p.lines(start, words)
	return true
}

// goesOn adds a line to the open paragraph: the line above it ends with its
// newline after all.
func (p *plainBlocks) goesOn(at, start, words int) {
	lines := p.paragraph.Lines
	lines[len(lines)-1].Stop = at
	p.paragraph.Lines = append(lines, text.NewSegment(start, words))
}

// add makes a block the last one in the innermost open item, or at the top.
func (p *plainBlocks) add(kind Kind, start int) *Block {
	in, last := &p.doc.Root, &p.last
	if n := len(p.open); n > 0 {
		in, last = p.open[n-1].item, &p.open[n-1].last
	}
	*last = p.behind(in, *last, kind, start)
	return *last
}

// behind makes a block a child of in, after the last one there.
func (p *plainBlocks) behind(in, last *Block, kind Kind, start int) *Block {
	b := p.doc.newBlock()
	b.Kind, b.Start, b.Parent = kind, start, in
	if last == nil {
		in.First = b
	} else {
		last.Next = b
	}
	return b
}

// lines returns the lines of a block that so far has one.
func (p *plainBlocks) lines(from, to int) []text.Segment {
	n := len(p.segments)
	p.segments = append(p.segments, text.NewSegment(from, to))
	return p.segments[n : n+1 : n+1]
}

// beginsPlainly reports whether a line can only be words: its start begins no
// block, and does not make the lines above a heading or a table.
func beginsPlainly(line []byte) bool {
	c, next := line[0], byte(' ')
	if len(line) > 1 {
		next = line[1]
	}
	switch {
	case isWordByte(c), bytes.IndexByte([]byte(`[("'@!?,./$%&;\^{}`), c) >= 0:
		return true
	case c == '*' && next == '*' && len(line) > 2:
		return isWordByte(line[2])
	case c == '*', c == '#', c == '_', c == ':', c == '`':
		return isWordByte(next)
	case isDigit(c):
		behind := bytes.TrimLeft(line, "0123456789")
		return len(behind) == 0 || behind[0] != '.' && behind[0] != ')'
	}
	return false
}

func isWordByte(c byte) bool { return 'a' <= c|0x20 && c|0x20 <= 'z' || c >= utf8.RuneSelf }

func isDigit(c byte) bool { return '0' <= c && c <= '9' }
