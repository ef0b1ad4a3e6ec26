package markdown

import (
	"fmt"
	"sync"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// insideParser reads the insides of blocks whose lines it is given: the importer
// looks at single lines of paragraphs.
var insideParser = sync.OnceValue(func() parser.Parser {
	return parser.NewParser(
		parser.WithBlockParsers(util.Prioritized(&givenBlocks{}, 100)),
		parser.WithInlineParsers(inlineParsers()...),
	)
})

// givenBlocks is a goldmark block parser that takes its blocks from the
// context, so that goldmark parses the insides of just these.
type givenBlocks struct{}

var givenBlocksKey = parser.NewContextKey()

func (*givenBlocks) Trigger() []byte { return nil }

func (*givenBlocks) Open(_ ast.Node, r text.Reader, pc parser.Context) (ast.Node, parser.State) {
	wanted, _ := pc.Get(givenBlocksKey).([]*Block)
	if wanted == nil {
		return nil, parser.NoChildren
	}
	pc.Set(givenBlocksKey, nil)
	all := ast.NewDocument()
	for _, b := range wanted {
		tb := ast.NewTextBlock()
		tb.Lines().AppendAll(b.Lines)
		all.AppendChild(all, tb)
	}
	n := len(r.Source())
	r.SetPosition(0, text.NewSegment(n, n))
	return all, parser.NoChildren
}

func (*givenBlocks) Continue(ast.Node, text.Reader, parser.Context) parser.State { return parser.Close }
func (*givenBlocks) Close(ast.Node, text.Reader, parser.Context)                 {}
func (*givenBlocks) CanInterruptParagraph() bool                                 { return false }
func (*givenBlocks) CanAcceptIndentedLine() bool                                 { return true }

// parseInside lets goldmark read the insides of the blocks that it has not read before.
func (d *Document) parseInside(blocks []*Block) (err error) {
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("reading the Markdown: %v", r)
		}
	}()
	var given []*Block
	for _, b := range blocks {
		if b.node == nil {
			given = append(given, b)
		}
	}
	if len(given) == 0 {
		return nil
	}
	if d.refs == nil {
		d.refs = parser.NewContext()
	}
	d.refs.Set(givenBlocksKey, given)
	reader := text.NewReader(d.Src)
	reader.SetPosition(0, text.NewSegment(given[0].Lines[0].Start, len(d.Src)))
	root := insideParser().Parse(reader, parser.WithContext(d.refs))
	if root.FirstChild() == nil {
		return fmt.Errorf("reading the Markdown: nothing was read of %d blocks", len(given))
	}
	node := root.FirstChild().FirstChild()
	for _, b := range given {
		b.node = node
		node = node.NextSibling()
	}
	return nil
}
