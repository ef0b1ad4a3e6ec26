package notes

import (
	"fmt"
	"html"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	extast "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// style is how a byte of prose renders.
type style uint8

const (
	styleBold style = 1 << iota
	styleStruck
	styleCode
	styleLink
	styleBreak // the byte stands for a hard line break
)

// prose is a paragraph's text as it renders, byte by byte with the span of
// the source each byte came from. Soft line breaks are spaces, hard ones
// newlines; what does not render (delimiters, link targets, comments) lies
// between the spans.
type prose struct {
	text  []byte
	from  []int32 // source offset of the character each byte belongs to
	to    []int32 // and behind it
	style []style
	start int // where the block's text begins in the source
	end   int // and ends, trailing space aside
}

// proseParser reads the inside of blocks whose lines are handed to it.
var proseParser = parser.NewParser(
	parser.WithBlockParsers(util.Prioritized(&givenBlocks{}, 100)),
	parser.WithInlineParsers(append(parser.DefaultInlineParsers(),
		util.Prioritized(extension.NewStrikethroughParser(), 500))...),
)

// givenBlocks is a goldmark block parser that takes its blocks from the
// context, so that goldmark parses the inside of just these.
type givenBlocks struct{}

var givenBlocksKey = parser.NewContextKey()

func (*givenBlocks) Trigger() []byte { return nil }

func (*givenBlocks) Open(_ ast.Node, r text.Reader, pc parser.Context) (ast.Node, parser.State) {
	wanted, _ := pc.Get(givenBlocksKey).([]*block)
	if wanted == nil {
		return nil, parser.NoChildren
	}
	pc.Set(givenBlocksKey, nil)
	all := ast.NewDocument()
	for _, b := range wanted {
		tb := ast.NewTextBlock()
		tb.SetLines(b.lines)
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

// render reads the text of the given blocks.
func (d *document) render(wanted []*block) (err error) {
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("reading the Markdown: %v", r)
		}
	}()
	todo := wanted[:0:0]
	for _, b := range wanted {
		if b.prose == nil && b.lines != nil && b.lines.Len() > 0 {
			todo = append(todo, b)
		}
	}
	if len(todo) == 0 {
		return nil
	}
	d.refs.Set(givenBlocksKey, todo)
	reader := text.NewReader(d.src)
	reader.SetPosition(0, text.NewSegment(todo[0].lines.At(0).Start, len(d.src)))
	root := proseParser.Parse(reader, parser.WithContext(d.refs))
	if root.FirstChild() == nil {
		return fmt.Errorf("reading the Markdown: nothing was read of %d blocks", len(todo))
	}
	tb := root.FirstChild().FirstChild()
	for _, b := range todo {
		b.prose = newProse(d.src, b.lines, tb)
		tb = tb.NextSibling()
	}
	return nil
}

// newProse flattens goldmark's inline nodes.
func newProse(src []byte, lines *text.Segments, node ast.Node) *prose {
	last := lines.At(lines.Len() - 1)
	p := &prose{start: lines.At(0).Start, end: trimSpaceBack(src, lines.At(0).Start, last.Stop)}
	n := p.end - p.start
	p.text = make([]byte, 0, n)
	spans := make([]int32, 2*n)
	p.from, p.to = spans[0:0:n], spans[n:n:2*n]
	p.style = make([]style, 0, n)
	p.walk(src, node, 0)
	return p
}

func (p *prose) walk(src []byte, node ast.Node, st style) {
	for c := node.FirstChild(); c != nil; c = c.NextSibling() {
		switch n := c.(type) {
		case *ast.Text:
			p.addText(src, n, st)
		case *ast.String:
			// goldmark makes these only in extensions that are not used here.
		case *ast.Emphasis:
			if n.Level >= 2 {
				p.walk(src, n, st|styleBold)
			} else {
				p.walk(src, n, st)
			}
		case *extast.Strikethrough:
			p.walk(src, n, st|styleStruck)
		case *ast.CodeSpan:
			p.walk(src, n, st|styleCode)
		case *ast.Link, *ast.Image:
			p.walk(src, n, st|styleLink)
		case *ast.AutoLink:
			p.addAutoLink(src, n, st)
		case *ast.RawHTML:
			st = htmlStyle(src, n, st)
		default:
			p.walk(src, n, st)
		}
	}
}

// htmlStyle follows <b>, <strong>, <s> and <del>; other tags and comments
// render as nothing.
func htmlStyle(src []byte, n *ast.RawHTML, st style) style {
	if n.Segments.Len() == 0 {
		return st
	}
	first := n.Segments.At(0)
	switch strings.ToLower(string(first.Value(src))) {
	case "<b>", "<strong>":
		return st | styleBold
	case "</b>", "</strong>":
		return st &^ styleBold
	case "<s>", "<del>", "<strike>":
		return st | styleStruck
	case "</s>", "</del>", "</strike>":
		return st &^ styleStruck
	case "<br>", "<br/>", "<br />":
		return st
	}
	return st
}

func (p *prose) add(s string, from, to int, st style) {
	for i := 0; i < len(s); i++ {
		p.text = append(p.text, s[i])
		p.from = append(p.from, int32(from))
		p.to = append(p.to, int32(to))
		p.style = append(p.style, st)
	}
}

// addText adds a run of source text; escapes count by the character they
// escape, entities by what they mean.
func (p *prose) addText(src []byte, n *ast.Text, st style) {
	for i := n.Segment.Start; i < n.Segment.Stop; {
		from := i
		c := src[i]
		switch {
		case st&styleCode != 0 && (c == '\n' || c == '\r'):
			i++
			if c == '\n' {
				p.add(" ", from, i, st)
			}
		case st&styleCode == 0 && c == '\\' && i+1 < n.Segment.Stop && util.IsPunct(src[i+1]):
			i += 2
			p.add(string(src[i-1:i]), from, i, st)
		case st&styleCode == 0 && c == '&':
			s, size := entity(src[i:n.Segment.Stop])
			i += size
			p.add(s, from, i, st)
		case c < utf8.RuneSelf:
			i++
			p.text = append(p.text, c)
			p.from = append(p.from, int32(from))
			p.to = append(p.to, int32(i))
			p.style = append(p.style, st)
		default:
			_, size := utf8.DecodeRune(src[i:n.Segment.Stop])
			i += size
			p.add(string(src[from:i]), from, i, st)
		}
	}
	if n.SoftLineBreak() || n.HardLineBreak() {
		nl := n.Segment.Stop
		for nl < len(src) && src[nl] != '\n' {
			nl++
		}
		if n.HardLineBreak() {
			p.add("\n", n.Segment.Stop, min(nl+1, len(src)), st|styleBreak)
		} else {
			p.add(" ", n.Segment.Stop, min(nl+1, len(src)), st)
		}
	}
}

// entity reads &amp; and its kin at the start of s.
func entity(s []byte) (string, int) {
	for i := 1; i < len(s) && i < 40; i++ {
		if s[i] == ';' {
			if got := html.UnescapeString(string(s[:i+1])); got != string(s[:i+1]) {
				return got, i + 1
			}
			break
		}
	}
	return "&", 1
}

func (p *prose) addAutoLink(src []byte, n *ast.AutoLink, st style) {
	from := n.Pos()
	if from < 0 || from >= len(src) {
		return
	}
	if src[from] == '<' {
		from++
	}
	label := n.Label(src)
	for i := range label {
		p.add(string(label[i:i+1]), from+i, from+i+1, st|styleLink)
	}
}

// trimSpaceBack moves end back over white space, not beyond start.
func trimSpaceBack(src []byte, start, end int) int {
	for end > start && (src[end-1] == ' ' || src[end-1] == '\t' || src[end-1] == '\n' || src[end-1] == '\r') {
		end--
	}
	return end
}

// A clause is a stretch of prose, as offsets into its text.
type clause struct{ a, b int }

// clauses splits prose at its hard breaks and trims each part.
func (p *prose) clauses(from int) []clause {
	var all []clause
	for i := from; i <= len(p.text); i++ {
		if i == len(p.text) || p.style[i]&styleBreak != 0 {
			if c := p.trim(from, i); c.a < c.b {
				all = append(all, c)
			}
			from = i + 1
		}
	}
	return all
}

// trim takes white space off both ends.
func (p *prose) trim(a, b int) clause {
	for a < b {
		r, n := utf8.DecodeRune(p.text[a:b])
		if !unicode.IsSpace(r) {
			break
		}
		a += n
	}
	for a < b {
		r, n := utf8.DecodeLastRune(p.text[a:b])
		if !unicode.IsSpace(r) {
			break
		}
		b -= n
	}
	return clause{a, b}
}

// outer is the span of the source that a stretch of prose comes from, with
// the delimiters around it.
func (p *prose) outer(c clause) (from, to int) {
	from, to = p.start, p.end
	if c.a > 0 {
		from = int(p.to[c.a-1])
	}
	if c.b < len(p.text) {
		to = int(p.from[c.b])
	}
	return from, to
}

// all reports whether every letter, digit and sign of c has the style.
func (p *prose) all(c clause, st style) bool {
	seen := false
	for i := c.a; i < c.b; i++ {
		if p.text[i] == ' ' || p.text[i] == '\t' || p.style[i]&styleBreak != 0 {
			continue
		}
		if p.style[i]&st == 0 {
			return false
		}
		seen = true
	}
	return seen
}
