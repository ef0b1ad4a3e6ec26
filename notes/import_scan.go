package notes

import (
	"bytes"
	"html"
	"strings"

	"github.com/yuin/goldmark/text"
)

// markShape is how a line that may begin an entry is written.
type markShape uint8

const (
	markHeading markShape = iota // # 5 March 2024, also underlined
	markBold                     // **5 March 2024**
	markPlain                    // 5 March 2024
	markItem                     // - 5 March 2024, in the outermost list
)

// itemLevel is the level of an item: below that of a line.
const itemLevel = LabelLevel + 1

// importMark is a line at the top level of an imported document that begins
// an entry or could end one: every heading, every paragraph and every item of
// a list whose first line may be a date.
type importMark struct {
	at    int // where its line begins
	shape markShape
	level int    // of a heading; LabelLevel or itemLevel otherwise
	text  string // as it renders, without an anchor
	// inside: it is not the first line of its paragraph, or it goes on after a
	// list without an empty line: where people type their notes without regard
	// for Markdown, a date alone on such a line begins an entry all the same.
	inside bool
	// headAt is where the heading begins that stands right before it, -1 when
	// something else does.
	headAt int
	alone  bool // a bold line with nothing but bold words
	nested bool // an item with something nested in it
	date   headingDate
}

// kin are marks that look alike, and so are likely to mean the same.
type markKin struct {
	shape markShape
	level int
}

func (m *importMark) kin() markKin { return markKin{m.shape, m.level} }

// maxDateLine is the longest first line of a paragraph that is looked at for
// a date; a longer one is a sentence. maxHeading is the same for a heading,
// whose links to calendars may be long; goldmark's time grows with the square
// of the brackets in it.
const (
	maxDateLine = 160
	maxHeading  = 1000
)

// scanMarks finds the marks of a document. What lies in code, quotes, comments
// and deep in lists is none: goldmark says what is at the top level.
func scanMarks(doc *document) ([]importMark, error) {
	s := markScan{document: doc, headAt: -1}
	for b := doc.root.first; b != nil; b = b.next {
		switch b.kind {
		case blockHeading:
			s.heading(b)
		case blockParagraph:
			s.lines(b, b.start)
		case blockList:
			for item := b.first; item != nil; item = item.next {
				s.item(item)
				s.lines(item, -1)
			}
		case blockOther:
			s.html(b)
		}
		if b.kind != blockHeading && b.kind != blockOther {
			s.headAt = -1
		}
	}
	if err := doc.render(s.blocks); err != nil {
		return nil, err
	}
	for i, b := range s.blocks {
		if b.prose != nil {
			s.marks[i].read(b.prose)
		}
	}
	return s.marks, nil
}

// markScan collects marks.
type markScan struct {
	*document
	marks  []importMark
	blocks []*block // the ones to render, in step with marks
	headAt int      // where the heading begins that was the last block, or -1
}

func (s *markScan) add(m importMark, b *block) {
	s.marks, s.blocks = append(s.marks, m), append(s.blocks, b)
}

func (s *markScan) heading(b *block) {
	m := importMark{at: s.lineOf(b.start), shape: markHeading, level: b.level, headAt: s.headAt}
	if b.lines != nil && b.lines.Len() > 0 {
		m.at = s.lineOf(min(b.start, b.lines.At(0).Start))
	}
	s.add(m, headingToRender(b))
	s.headAt = m.at
}

// lines adds the bare lines of a block; one at first is a paragraph's first.
func (s *markScan) lines(b *block, first int) {
	for _, seg := range bareLines(s.document, b, nil) {
		m := importMark{at: s.lineOf(seg.Start), shape: markPlain, level: LabelLevel, inside: seg.Start != first, headAt: s.headAt}
		if m.inside {
			m.headAt = -1
		}
		s.add(m, lineToRender(seg))
	}
}

// item adds an item of the outermost list: in an outline, the days are such.
func (s *markScan) item(b *block) {
	c := b.first
	if c == nil || c.kind != blockParagraph && c.kind != blockHeading || c.lines == nil || c.lines.Len() == 0 || bytes.IndexByte([]byte("-*+"), s.src[b.start]) < 0 {
		return
	}
	seg := c.lines.At(0)
	if line := s.src[seg.Start:seg.Stop]; len(line) > maxDateLine || !bytes.ContainsAny(line, "0123456789") || bytes.Contains(line, []byte("](#")) {
		return
	}
	m := importMark{at: s.lineOf(b.start), shape: markItem, level: itemLevel, nested: c.next != nil || c.lines.Len() > 1, headAt: s.headAt}
	s.add(m, lineToRender(seg))
	s.headAt = -1
}

