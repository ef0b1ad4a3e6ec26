package markdown

import (
	"bytes"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// looseHeadings reads headings that CommonMark takes for paragraphs but people do
// not: "##Title" without a space, and "** Title" as in Emacs' org. One "#" begins
// a tag, and one "*" an item, so two are needed.
type looseHeadings struct{}

func (looseHeadings) Trigger() []byte { return []byte{'#', '*'} }

func (looseHeadings) Open(_ ast.Node, r text.Reader, pc parser.Context) (ast.Node, parser.State) {
	line, segment := r.PeekLine()
	pos := pc.BlockOffset()
	if pos < 0 {
		return nil, parser.NoChildren
	}
	sign := line[pos]
	level := len(line[pos:]) - len(bytes.TrimLeft(line[pos:], string(sign)))
	title := bytes.TrimSpace(line[pos+level:])
	if level < 2 || level > 6 || len(title) == 0 {
		return nil, parser.NoChildren
	}
	spaced := util.IsSpace(line[pos+level])
	switch {
	case sign == '#' && spaced: // CommonMark's own
		return nil, parser.NoChildren
	case sign == '*' && (!spaced || pos > 0 || title[len(title)-1] == '*'):
		return nil, parser.NoChildren // bold, or meant to be
	}
	from := segment.Start - segment.Padding + bytes.Index(line, title)
	node := ast.NewHeading(level)
	node.Lines().Append(text.NewSegment(from, from+len(bytes.TrimRight(title, "# "))))
	r.AdvanceToEOL()
	return node, parser.NoChildren
}

func (looseHeadings) Continue(ast.Node, text.Reader, parser.Context) parser.State {
	return parser.Close
}
func (looseHeadings) Close(ast.Node, text.Reader, parser.Context) {}
func (looseHeadings) CanInterruptParagraph() bool                 { return true }
func (looseHeadings) CanAcceptIndentedLine() bool                 { return false }
