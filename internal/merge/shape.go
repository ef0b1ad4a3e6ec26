package merge

import (
	"bytes"
	"strings"

	"oneonone/internal/text"
	"oneonone/notes/markdown"
)

// shape is a text without what an editor or a web form changes on every line, which is
// kept beside it.
type shape struct {
	mark    string // the byte-order mark
	newline string
	ended   bool // the last line has a newline
	lines   []string
}

func shapeOf(src []byte) shape {
	s := shape{newline: markdown.NewlineOf(src)}
	rest := string(src)
	if after, ok := strings.CutPrefix(rest, text.ByteOrderMark); ok {
		s.mark, rest = text.ByteOrderMark, after
	}
	rest = strings.ReplaceAll(rest, "\r\n", "\n")
	if rest == "" {
		return s
	}
	rest, s.ended = strings.CutSuffix(rest, "\n")
	s.lines = strings.Split(rest, "\n")
	return s
}

func (s shape) bytes() []byte {
	var b bytes.Buffer
	b.WriteString(s.mark)
	b.WriteString(strings.Join(s.lines, s.newline))
	if s.ended && len(s.lines) > 0 {
		b.WriteString(s.newline)
	}
	return b.Bytes()
}

// parts are the front matter with its fences, empty when there is none, and
// what follows.
func (s shape) parts() (front, body []string) {
	src := []byte(strings.Join(s.lines, "\n") + "\n")
	f := markdown.SplitFrontMatter("", src)
	n := bytes.Count(src[:f.End], []byte("\n"))
	return s.lines[:n], s.lines[n:]
}