// htmlHeading is a heading that an export left in HTML, on a line of its own.
var htmlHeading = lazily(`(?i)^ {0,3}<h([1-6])(?:\s[^<>]*)?>(.*)</h[1-6]>\s*$`)

// html adds the headings of a block of HTML that begins with one.
func (s *markScan) html(b *block) {
	for at := s.lineOf(b.start); at < b.end; at = endOfLine(s.src, at) {
		line := s.src[at:endOfLine(s.src, at)]
		m := htmlHeading().FindSubmatch(line)
		if m == nil || len(line) > maxHeading {
			if at == s.lineOf(b.start) {
				break
			}
			s.headAt = -1
			continue
		}
		text := strings.Join(strings.Fields(html.UnescapeString(htmlTag().ReplaceAllString(string(m[2]), " "))), " ")
		s.add(importMark{at: at, shape: markHeading, level: int(m[1][0] - '0'), text: text, headAt: s.headAt}, &block{})
		s.headAt = at
		if at+len(line) == b.end {
			return
		}
	}
	s.headAt = -1
}

var htmlTag = lazily(`<[^<>]*>`)

// lineToRender is a line as a paragraph of its own.
func lineToRender(seg text.Segment) *block {
	lines := text.NewSegments()
	lines.Append(seg)
	return &block{kind: blockParagraph, start: seg.Start, end: seg.Stop, lines: lines}
}

// bareLines finds the lines of paragraphs that begin at the left margin and
// may be a date: the first one of a paragraph, and further ones that are no
// longer than a date.
func bareLines(d *document, b *block, found []text.Segment) []text.Segment {
	if b.kind == blockParagraph && b.lines != nil {
		for i := range b.lines.Len() {
			seg := b.lines.At(i)
			line := d.src[seg.Start:seg.Stop]
			most := maxBareDate + len("****\r\n")
			if i == 0 && b.parent == &d.root {
				most = maxDateLine
			}
			// A link to a place in the document is its table of contents.
			if len(line) <= most && bytes.ContainsAny(line, "0123456789") && (seg.Start == d.lineOf(seg.Start) || i == 0 && b.parent == &d.root) && !bytes.Contains(line, []byte("](#")) {
				found = append(found, seg)
			}
		}
		return found
	}
	for c := b.first; c != nil; c = c.next {
		if c.kind != blockQuote {
			found = bareLines(d, c, found)
		}
	}
	return found
}

// headingToRender is the heading, or nothing for one that is too long to be a
// date: it still counts as a heading.
func headingToRender(b *block) *block {
	if b.lines == nil || b.lines.Len() == 0 || b.lines.At(b.lines.Len()-1).Stop-b.lines.At(0).Start > maxHeading {
		return &block{}
	}
	return b
}

var (
	// headingAnchor is what Google Docs and Pandoc write behind a heading.
	headingAnchor = lazily(`\s*\{#[^{}]*\}\s*$`)
	// boldCloses and boldClosed are the punctuation that sets a bold date off
	// from what follows it, outside of the bold words or at their end.
	boldCloses = lazily(`^\s*(?:$|[:;,.|(–—-])`)
	boldClosed = lazily(`[:;,.|–—-]\s*$`)
)

// read takes the mark's text from what goldmark made of the line. Of a line
// that begins bold, only the bold words can be the date.
func (m *importMark) read(p *prose) {
	all := string(p.text)
	m.text = strings.TrimSpace(headingAnchor().ReplaceAllString(all, ""))
	if m.shape == markHeading || m.shape == markItem || len(p.style) == 0 || p.style[0]&styleBold == 0 {
		return
	}
	n := 0
	for n < len(p.style) && p.style[n]&styleBold != 0 {
		n++
	}
	if boldCloses().MatchString(all[n:]) || boldClosed().MatchString(all[:n]) {
		m.shape, m.text = markBold, strings.TrimSpace(all[:n])
		m.alone = strings.Trim(all[n:], ": \t") == ""
	}
}
