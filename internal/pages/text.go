package pages

import (
	"bytes"
	"html/template"

	"github.com/yuin/goldmark/text"

	"oneonone/notes/markdown"
)

// Text is Markdown to show on a page: nothing in it runs or fetches anything.
// HTML is shown as written, comments are left out, links lead to the web, to a
// mailbox or to another place on the page, and a picture is shown if its data is
// in the text.
type Text struct {
	Src []byte
	// Level is the level that the highest heading gets.
	Level int
	// Named are IDs for places on the page, by line number; of two in one block the
	// first is kept.
	Named map[int]string
	// Hidden are the numbers of the lines whose item or paragraph is left out.
	Hidden map[int]bool
	// Place returns where on the page a link within the notes leads, as "#" and an
	// ID, or "".
	Place func(link string) string
}

// HTML is the text as part of a page. named are the IDs, by the lines that have
// one or share a block with a line that has.
func (t *Text) HTML() (out template.HTML, named map[int]string) {
	src := withoutComments(t.Src)
	if markdown.TooMuch(src) != "" {
		return asWritten(src), nil
	}
	tree := markdown.Display().Parse(text.NewReader(src))
	w := walk{Text: t, src: src, named: map[int]string{}}
	w.blocks(tree)
	for _, n := range w.hidden {
		n.Parent().RemoveChild(n.Parent(), n)
	}
	dropEmpty(tree)
	var b bytes.Buffer
	if err := toHTML(t.Place).Render(&b, src, tree); err != nil {
		return asWritten(src), nil
	}
	return template.HTML(b.String()), w.named // goldmark escapes the text in it, and we escape the rest
}

// asWritten is a text that is not read as Markdown.
func asWritten(src []byte) template.HTML {
	return template.HTML("<pre>" + template.HTMLEscapeString(string(src)) + "</pre>")
}

// Blank turns a stretch of a text into empty lines, so that all others keep their
// numbers.
func Blank(src []byte, from, to int) {
	for i := from; i < to; i++ {
		if src[i] != '\n' {
			src[i] = ' '
		}
	}
}

// withoutComments is the text with comments blanked out, since they are prompts
// and not notes.
func withoutComments(src []byte) []byte {
	src = bytes.Clone(src)
	for at := 0; ; {
		i := bytes.Index(src[at:], []byte("<!--"))
		if i < 0 {
			return src
		}
		from, to := at+i, len(src)
		if j := bytes.Index(src[from:], []byte("-->")); j >= 0 {
			to = from + j + len("-->")
		}
		Blank(src, from, to)
		at = to
	}
}
