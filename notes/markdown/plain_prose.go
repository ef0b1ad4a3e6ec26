package markdown

import (
	"bytes"
	"unicode"
	"unicode/utf8"

	"github.com/yuin/goldmark/text"
)

// Most lines have no markup, or only a box and **bold**. These are rendered here
// as goldmark would (FuzzPlainProse).

// words is a line of a block without its end. ok is false if the white space
// around the words would matter.
func (d *Document) words(line text.Segment, last bool) (words []byte, ok bool) {
	if last {
		return d.Src[line.Start:trimSpaceBack(d.Src, line.Start, line.Stop)], line.Padding == 0
	}
	words, ok = bytes.CutSuffix(d.Src[line.Start:line.Stop], Newline)
	return words, ok && line.Padding == 0 && len(words) > 0 && words[len(words)-1] > ' '
}

// plain renders a block of one line without any markup; it reports false for any
// other.
func (s *slab) plain(d *Document, b *Block) bool {
	words, ok := d.words(b.Lines[0], true)
	if !ok || len(b.Lines) > 1 {
		return false
	}
	for _, c := range words {
		if Markup[c] && (c != '[' || d.mayLink(words)) {
			return false
		}
	}
	b.Prose = s.next()
	*b.Prose = Prose{Text: words, Start: b.Lines[0].Start, End: b.Lines[0].Start + len(words)}
	return true
}

// mayLink reports whether brackets in words may be a link. A box cannot, nor can
// a name.
func (d *Document) mayLink(words []byte) bool {
	return d.refs != nil || bytes.Contains(words, []byte("](")) || bytes.Contains(words, []byte("]["))
}

// strong renders a block whose only markup is **bold** at the borders of
// words; it reports false for any other.
func (s *slab) strong(d *Document, b *Block) bool {
	if !d.onlyBold(b.Lines) {
		return false
	}
	p, bold := s.marked(d.Src, b), style(0)
	for i, line := range b.Lines {
		words, _ := d.words(line, i+1 == len(b.Lines))
		from, end := line.Start, line.Start+len(words)
		for size := bytes.IndexByte(words, '*'); size >= 0; size = bytes.IndexByte(d.Src[from:end], '*') {
			p.addSource(d.Src, from, from+size, bold)
			from += size + len("**")
			bold ^= Bold
		}
		p.addSource(d.Src, from, end, bold)
		if end < p.End {
			p.add(" ", end, end+1, bold|softBreak)
		}
	}
	b.Prose = p
	return true
}

// onlyBold reports whether the only markup of lines is pairs of ** that cannot be
// anything else: a space before the first, a space or punctuation after the
// second.
func (d *Document) onlyBold(lines []text.Segment) bool {
	open, all := false, d.Src[lines[0].Start:lines[len(lines)-1].Stop]
	for n, line := range lines {
		words, ok := d.words(line, n+1 == len(lines))
		if !ok {
			return false
		}
		for i := 0; i < len(words); i++ {
			switch c := words[i]; {
			case c == '*':
				if open && !closesBold(words, i) || !open && !opensBold(words, i) {
					return false
				}
				open = !open
				i++
			case Markup[c] && (c != '[' || d.mayLink(all)):
				return false
			}
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

// closesBold reports whether ** at i ends a word, or punctuation at the end of one.
func closesBold(line []byte, i int) bool {
	before, _ := utf8.DecodeLastRune(line[:i])
	word := unicode.IsLetter(before) || unicode.IsDigit(before)
	if !bytes.HasPrefix(line[i:], []byte("**")) || !word && (before <= ' ' || before >= utf8.RuneSelf || before == '*') {
		return false
	}
	return i+2 == len(line) || line[i+2] == ' ' || bytes.IndexByte([]byte(".,;:!?)"), line[i+2]) >= 0
}
