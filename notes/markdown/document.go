package markdown

import (
	"bytes"
	"errors"
	"fmt"
	"sync"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// Kind says what a block of Markdown is, as far as notes care.
type Kind uint8

const (
	Other     Kind = iota // code, HTML, rules: never read
	Heading               // with its level
	Paragraph             // at the top level or in an item or quote
	List
	ListItem
	Quote
	Comment // an HTML comment: nothing a reader sees
	Table   // of rows, the first its head
	Row
	Cell // an empty one is a paragraph without lines
)

// Block is one block of the outline: goldmark's node, reduced to its kind,
// its place and its lines, in pointers that a walk can follow cheaply.
type Block struct {
	Kind   Kind
	Level  int // of a heading
	Start  int // where the block itself begins: an item's bullet, a heading's #
	End    int // after the last whole line of the block and all it contains
	Parent *Block
	First  *Block   // first child
	Next   *Block   // next sibling
	node   ast.Node // goldmark's, with the inside of the block
	Lines  []text.Segment
	Prose  *Prose // set by document.render
}

// Document is the outline of one note, as goldmark reads it. The inside of a
// block is taken from goldmark's nodes only on demand (see render), because most
// of a note's text matters to nothing.
type Document struct {
	Src  []byte
	Root Block
	pool []Block
	refs parser.Context // goldmark's, with the link references; nil while there is none
	// whole says that goldmark has read the insides of blocks.
	whole bool
}

// markdown is goldmark with tables and strikethrough. For a note, one pass over
// blocks and their insides is cheaper than two: goldmark walks all text either
// way.
var markdown = sync.OnceValue(func() parser.Parser {
	return parser.NewParser(parser.WithInlineParsers(inlineParsers()...), blockParsers(), paragraphTransformers())
})

// blocksOnly is goldmark without the insides of blocks, for input of any size:
// the time of some insides grows with the square of their length.
var blocksOnly = sync.OnceValue(func() parser.Parser {
	return parser.NewParser(blockParsers(), paragraphTransformers())
})

func blockParsers() parser.Option {
	return parser.WithBlockParsers(append(parser.DefaultBlockParsers(), util.Prioritized(looseHeadings{}, 150))...)
}

func paragraphTransformers() parser.Option {
	return parser.WithParagraphTransformers(
		util.Prioritized(parser.LinkReferenceParagraphTransformer, 100),
		util.Prioritized(Tables, 200),
	)
}

func inlineParsers() []util.PrioritizedValue {
	return append(parser.DefaultInlineParsers(), util.Prioritized(StruckText, 500))
}

// ParseBlocks reads the blocks of src from byte body on; their insides are read
// by render. It fails if goldmark gives up on the input, or would use up the
// memory.
func ParseBlocks(src []byte, body int) (*Document, error) {
	if why := tooWide(src[min(body, len(src)):]); why != "" {
		return nil, errors.New(why)
	}
	doc, err := parse(blocksOnly(), src, body, false)
	if err == nil {
		doc.close(&doc.Root, len(src))
	}
	return doc, err
}

// Parse reads blocks and insides in one pass. ends asks for the ends of blocks
// too.
func Parse(src []byte, body int, ends bool) (*Document, error) {
	doc, err := parse(markdown(), src, body, true)
	if err == nil && ends {
		doc.close(&doc.Root, len(src))
	}
	return doc, err
}

func parse(md parser.Parser, src []byte, body int, whole bool) (*Document, error) {
	doc := &Document{Src: src, Root: Block{Kind: Other, Start: body, End: len(src)}}
	if body < len(src) && doc.readPlain() {
		return doc, nil
	}
	return parseFully(md, src, body, whole)
}

// parseFully lets goldmark read the blocks, whatever their shape.
func parseFully(md parser.Parser, src []byte, body int, whole bool) (doc *Document, err error) {
	defer func() {
		if r := recover(); r != nil {
			doc, err = nil, fmt.Errorf("reading the Markdown: %v", r)
		}
	}()
	doc = &Document{Src: src, refs: parser.NewContext(), whole: whole}
	doc.Root = Block{Kind: Other, Start: body, End: len(src)}
	if body < len(src) {
		reader := text.NewReader(src)
		reader.SetPosition(0, text.NewSegment(body, EndOfLine(src, body)))
		doc.adopt(&doc.Root, md.Parse(reader, parser.WithContext(doc.refs)))
	}
	return doc, nil
}

// Defines reports whether a label is defined as a link reference.
func (d *Document) Defines(label []byte) bool {
	if d.refs == nil {
		return false
	}
	_, ok := d.refs.Reference(util.ToLinkReference(bytes.Clone(label)))
	return ok
}

// adopt copies node's children below b.
func (d *Document) adopt(b *Block, node ast.Node) {
	var last *Block
	for c := node.FirstChild(); c != nil; c = c.NextSibling() {
		start, lines := c.Pos(), c.Lines().Sliced(0, c.Lines().Len())
		if len(lines) > 0 && (start < 0 || lines[0].Start < start) {
			start = lines[0].Start
		}
		if start < 0 && b.Kind == Row {
			start = b.Start // an empty cell, which counts as a column
		}
		if start < 0 {
			continue // nothing to find there
		}
		nb := d.newBlock()
		nb.Kind, nb.Level = kindOf(c)
		nb.Start, nb.Lines, nb.Parent = start, lines, b
		if d.whole {
			nb.node = c
		}
		if last == nil {
			b.First = nb
		} else {
			last.Next = nb
		}
		last = nb
		switch nb.Kind {
		case List, ListItem, Quote, Table, Row:
			d.adopt(nb, c)
		}
	}
}

func kindOf(n ast.Node) (Kind, int) {
	switch n := n.(type) {
	case *ast.Paragraph, *ast.TextBlock:
		return Paragraph, 0
	case *ast.ListItem:
		return ListItem, 0
	case *ast.List:
		return List, 0
	case *ast.Heading:
		return Heading, n.Level
	case *ast.Blockquote:
		return Quote, 0
	case *extast.Table:
		return Table, 0
	case *extast.TableHeader, *extast.TableRow:
		return Row, 0
	case *extast.TableCell:
		return Cell, 0
	case *ast.HTMLBlock:
		if n.HTMLBlockType == ast.HTMLBlockType2 {
			return Comment, 0
		}
	}
	return Other, 0
}

// newBlock hands out blocks from a pool: their addresses must not change, and one
// allocation serves a whole note.
func (d *Document) newBlock() *Block {
	if len(d.pool) == cap(d.pool) {
		d.pool = make([]Block, 0, max(32, len(d.Src)/48))
	}
	d.pool = append(d.pool, Block{})
	return &d.pool[len(d.pool)-1]
}

// close sets the end of b and of everything in it. A block reaches to the line on
// which the next one begins, less the blank lines between, and so includes a
// closing fence or the rule under a heading.
func (d *Document) close(b *Block, limit int) {
	b.End = limit
	if b != &d.Root {
		b.End = trimBlankLines(d.Src, b.Start, limit)
	}
	for c := b.First; c != nil; c = c.Next {
		end := b.End
		if c.Next != nil {
			end = max(StartOfLine(d.Src, c.Next.Start), c.Start)
		}
		d.close(c, end)
	}
}

// StartOfLine is where the line of byte pos begins.
func StartOfLine(src []byte, pos int) int {
	return bytes.LastIndexByte(src[:pos], '\n') + 1
}

// EndOfLine is where the next line after byte pos begins, or the end of src.
func EndOfLine(src []byte, pos int) int {
	if i := bytes.IndexByte(src[pos:], '\n'); i >= 0 {
		return pos + i + 1
	}
	return len(src)
}

// LineNumber counts lines from 1.
func LineNumber(src []byte, pos int) int {
	return bytes.Count(src[:pos], Newline) + 1
}

var Newline = []byte{'\n'}

// trimBlankLines moves end back over blank lines, but not past the line of start.
// A line with only the ">" of a quote counts as blank: it belongs to the quote
// around the block, not to the block.
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

// LineOf is where the line of byte pos begins; the first line of a document
// begins after its byte-order mark.
func (d *Document) LineOf(pos int) int {
	return max(StartOfLine(d.Src, pos), d.Root.Start)
}
