package notes

import (
	"bytes"
	"fmt"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// blockKind says what a block of Markdown is, as far as notes care.
type blockKind uint8

const (
	blockOther     blockKind = iota // code, HTML, tables, rules: never read
	blockHeading                    // with its level
	blockParagraph                  // a paragraph, at the top or in an item or quote
	blockList
	blockItem
	blockQuote
	blockComment // an HTML comment: nothing a reader sees
)

// block is one block of the outline: goldmark's node, reduced to its kind,
// its place and its lines, in pointers that a walk can follow cheaply.
type block struct {
	kind   blockKind
	level  int // of a heading
	start  int // where the block itself begins: an item's bullet, a heading's #
	end    int // behind the last whole line of the block and all it holds
	parent *block
	first  *block   // first child
	next   *block   // next sibling
	node   ast.Node // goldmark's, with the inside of the block
	lines  *text.Segments
	prose  *prose // set by document.render
}

// document is the outline of one note, as goldmark reads it. What is in a
// block is taken out of goldmark's nodes only for the blocks somebody asks
// for (see render), because most of a note's text bears on nothing.
type document struct {
	src  []byte
	root block
	pool []block
	refs parser.Context // goldmark's, with the link references
	// whole says that goldmark has read the insides of blocks.
	whole bool
}

// markdown is goldmark with tables and strikethrough. For a note, one pass over
// blocks and their insides is cheaper than one for each: goldmark walks
// through all text in either case.
var markdown = parser.NewParser(parser.WithInlineParsers(inlineParsers()...), blockParsers(), paragraphTransformers())

// blocksOnly is goldmark without the insides of blocks, for input of any size:
// the time of some insides grows with the square of their length.
var blocksOnly = parser.NewParser(blockParsers(), paragraphTransformers())

func blockParsers() parser.Option { return parser.WithBlockParsers(parser.DefaultBlockParsers()...) }

func paragraphTransformers() parser.Option {
	return parser.WithParagraphTransformers(
		util.Prioritized(parser.LinkReferenceParagraphTransformer, 100),
		util.Prioritized(extension.NewTableParagraphTransformer(), 200),
	)
}

func inlineParsers() []util.PrioritizedValue {
	return append(parser.DefaultInlineParsers(), util.Prioritized(extension.NewStrikethroughParser(), 500))
}

// parseDocument reads the blocks of src from byte body on; their insides are
// read by render. It fails where goldmark gives up on the input.
func parseDocument(src []byte, body int) (*document, error) {
	doc, err := parse(blocksOnly, src, body)
	if err == nil {
		doc.close(&doc.root, len(src))
	}
	return doc, err
}

// parseNote reads blocks and insides in one pass. The ends of blocks are found
// for who needs them.
func parseNote(src []byte, body int, ends bool) (*document, error) {
	doc, err := parse(markdown, src, body)
	if err == nil && ends {
		doc.close(&doc.root, len(src))
	}
	return doc, err
}

func parse(md parser.Parser, src []byte, body int) (doc *document, err error) {
	defer func() {
		if r := recover(); r != nil {
			doc, err = nil, fmt.Errorf("reading the Markdown: %v", r)
		}
	}()
	doc = &document{src: src, refs: parser.NewContext(), whole: md == markdown}
	doc.root = block{kind: blockOther, start: body, end: len(src)}
	if body < len(src) {
		reader := text.NewReader(src)
		reader.SetPosition(0, text.NewSegment(body, endOfLine(src, body)))
		doc.adopt(&doc.root, md.Parse(reader, parser.WithContext(doc.refs)))
	}
	return doc, nil
}

// adopt copies node's children below b.
func (d *document) adopt(b *block, node ast.Node) {
	var last *block
	for c := node.FirstChild(); c != nil; c = c.NextSibling() {
		start, lines := c.Pos(), c.Lines()
		if lines.Len() > 0 && (start < 0 || lines.At(0).Start < start) {
			start = lines.At(0).Start
		}
		if start < 0 {
			continue // an empty table cell and the like: nothing to find there
		}
		nb := d.newBlock()
		nb.kind, nb.level = kindOf(c)
		nb.start, nb.lines, nb.parent = start, lines, b
		if d.whole {
			nb.node = c
		}
		if last == nil {
			b.first = nb
		} else {
			last.next = nb
		}
		last = nb
		switch nb.kind {
		case blockList, blockItem, blockQuote:
			d.adopt(nb, c)
		}
	}
}

func kindOf(n ast.Node) (blockKind, int) {
	switch n := n.(type) {
	case *ast.Paragraph, *ast.TextBlock:
		return blockParagraph, 0
	case *ast.ListItem:
		return blockItem, 0
	case *ast.List:
		return blockList, 0
	case *ast.Heading:
		return blockHeading, n.Level
	case *ast.Blockquote:
		return blockQuote, 0
	case *ast.HTMLBlock:
		if n.HTMLBlockType == ast.HTMLBlockType2 {
			return blockComment, 0
		}
	}
	return blockOther, 0
}

// newBlock hands out blocks from a pool: their addresses must hold, and one
// allocation serves a whole note.
func (d *document) newBlock() *block {
	if len(d.pool) == cap(d.pool) {
		d.pool = make([]block, 0, max(32, len(d.src)/48))
	}
	d.pool = append(d.pool, block{})
	return &d.pool[len(d.pool)-1]
}

// close sets the end of b and of everything in it. A block reaches to the
// line on which the next one begins, less the blank lines between: so a
// fence's last line and an underlined heading's rule are part of it.
func (d *document) close(b *block, limit int) {
	b.end = limit
	if b != &d.root {
		b.end = trimBlankLines(d.src, b.start, limit)
	}
	for c := b.first; c != nil; c = c.next {
		end := b.end
		if c.next != nil {
			end = max(startOfLine(d.src, c.next.start), c.start)
		}
		d.close(c, end)
	}
}

// startOfLine is where the line of byte pos begins.
func startOfLine(src []byte, pos int) int {
	return bytes.LastIndexByte(src[:pos], '\n') + 1
}

// endOfLine is where the next line after byte pos begins, or the end of src.
func endOfLine(src []byte, pos int) int {
	if i := bytes.IndexByte(src[pos:], '\n'); i >= 0 {
		return pos + i + 1
	}
	return len(src)
}

// lineNumber counts lines from 1.
func lineNumber(src []byte, pos int) int {
	return bytes.Count(src[:pos], newline) + 1
}

var newline = []byte{'\n'}

// trimBlankLines moves end back over blank lines, not beyond the line of
// start. A line that holds only the ">" of a quote counts as blank: it
// belongs to the quote around the block, not to the block.
func trimBlankLines(src []byte, start, end int) int {
	for end > start {
		line := bytes.LastIndexByte(src[:end-1], '\n') + 1
		if line <= start || len(bytes.Trim(src[line:end], "> \t\r\n")) > 0 {
			return end
		}
		end = line
	}
	return end
}

// lineOf is where the line of byte pos begins; the first line of a document
// begins behind its byte-order mark.
func (d *document) lineOf(pos int) int {
	return max(startOfLine(d.src, pos), d.root.start)
}
