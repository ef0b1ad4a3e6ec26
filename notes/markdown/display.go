package markdown

import (
	"bytes"
	"strings"
	"sync"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/util"
)

// Display is goldmark set up for reading notes to show them: with tables and
// strikethrough, and nothing peculiar to notes.
var Display = sync.OnceValue(func() parser.Parser {
	return parser.NewParser(
		parser.WithBlockParsers(parser.DefaultBlockParsers()...),
		parser.WithInlineParsers(append(parser.DefaultInlineParsers(),
			util.Prioritized(StruckText, 500))...),
		parser.WithParagraphTransformers(append(parser.DefaultParagraphTransformers(),
			util.Prioritized(Tables, 200))...),
	)
})

// plainBoxes are the boxes that are shown as boxes.
var plainBoxes = []struct {
	source string
	box    Box
}{{"[ ]", OpenBox}, {"[x]", TickedBox}, {"[X]", TickedBox}, {"[-]", DroppedBox}}

// DisplayBox finds the box that a shown item starts with; end is where the source
// goes on after it.
func DisplayBox(src []byte, item ast.Node) (b Box, end int) {
	first := item.FirstChild()
	if first == nil || first.Type() != ast.TypeBlock || first.Lines().Len() == 0 {
		return NoBox, 0
	}
	if first.Kind() != ast.KindParagraph && first.Kind() != ast.KindTextBlock {
		return NoBox, 0
	}
	line := first.Lines().At(0)
	value := line.Value(src)
	for _, b := range plainBoxes {
		after, ok := bytes.CutPrefix(value, []byte(b.source))
		if ok && (len(after) == 0 || bytes.IndexByte([]byte(" \t\r\n"), after[0]) >= 0) {
			return b.box, line.Start - line.Padding + len(b.source)
		}
	}
	return NoBox, 0
}

// Unmarked is a line without the markers of bold and struck text.
func Unmarked(s string) string { return boldMarks.Replace(s) }

var boldMarks = strings.NewReplacer("**", "", "__", "", "~~", "")
