package markdown

import (
	"bytes"
	"unicode"
	"unicode/utf8"

	"github.com/yuin/goldmark/text"
)

// Most lines hold no markup, or nothing but a box and **bold**. These are
// rendered here as goldmark would (TestPlainProseIsReadAsGoldmarkReadsIt).

// line is a block's one line without the white space at its end; ok is false
// for several.
func (d *Document) line(lines []text.Segment) (line []byte, ok bool) {
	if len(lines) != 1 || lines[0].Padding > 0 {
		return nil, false
	}
	seg := lines[0]
	return d.Src[seg.Start:trimSpaceBack(d.Src, seg.Start, seg.Stop)], true
}

// plainProse gives the text of a block of one line in which nothing means
// anything to Markdown.
func (d *Document) plainProse(lines []text.Segment) (p *Prose, ok bool) {
	line, ok := d.line(lines)
	if !ok {
		return nil, false
	}
	for _, c := range line {
		if Markup[c] && (c != '[' || d.mayLink(line)) {
			return nil, false
		}
	}
	start := lines[0].Start
	return &Prose{Text: line, Start: start, End: start + len(line)}, true
}

// mayLink reports whether brackets in a line may be a link. A box is none, nor
// is a name.
func (d *Document) mayLink(line []byte) bool {
	return d.refs != nil || bytes.Contains(line, []byte("](")) || bytes.Contains(line, []byte("]["))
}

// strong renders a block of one line whose only markup is **bold** at the
// borders of words, nil for any other.
func (s *slab) strong(d *Document, lines []text.Segment) *Prose {
	line, ok := d.line(lines)
	if !ok || !d.onlyBold(line) {
		return nil
	}
	p, from, bold := s.room(d.Src, lines), lines[0].Start, style(0)
	for i := 0; i < len(line); {
		if line[i] == '*' {
			bold ^= Bold
			i += 2
			continue
		}
		i = p.addRune(d.Src, from+i, p.End, bold) - from
	}
	return p
}

// onlyBold reports whether a line's markup is pairs of ** alone, of which each
// can be nothing but what it is taken for: before the first stands a space,
// behind the second a space or a sign.
func (d *Document) onlyBold(line []byte) bool {
	open := false
	for i := 0; i < len(line); i++ {
		switch c := line[i]; {
		case c == '*':
			if open && !closesBold(line, i) || !open && !opensBold(line, i) {
				return false
			}
			open = !open
			i++
		case Markup[c] && (c != '[' || d.mayLink(line)):
			return false
		}
	}
	return !open
}

// opensBold reports whether ** at i begins a word.
func opensBold(line []byte, i int) bool {
	next, _ := utf8.DecodeRune(line[min(i+2, len(line)):])
	return bytes.HasPrefix(line[i:], []byte("**")) && (i == 0 || line[i-1] == ' ') &&
		(next > ' ' && next < utf8.RuneSelf && next != '*' || unicode.IsLetter(next))
}

// closesBold reports whether ** at i ends a word, or a sign at the end of one.
func closesBold(line []byte, i int) bool {
	before, _ := utf8.DecodeLastRune(line[:i])
	word := unicode.IsLetter(before) || unicode.IsDigit(before)
	if !bytes.HasPrefix(line[i:], []byte("**")) || !word && (before <= ' ' || before >= utf8.RuneSelf || before == '*') {
		return false
	}
	return i+2 == len(line) || line[i+2] == ' ' || bytes.IndexByte([]byte(".,;:!?)"), line[i+2]) >= 0
}
