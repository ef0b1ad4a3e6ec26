package markdown

import (
	"bytes"
	"iter"
	"sort"
	"strings"
	"unicode"
	"unicode/utf8"
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

// Prose is a paragraph's text as it renders, and where in the source each of
// its characters comes from. Soft line breaks are spaces, hard ones newlines;
// what does not render (delimiters, link targets, comments) is in the gaps.
type Prose struct {
	Text   []byte
	Start  int   // where the block's text begins in the source
	End    int   // and ends, trailing space aside
	marked bool  // it has runs: it differs from the source
	runs   []run // in order, without gaps
}

// run is a stretch of text in one style: either as in the source, or one
// character that is written differently there.
type run struct {
	at       int32 // where it begins in the text
	from, to int32 // where it is in the source
	style    style
	whole    bool
}

// Plain reports whether the text is the source itself, one line without any
// markup.
func (p *Prose) Plain() bool { return !p.marked }

// run is the index of the run that byte i is in.
func (p *Prose) run(i int) int {
	return sort.Search(len(p.runs), func(n int) bool { return int(p.runs[n].at) > i }) - 1
}

// ends is where the nth run ends in the text.
func (p *Prose) ends(n int) int {
	if n+1 < len(p.runs) {
		return int(p.runs[n+1].at)
	}
	return len(p.Text)
}

// From is the source offset of byte i of the text, or of the character it belongs
// to if that is written differently.
func (p *Prose) From(i int) int {
	if p.Plain() {
		return p.Start + i
	}
	r := p.runs[p.run(i)]
	if r.whole {
		return int(r.from)
	}
	return int(r.from) + i - int(r.at)
}

// To is the source offset after it.
func (p *Prose) To(i int) int {
	if p.Plain() {
		return p.Start + i + 1
	}
	r := p.runs[p.run(i)]
	if r.whole {
		return int(r.to)
	}
	return int(r.from) + i - int(r.at) + 1
}

// Styled reports whether byte i of the text renders in a style.
func (p *Prose) Styled(i int, st style) bool {
	return p.marked && i < len(p.Text) && p.runs[p.run(i)].style&st != 0
}

// next is the first byte from i on that renders in a style, or the end.
func (p *Prose) next(i int, st style) int {
	for n := max(p.run(i), 0); n < len(p.runs); n++ {
		if p.runs[n].style&st != 0 {
			return max(i, int(p.runs[n].at))
		}
	}
	return len(p.Text)
}

// StyledTo is where the stretch in a style that begins at byte i ends; i if there
// is none.
func (p *Prose) StyledTo(i int, st style) int {
	if !p.Styled(i, st) {
		return i
	}
	for n := p.run(i); n < len(p.runs); n++ {
		if p.runs[n].style&st == 0 {
			return int(p.runs[n].at)
		}
	}
	return len(p.Text)
}

// LineEnd is where the first line of the text ends.
func (p *Prose) LineEnd() int {
	end := p.next(0, hardBreak|softBreak)
	if i := bytes.IndexByte(p.Text[:end], '\n'); i >= 0 {
		return i
	}
	return end
}

// Breaks yields the bytes of a stretch that stand for soft line breaks.
func (p *Prose) Breaks(c Span) iter.Seq[int] {
	return func(yield func(int) bool) {
		for i := p.next(c.From, softBreak); i < c.To; i = p.next(i+1, softBreak) {
			if !yield(i) {
				return
			}
		}
	}
}

// trimSpaceBack moves end back over white space, but not past start.
func trimSpaceBack(src []byte, start, end int) int {
	for end > start && (src[end-1] == ' ' || src[end-1] == '\t' || src[end-1] == '\n' || src[end-1] == '\r') {
		end--
	}
	return end
}

// Span is a stretch of prose, as offsets into its text.
type Span struct{ From, To int }

// Clauses splits prose at its hard breaks, and where a line starts a new clause
// with bold (see anew), and trims each part.
func (p *Prose) Clauses(from int) []Span {
	if p.Plain() {
		if c := p.Trim(from, len(p.Text)); c.From < c.To {
			return []Span{c}
		}
		return nil
	}
	var all []Span
	for i := from; i <= len(p.Text); i++ {
		i = p.next(i, hardBreak|softBreak)
		if i == len(p.Text) || p.Styled(i, hardBreak) || p.anew(from, i) {
			if c := p.Trim(from, i); c.From < c.To {
				all = append(all, c)
			}
			from = i + 1
		}
	}
	return all
}

// anew reports whether the soft break at i ends a clause: the line after it is
// bold from start to end, metadata and closing punctuation aside, and what is
// before it is complete, being bold or closed as well. People type one promise
// below another without a bullet, and editors do not add one.
func (p *Prose) anew(from, i int) bool {
	before := p.Trim(from, i)
	if before.From == before.To || p.Styled(i, Bold) {
		return false
	}
	last := before.To - 1
	if !p.Styled(last, Bold) && strings.IndexByte(".;!?)", p.Text[last]) < 0 {
		return false
	}
	line := p.Trim(i+1, p.next(i+1, hardBreak|softBreak))
	bold := min(line.To, p.StyledTo(line.From, Bold))
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

// All reports whether every letter, digit and punctuation mark of c has the style.
func (p *Prose) All(c Span, st style) bool {
	if p.Plain() {
		return false
	}
	seen := false
	for n := max(p.run(c.From), 0); n < len(p.runs) && int(p.runs[n].at) < c.To; n++ {
		r := p.runs[n]
		text := p.Text[max(c.From, int(r.at)):min(c.To, p.ends(n))]
		if r.style&hardBreak != 0 || len(bytes.Trim(text, " \t")) == 0 {
			continue
		}
		if r.style&st == 0 {
			return false
		}
		seen = true
	}
	return seen
}
