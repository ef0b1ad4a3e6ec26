package markdown

import (
	"html"
	"strings"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/util"
)

// Markup are the bytes that can begin markup inside a line.
var Markup = [256]bool{'\\': true, '`': true, '*': true, '_': true, '[': true, '!': true, '<': true, '&': true, '~': true, '\n': true, '\r': true, 0: true}

// Render gives the blocks their text. It fails if goldmark does, which it can
// only on blocks that are not its own.
func (d *Document) Render(wanted []*Block) error {
	s := slab{all: make([]Prose, len(wanted))}
	var marked, inside []*Block
	for _, b := range wanted {
		if b.Prose != nil || len(b.Lines) == 0 {
			continue
		}
		if !s.plain(d, b) {
			marked = append(marked, b)
			s.size += b.Lines[len(b.Lines)-1].Stop - b.Lines[0].Start
		}
	}
	for _, b := range marked {
		if !s.strong(d, b) {
			inside = append(inside, b)
		}
	}
	if err := d.parseInside(inside); err != nil {
		return err
	}
	for _, b := range inside {
		s.prose(d.Src, b)
	}
	return nil
}

// slab holds the prose of many blocks in few allocations.
type slab struct {
	all  []Prose
	size int // of all text that is not the source itself
	text []byte
}

// prose flattens goldmark's inline nodes.
func (s *slab) prose(src []byte, b *Block) {
	b.Prose = s.marked(src, b)
	b.Prose.walk(src, b.node, 0)
}

// marked is an empty text with room for as much as its source takes up; one that
// renders longer (some entities do) is reallocated.
func (s *slab) marked(src []byte, b *Block) *Prose {
	first, last := b.Lines[0].Start, b.Lines[len(b.Lines)-1].Stop
	n := last - first
	if len(s.text) < n {
		s.text = make([]byte, max(n, s.size))
	}
	p := s.next()
	*p = Prose{Text: s.text[:0:n], Start: first, End: trimSpaceBack(src, first, last), marked: true, runs: make([]run, 0, 4)}
	s.text, s.size = s.text[n:], s.size-n
	return p
}

func (s *slab) next() *Prose {
	p := &s.all[0]
	s.all = s.all[1:]
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

// add adds a character that is written differently in the source.
func (p *Prose) add(s string, from, to int, st style) {
	p.runs = append(p.runs, run{int32(len(p.Text)), int32(from), int32(to), st, true})
	p.Text = append(p.Text, s...)
}

// addSource adds what renders as it is in the source.
func (p *Prose) addSource(src []byte, from, to int, st style) {
	if n := len(p.runs); n > 0 && !p.runs[n-1].whole && p.runs[n-1].style == st && int(p.runs[n-1].to) == from {
		p.runs[n-1].to = int32(to)
	} else if from < to {
		p.runs = append(p.runs, run{int32(len(p.Text)), int32(from), int32(to), st, false})
	}
	p.Text = append(p.Text, src[from:to]...)
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
			for i++; i < n.Segment.Stop && plainByte(src[i]); i++ {
			}
			p.addSource(src, from, i, st)
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

// plainByte reports whether a byte never begins an escape or an entity.
func plainByte(c byte) bool { return c != '\\' && c != '&' && c != '\n' && c != '\r' }

// entity reads &amp; and the like at the start of s.
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
