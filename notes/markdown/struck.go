package markdown

import (
	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
)

// StruckText reads ~text~ and ~~text~~ as GitHub's Markdown does, and equals
// goldmark's own reader (see Tables).
var StruckText parser.InlineParser = struck{}

type struck struct{}

func (struck) Trigger() []byte { return []byte{'~'} }

func (struck) Parse(_ ast.Node, block text.Reader, pc parser.Context) ast.Node {
	line, segment := block.PeekLine()
	before := block.PrecendingCharacter()
	tildes := parser.ScanDelimiter(line, before, 1, struck{})
	if tildes == nil || tildes.OriginalLength > 2 || before == '~' {
		return nil
	}
	tildes.Segment = segment.WithStop(segment.Start + tildes.OriginalLength)
	block.Advance(tildes.OriginalLength)
	pc.PushDelimiter(tildes)
	return tildes
}

func (struck) IsDelimiter(b byte) bool { return b == '~' }

func (struck) CanOpenCloser(opener, closer *parser.Delimiter) bool {
	return opener.Char == closer.Char
}

func (struck) OnMatch(int) ast.Node { return extast.NewStrikethrough() }
