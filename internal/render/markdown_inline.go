package render

import (
	"bytes"
	"strings"

	"github.com/yuin/goldmark/ast"
	east "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/util"

	"oneonone/internal/columns"
	"oneonone/internal/text"
)

// fragment is text of one style, clean and on one line.
type fragment struct {
	text  string
	style Style
}

// unit is something a line may be broken before: a word, or a character of a
// script without spaces.
type unit struct {
	fragments []fragment
	width     int
	spaced    bool // preceded by a space, unless it begins a line
	hard      bool // a line begins with it
}

// units is the text in block n.
func (m *page) units(n ast.Node, style Style) []unit {
	var u unitsOf
	m.inlines(&u, n, style)
	return u.units
}

func (m *page) inlines(u *unitsOf, n ast.Node, style Style) {
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		m.inline(u, c, style)
	}
}

func (m *page) inline(u *unitsOf, n ast.Node, style Style) {
	switch n := n.(type) {
	case *ast.Text:
		m.text(u, n, style)
	case *ast.String:
		u.add(Clean(string(n.Value)), style)
	case *ast.CodeSpan:
		m.signed(u, n, style.And(Name), "`")
	case *ast.Emphasis:
		if n.Level == 1 {
			m.signed(u, n, style.And(italic), "*")
		} else {
			m.signed(u, n, style.And(Bold), "**")
		}
	case *east.Strikethrough:
		m.signed(u, n, style.And(strike), "~~")
	case *ast.Link:
		m.inlines(u, n, style.And(under))
		m.target(u, n.Destination, n.Title, plainText(n, m.src))
	case *ast.Image:
		m.inlines(u, n, style)
		m.target(u, n.Destination, n.Title, plainText(n, m.src))
	case *ast.AutoLink:
		u.add(Clean(string(n.Label(m.src))), style.And(under))
	case *ast.RawHTML:
		u.add(Clean(string(n.Segments.Value(m.src))), Muted)
	default:
		m.inlines(u, n, style)
	}
}

// signed is styled text; without colour its markers show what it is.
func (m *page) signed(u *unitsOf, n ast.Node, style Style, sign string) {
	if m.o.Color {
		m.inlines(u, n, style)
		return
	}
	u.add(sign, Plain)
	m.inlines(u, n, Plain)
	u.add(sign, Plain)
}

func (m *page) target(u *unitsOf, url, title []byte, words string) {
	if s := target(url, title, words); s != "" {
		u.add(" ("+Clean(s)+")", Muted)
	}
}

func (m *page) text(u *unitsOf, n *ast.Text, style Style) {
	segment := n.Segment
	if segment.Start < m.shown {
		segment.Start = min(m.shown, segment.Stop)
		segment.Padding = 0
	}
	value := segment.Value(m.src)
	switch {
	case n.IsRaw() && m.cell:
		value = bytes.ReplaceAll(value, []byte(`\|`), []byte("|"))
	case !n.IsRaw():
		value = util.ResolveEntityNames(util.ResolveNumericReferences(util.UnescapePunctuations(value)))
	}
	u.add(Clean(string(value)), style)
	switch {
	case n.HardLineBreak():
		u.breakLine()
	case n.SoftLineBreak():
		u.add(" ", style)
	}
}

// plainText is the words of a link.
func plainText(n ast.Node, src []byte) string {
	var b strings.Builder
	ast.Walk(n, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if t, ok := n.(*ast.Text); ok && entering {
			b.Write(t.Segment.Value(src))
		}
		return ast.WalkContinue, nil
	})
	return b.String()
}

// unitsOf gathers units from clean text.
type unitsOf struct {
	units        []unit
	space, broke bool // seen since the last character
	last         rune
}

func (u *unitsOf) breakLine() { u.broke = true }

func (u *unitsOf) add(s string, style Style) {
	for len(s) > 0 {
		if s[0] == ' ' || s[0] == '\t' || s[0] == '\n' {
			u.space = true
			s = s[1:]
			continue
		}
		end := strings.IndexAny(s, " \t\n")
		if end < 0 {
			end = len(s)
		}
		u.word(s[:end], style)
		s = s[end:]
	}
}

// word adds text without spaces, broken where its script allows.
func (u *unitsOf) word(s string, style Style) {
	from := 0
	for i, r := range s {
		if u.space || u.broke || len(u.units) == 0 || breakable(u.last, r) {
			u.grow(s[from:i], style)
			u.units = append(u.units, unit{spaced: u.space, hard: u.broke})
			u.space, u.broke = false, false
			from = i
		}
		u.last = r
	}
	u.grow(s[from:], style)
}

// grow adds text to the last unit.
func (u *unitsOf) grow(s string, style Style) {
	if s == "" {
		return
	}
	last := &u.units[len(u.units)-1]
	last.fragments = append(last.fragments, fragment{s, style})
	last.width += columns.Width(s)
}

// breakable reports whether a line may end between two characters that have
// no space between them.
func breakable(a, b rune) bool {
	return text.Ideographic(a) && text.Ideographic(b)
}

// fill sets units in lines of at most width columns. A wider unit is broken.
func fill(units []unit, width int) [][]fragment {
	var lines [][]fragment
	var line []fragment
	used := 0
	for i, u := range units {
		space := 0
		if u.spaced && used > 0 {
			space = 1
		}
		if i > 0 && (u.hard || used+space+u.width > width) && used > 0 {
			lines = append(lines, line)
			line, used, space = nil, 0, 0
		}
		if space > 0 {
			line = append(line, fragment{" ", spaceStyle(line, u)})
			used++
		}
		for _, f := range u.fragments {
			for {
				head, w, tail := columns.Split(f.text, width-used)
				if head != "" {
					line = append(line, fragment{head, f.style})
					used += w
				}
				if tail == "" {
					break
				}
				lines = append(lines, line)
				line, used, f.text = nil, 0, tail
			}
		}
	}
	if len(line) > 0 {
		lines = append(lines, line)
	}
	return lines
}

// spaceStyle is the style of the space between two words: theirs when they
// share one, so that a struck phrase is struck throughout.
func spaceStyle(line []fragment, next unit) Style {
	if n := len(line); n > 0 && len(next.fragments) > 0 && line[n-1].style == next.fragments[0].style {
		return line[n-1].style
	}
	return Plain
}

// paintLine joins fragments; neighbours in the same style share one escape sequence.
func (m *page) paintLine(line []fragment) string {
	var b strings.Builder
	for i := 0; i < len(line); {
		from := i
		var run strings.Builder
		for i < len(line) && line[i].style == line[from].style {
			run.WriteString(line[i].text)
			i++
		}
		b.WriteString(m.o.paint(line[from].style, run.String()))
	}
	return b.String()
}
