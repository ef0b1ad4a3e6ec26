package markdown

import (
	"html"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// style is how a byte of prose renders.
type style uint8

const (
	Bold style = 1 << iota
	Struck
	Code
	Link
	hardBreak // the byte stands for a hard line break
	softBreak // the byte stands for a soft line break
)

// Prose is a paragraph's text as it renders, byte by byte with the span of
// the source each byte came from. Soft line breaks are spaces, hard ones
// newlines; what does not render (delimiters, link targets, comments) lies
// between the spans.
type Prose struct {
	Text  []byte
	begin []int32 // source offset of the character each byte belongs to
	stop  []int32 // and behind it
	Style []style
	Start int // where the block's text begins in the source
	End   int // and ends, trailing space aside
}

// Plain reports whether the text is the source itself, one line without any
// markup.
func (p *Prose) Plain() bool { return p.Style == nil }

// From is the source offset of the character that byte i of the text belongs
// to.
func (p *Prose) From(i int) int {
	if p.Plain() {
		return p.Start + i
	}
	return int(p.begin[i])
}

// To is the source offset behind that character.
func (p *Prose) To(i int) int {
	if p.Plain() {
		return p.Start + i + 1
	}
	return int(p.stop[i])
}

// Styled reports whether byte i of the text renders in a style.
func (p *Prose) Styled(i int, st style) bool { return i < len(p.Style) && p.Style[i]&st != 0 }

// BreaksLine reports whether byte i stands for a soft line break.
func (p *Prose) BreaksLine(i int) bool { return p.Styled(i, softBreak) }

// markup are the bytes that begin anything inside a line.
var Markup = [256]bool{'\\': true, '`': true, '*': true, '_': true, '[': true, '!': true, '<': true, '&': true, '~': true, '\n': true, '\r': true, 0: true}

// Render gives the blocks their text. It fails where goldmark does, which can
// only be at blocks that are not goldmark's own.
func (d *Document) Render(wanted []*Block) error {
	todo := wanted[:0:0]
	for _, b := range wanted {
		if b.Prose != nil || len(b.Lines) == 0 {
			continue
		}
		if p, ok := d.plainProse(b.Lines); ok {
			b.Prose = p
			continue
		}
		todo = append(todo, b)
	}
	slab := newSlab(todo)
	inside := todo[:0:0]
	for _, b := range todo {
		if b.Prose = slab.strong(d, b.Lines); b.Prose == nil {
			inside = append(inside, b)
		}
	}
	if err := d.parseInside(inside); err != nil {
		return err
	}
	for _, b := range inside {
		b.Prose = slab.prose(d.Src, b)
	}
	return nil
}

// slab holds the prose of many blocks in few allocations.
type slab struct {
	all   []Prose
	text  []byte
	spans []int32
	style []style
}

func newSlab(blocks []*Block) *slab {
	n := 0
	for _, b := range blocks {
		n += b.Lines[len(b.Lines)-1].Stop - b.Lines[0].Start
	}
	return &slab{make([]Prose, len(blocks)), make([]byte, n), make([]int32, 2*n), make([]style, n)}
}

// prose flattens goldmark's inline nodes.
func (s *slab) prose(src []byte, b *Block) *Prose {
	p := s.room(src, b.Lines)
	p.walk(src, b.node, 0)
	return p
}

// room is what the prose of a block's lines takes up; what renders longer than
// its source (some entities do) moves out.
func (s *slab) room(src []byte, lines []text.Segment) *Prose {
	p := &s.all[0]
	s.all = s.all[1:]
	first, last := lines[0].Start, lines[len(lines)-1].Stop
	n := last - first
	p.Start, p.End = first, trimSpaceBack(src, first, last)
	p.Text, s.text = s.text[:0:n], s.text[n:]
	p.begin, p.stop, s.spans = s.spans[:0:n], s.spans[n:n:2*n], s.spans[2*n:]
	p.Style, s.style = s.style[:0:n], s.style[n:]
	return p
}

func (p *Prose) walk(src []byte, node ast.Node, st style) {
	for c := node.FirstChild(); c != nil; c = c.NextSibling() {
		switch n := c.(type) {
		case *ast.Text:
			p.addText(src, n, st)
		case *ast.String:
			// goldmark makes these only in extensions that are not used here.
		case *ast.Emphasis:
			if n.Level >= 2 {
				p.walk(src, n, st|Bold)
			} else {
				p.walk(src, n, st)
			}
		case *extast.Strikethrough:
			p.walk(src, n, st|Struck)
		case *ast.CodeSpan:
			p.walk(src, n, st|Code)
		case *ast.Link, *ast.Image:
			p.walk(src, n, st|Link)
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
		return st | Bold
	case "</b>", "</strong>":
		return st &^ Bold
	case "<s>", "<del>", "<strike>":
		return st | Struck
	case "</s>", "</del>", "</strike>":
		return st &^ Struck
	case "<br>", "<br/>", "<br />":
		return st
	}
	return st
}

func (p *Prose) add(s string, from, to int, st style) {
	for i := 0; i < len(s); i++ {
		p.Text = append(p.Text, s[i])
		p.begin = append(p.begin, int32(from))
		p.stop = append(p.stop, int32(to))
		p.Style = append(p.Style, st)
	}
}

// addRune adds the character of the source at from, and says where it ends.
func (p *Prose) addRune(src []byte, from, end int, st style) int {
	size := 1
	if src[from] >= utf8.RuneSelf {
		_, size = utf8.DecodeRune(src[from:end])
	}
	for i := range size {
		p.Text = append(p.Text, src[from+i])
		p.begin = append(p.begin, int32(from))
		p.stop = append(p.stop, int32(from+size))
		p.Style = append(p.Style, st)
	}
	return from + size
}

// addText adds a run of source text; escapes count by the character they
// escape, entities by what they mean.
func (p *Prose) addText(src []byte, n *ast.Text, st style) {
	for i := n.Segment.Start; i < n.Segment.Stop; {
		from := i
		c := src[i]
		switch {
		case st&Code != 0 && (c == '\n' || c == '\r'):
			i++
			if c == '\n' {
				p.add(" ", from, i, st)
			}
		case st&Code == 0 && c == '\\' && i+1 < n.Segment.Stop && util.IsPunct(src[i+1]):
			i += 2
			p.add(string(src[i-1:i]), from, i, st)
		case st&Code == 0 && c == '&':
			s, size := entity(src[i:n.Segment.Stop])
			i += size
			p.add(s, from, i, st)
		default:
			i = p.addRune(src, i, n.Segment.Stop, st)
		}
	}
	if n.SoftLineBreak() || n.HardLineBreak() {
		nl := n.Segment.Stop
		for nl < len(src) && src[nl] != '\n' {
			nl++
		}
		if n.HardLineBreak() {
			p.add("\n", n.Segment.Stop, min(nl+1, len(src)), st|hardBreak)
		} else {
			p.add(" ", n.Segment.Stop, min(nl+1, len(src)), st|softBreak)
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

func (p *Prose) addAutoLink(src []byte, n *ast.AutoLink, st style) {
	from := n.Pos()
	if from < 0 || from >= len(src) {
		return
	}
	if src[from] == '<' {
		from++
	}
	label := n.Label(src)
	for i := range label {
		p.add(string(label[i:i+1]), from+i, from+i+1, st|Link)
	}
}

// trimSpaceBack moves end back over white space, not beyond start.
func trimSpaceBack(src []byte, start, end int) int {
	for end > start && (src[end-1] == ' ' || src[end-1] == '\t' || src[end-1] == '\n' || src[end-1] == '\r') {
		end--
	}
	return end
}

// Span is a stretch of prose, as offsets into its text.
type Span struct{ From, To int }

// Clauses splits prose at its hard breaks, and where a line begins anew with
// bold (see anew), and trims each part.
func (p *Prose) Clauses(from int) []Span {
	if p.Plain() {
		if c := p.Trim(from, len(p.Text)); c.From < c.To {
			return []Span{c}
		}
		return nil
	}
	var all []Span
	for i := from; i <= len(p.Text); i++ {
		if i == len(p.Text) || p.Styled(i, hardBreak) || p.Styled(i, softBreak) && p.anew(from, i) {
			if c := p.Trim(from, i); c.From < c.To {
				all = append(all, c)
			}
			from = i + 1
		}
	}
	return all
}

// anew reports whether the soft break at i ends a clause: the line behind it is
// bold from its start to its end, metadata and closing signs aside, and what is
// before it has come to an end, being bold or closed as well. People type one
// promise below another without a bullet, and editors do not add one.
func (p *Prose) anew(from, i int) bool {
	before := p.Trim(from, i)
	if before.From == before.To || p.Styled(i, Bold) {
		return false
	}
	last := before.To - 1
	if !p.Styled(last, Bold) && strings.IndexByte(".;!?)", p.Text[last]) < 0 {
		return false
	}
	end := i + 1
	for end < len(p.Text) && !p.Styled(end, hardBreak|softBreak) {
		end++
	}
	line := p.Trim(i+1, end)
	bold := line.From
	for bold < line.To && p.Styled(bold, Bold) {
		bold++
	}
	rest := strings.TrimSpace(string(p.Text[bold:line.To]))
	return bold > line.From && (strings.Trim(rest, ".;!") == "" || rest[0] == '(' && strings.HasSuffix(strings.TrimRight(rest, ".;"), ")"))
}

// Trim takes white space off both ends.
func (p *Prose) Trim(a, b int) Span {
	for a < b {
		r, n := utf8.DecodeRune(p.Text[a:b])
		if !unicode.IsSpace(r) {
			break
		}
		a += n
	}
	for a < b {
		r, n := utf8.DecodeLastRune(p.Text[a:b])
		if !unicode.IsSpace(r) {
			break
		}
		b -= n
	}
	return Span{a, b}
}

// Outer is the span of the source that a stretch of prose comes from, with
// the delimiters around it.
func (p *Prose) Outer(c Span) (from, to int) {
	from, to = p.Start, p.End
	if c.From > 0 {
		from = p.To(c.From - 1)
	}
	if c.To < len(p.Text) {
		to = p.From(c.To)
	}
	return from, to
}

// All reports whether every letter, digit and sign of c has the style.
func (p *Prose) All(c Span, st style) bool {
	if p.Plain() {
		return false
	}
	seen := false
	for i := c.From; i < c.To; i++ {
		if p.Text[i] == ' ' || p.Text[i] == '\t' || p.Style[i]&hardBreak != 0 {
			continue
		}
		if p.Style[i]&st == 0 {
			return false
		}
		seen = true
	}
	return seen
}
