package notes

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
	styleBold style = 1 << iota
	styleStruck
	styleCode
	styleLink
	styleBreak // the byte stands for a hard line break
	styleSoft  // the byte stands for a soft line break
)

// prose is a paragraph's text as it renders, byte by byte with the span of
// the source each byte came from. Soft line breaks are spaces, hard ones
// newlines; what does not render (delimiters, link targets, comments) lies
// between the spans.
type prose struct {
	text  []byte
	begin []int32 // source offset of the character each byte belongs to
	stop  []int32 // and behind it
	style []style
	start int // where the block's text begins in the source
	end   int // and ends, trailing space aside
}

// plain reports whether the text is the source itself, one line without any
// markup.
func (p *prose) plain() bool { return p.style == nil }

// from is the source offset of the character that byte i of the text belongs
// to.
func (p *prose) from(i int) int {
	if p.plain() {
		return p.start + i
	}
	return int(p.begin[i])
}

// to is the source offset behind that character.
func (p *prose) to(i int) int {
	if p.plain() {
		return p.start + i + 1
	}
	return int(p.stop[i])
}

func (p *prose) styled(i int, st style) bool { return i < len(p.style) && p.style[i]&st != 0 }

// plainProse gives the text of a block of one line without any byte that
// means something to Markdown inside a line; ok is false when there is one, or
// a second line.
func plainProse(src []byte, lines *text.Segments) (p *prose, ok bool) {
	if lines.Len() != 1 {
		return nil, false
	}
	seg := lines.At(0)
	if seg.Padding > 0 {
		return nil, false
	}
	end := trimSpaceBack(src, seg.Start, seg.Stop)
	line := src[seg.Start:end]
	for _, c := range line {
		if markup[c] {
			return nil, false
		}
	}
	return &prose{text: line, start: seg.Start, end: end}, true
}

// markup are the bytes that begin anything inside a line.
var markup = [256]bool{'\\': true, '`': true, '*': true, '_': true, '[': true, '!': true, '<': true, '&': true, '~': true, '\n': true, '\r': true, 0: true}

// render gives the blocks their text. It fails where goldmark does, which can
// only be at blocks that are not goldmark's own.
func (d *document) render(wanted []*block) error {
	todo := wanted[:0:0]
	for _, b := range wanted {
		if b.prose != nil || b.lines == nil || b.lines.Len() == 0 {
			continue
		}
		if p, ok := plainProse(d.src, b.lines); ok {
			b.prose = p
			continue
		}
		todo = append(todo, b)
	}
	if err := d.parseInside(todo); err != nil {
		return err
	}
	slab := newSlab(todo)
	for _, b := range todo {
		b.prose = slab.prose(d.src, b)
	}
	return nil
}

// slab holds the prose of many blocks in few allocations.
type slab struct {
	all   []prose
	text  []byte
	spans []int32
	style []style
}

func newSlab(blocks []*block) *slab {
	n := 0
	for _, b := range blocks {
		n += b.lines.At(b.lines.Len()-1).Stop - b.lines.At(0).Start
	}
	return &slab{make([]prose, len(blocks)), make([]byte, n), make([]int32, 2*n), make([]style, n)}
}

// prose flattens goldmark's inline nodes. Each gets the room its source takes
// up; what renders longer than its source (some entities do) moves out.
func (s *slab) prose(src []byte, b *block) *prose {
	p := &s.all[0]
	s.all = s.all[1:]
	lines := b.lines
	first, last := lines.At(0).Start, lines.At(lines.Len()-1).Stop
	n := last - first
	p.start, p.end = first, trimSpaceBack(src, first, last)
	p.text, s.text = s.text[:0:n], s.text[n:]
	p.begin, p.stop, s.spans = s.spans[:0:n], s.spans[n:n:2*n], s.spans[2*n:]
	p.style, s.style = s.style[:0:n], s.style[n:]
	p.walk(src, b.node, 0)
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
		p.begin = append(p.begin, int32(from))
		p.stop = append(p.stop, int32(to))
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
			p.begin = append(p.begin, int32(from))
			p.stop = append(p.stop, int32(i))
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
			p.add(" ", n.Segment.Stop, min(nl+1, len(src)), st|styleSoft)
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

// clauses splits prose at its hard breaks, and where a line begins anew with
// bold (see anew), and trims each part.
func (p *prose) clauses(from int) []clause {
	if p.plain() {
		if c := p.trim(from, len(p.text)); c.a < c.b {
			return []clause{c}
		}
		return nil
	}
	var all []clause
	for i := from; i <= len(p.text); i++ {
		if i == len(p.text) || p.styled(i, styleBreak) || p.styled(i, styleSoft) && p.anew(from, i) {
			if c := p.trim(from, i); c.a < c.b {
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
func (p *prose) anew(from, i int) bool {
	before := p.trim(from, i)
	if before.a == before.b || p.styled(i, styleBold) {
		return false
	}
	last := before.b - 1
	if !p.styled(last, styleBold) && strings.IndexByte(".;!?)", p.text[last]) < 0 {
		return false
	}
	end := i + 1
	for end < len(p.text) && !p.styled(end, styleBreak|styleSoft) {
		end++
	}
	line := p.trim(i+1, end)
	bold := line.a
	for bold < line.b && p.styled(bold, styleBold) {
		bold++
	}
	rest := strings.TrimSpace(string(p.text[bold:line.b]))
	return bold > line.a && (strings.Trim(rest, ".;!") == "" || rest[0] == '(' && strings.HasSuffix(strings.TrimRight(rest, ".;"), ")"))
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
		from = p.to(c.a - 1)
	}
	if c.b < len(p.text) {
		to = p.from(c.b)
	}
	return from, to
}

// all reports whether every letter, digit and sign of c has the style.
func (p *prose) all(c clause, st style) bool {
	if p.plain() {
		return false
	}
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
