package importer

import (
	"bytes"
	"fmt"
	"html"
	"strings"

	"github.com/yuin/goldmark/text"

	"oneonone/internal/lazyregexp"
	"oneonone/internal/when"
	"oneonone/notes/markdown"
	"oneonone/notes/page"
)

// markShape is the form of a line that may begin an entry.
type markShape uint8

const (
	markHeading markShape = iota // # 5 March 2024, also underlined
	markLabel                    // **Date:** 2024-03-05, 会议时间：…
	markBold                     // **5 March 2024**
	markPlain                    // 5 March 2024
	markItem                     // - 5 March 2024, in the outermost list
)

// itemLevel is the level of an item, below that of a line.
const itemLevel = page.LabelLevel + 1

// importMark is a line at the top level of an imported document that begins
// an entry or could end one: every heading, every paragraph and every item of
// a list whose first line may be a date.
type importMark struct {
	at    int // where its line begins
	shape markShape
	level int    // of a heading; LabelLevel or itemLevel otherwise
	text  string // as it renders, without an anchor
	// inside says that it is not the first line of its paragraph, or follows a list
	// without an empty line: people who type without regard for Markdown begin an
	// entry even with a date alone on such a line.
	inside bool
	// headAt is where the heading right before it begins, -1 when there is something
	// else. For a labelled date it is the title above it, a few lines away at most.
	headAt int
	alone  bool // a bold line with nothing but bold words
	nested bool // an item with something nested in it
	date   headingDate
}

// markKin groups marks that look alike, and so are likely to mean the same.
type markKin struct {
	shape markShape
	level int
}

func (m *importMark) kin() markKin { return markKin{m.shape, m.level} }

// maxDateLine is the longest first line of a paragraph, in bytes, that is
// searched for a date; a longer one is a sentence. maxHeading is the same for a
// heading, whose calendar links may be long; goldmark's time grows with the
// square of the brackets in it.
const (
	maxDateLine = 160
	maxHeading  = 1000
)

// scanMarks finds the marks of a document. Nothing in code, quotes, comments or
// deep in lists is one: goldmark says what is at the top level.
func scanMarks(name string, doc *markdown.Document) ([]importMark, error) {
	s := markScan{Document: doc, headAt: -1}
	for b := doc.Root.First; b != nil; b = b.Next {
		switch b.Kind {
		case markdown.Heading:
			s.heading(b)
		case markdown.Paragraph:
			if at := s.LineOf(b.Start); wholeBold().Match(s.Src[at:b.End]) {
				s.titles = append(s.titles, at)
			}
			s.lines(b, b.Start)
		case markdown.List:
			for item := b.First; item != nil; item = item.Next {
				s.item(item)
				s.lines(item, -1)
			}
		case markdown.Other:
			s.html(b)
		}
		if b.Kind != markdown.Heading && b.Kind != markdown.Other {
			s.headAt = -1
		}
	}
	if len(s.marks) > maxMarks {
		return nil, tooMany(name, maxMarks, "headings and dates")
	}
	if err := doc.Render(s.blocks); err != nil {
		return nil, fmt.Errorf("reading %s: %w", name, err)
	}
	for i, b := range s.blocks {
		if b.Prose != nil {
			s.marks[i].read(b.Prose)
		}
	}
	s.headLabels()
	return s.marks, nil
}

// headLabels finds the title above each labelled date: the last heading, or
// paragraph that is wholly bold, with a few lines about the meeting between.
func (s *markScan) headLabels() {
	const between = 8 // lines
	before, next := -1, 0
	for i := range s.marks {
		m := &s.marks[i]
		if m.shape != markLabel {
			continue
		}
		m.headAt = -1
		for ; next < len(s.titles) && s.titles[next] < m.at; next++ {
			if at := s.titles[next]; at > before {
				m.headAt = at
			}
		}
		if m.headAt >= 0 && bytes.Count(s.Src[m.headAt:m.at], markdown.Newline) > between {
			m.headAt = -1
		}
		before = m.at
	}
}

// wholeBold matches a paragraph of one line that is bold from end to end.
var wholeBold = lazyregexp.New(`^(?:\*\*|__)[^*\n]+(?:\*\*|__)\s*$`)

// markScan collects marks.
type markScan struct {
	*markdown.Document
	marks  []importMark
	blocks []*markdown.Block // the ones to render, in step with marks
	headAt int               // where the last block begins if it was a heading, or -1
	titles []int             // where the headings and the wholly bold paragraphs begin
}

func (s *markScan) add(m importMark, b *markdown.Block) {
	s.marks, s.blocks = append(s.marks, m), append(s.blocks, b)
}

func (s *markScan) heading(b *markdown.Block) {
	m := importMark{at: s.LineOf(b.Start), shape: markHeading, level: b.Level, headAt: s.headAt}
	if len(b.Lines) > 0 {
		m.at = s.LineOf(min(b.Start, b.Lines[0].Start))
	}
	s.add(m, headingToRender(b))
	s.headAt = m.at
	s.titles = append(s.titles, m.at)
}

// lines adds the bare lines of a block; one at offset first is a paragraph's first.
func (s *markScan) lines(b *markdown.Block, first int) {
	for _, seg := range bareLines(s.Document, b, nil) {
		m := importMark{at: s.LineOf(seg.Start), shape: markPlain, level: page.LabelLevel, inside: seg.Start != first, headAt: s.headAt}
		if m.inside {
			m.headAt = -1
		}
		s.add(m, lineToRender(seg))
	}
}

// item adds an item of the outermost list: in an outline, these are the days.
func (s *markScan) item(b *markdown.Block) {
	c := b.First
	if c == nil || c.Kind != markdown.Paragraph && c.Kind != markdown.Heading || len(c.Lines) == 0 || bytes.IndexByte([]byte("-*+"), s.Src[b.Start]) < 0 {
		return
	}
	seg := c.Lines[0]
	if line := s.Src[seg.Start:seg.Stop]; len(line) > maxDateLine || !bytes.ContainsAny(line, "0123456789") || bytes.Contains(line, []byte("](#")) {
		return
	}
	m := importMark{at: s.LineOf(b.Start), shape: markItem, level: itemLevel, nested: c.Next != nil || len(c.Lines) > 1, headAt: s.headAt}
	s.add(m, lineToRender(seg))
	s.headAt = -1
}

// htmlHeading matches a heading that an export left in HTML, on a line of its own.
var htmlHeading = lazyregexp.New(`(?i)^ {0,3}<h([1-6])(?:\s[^<>]*)?>(.*)</h[1-6]>\s*$`)

// html adds the headings of an HTML block that begins with one.
func (s *markScan) html(b *markdown.Block) {
	for at := s.LineOf(b.Start); at < b.End; at = markdown.EndOfLine(s.Src, at) {
		line := s.Src[at:markdown.EndOfLine(s.Src, at)]
		m := htmlHeading().FindSubmatch(line)
		if m == nil || len(line) > maxHeading {
			if at == s.LineOf(b.Start) {
				break
			}
			s.htmlLine(at, line)
			s.headAt = -1
			continue
		}
		s.add(importMark{at: at, shape: markHeading, level: int(m[1][0] - '0'), text: htmlText(m[2]), headAt: s.headAt}, &markdown.Block{})
		s.headAt = at
		s.titles = append(s.titles, at)
		if at+len(line) == b.End {
			return
		}
	}
	s.headAt = -1
}

// htmlLine adds a line below such a heading that names the day: "Date: …".
func (s *markScan) htmlLine(at int, line []byte) {
	if len(line) > maxDateLine {
		return
	}
	m := importMark{at: at, shape: markPlain, level: page.LabelLevel, headAt: -1}
	m.read(&markdown.Prose{Text: []byte(htmlText(line))})
	if m.shape == markLabel {
		s.add(m, &markdown.Block{})
	}
}

// htmlText is a line's text without its tags.
func htmlText(line []byte) string {
	return strings.Join(strings.Fields(html.UnescapeString(htmlTag().ReplaceAllString(string(line), " "))), " ")
}

var htmlTag = lazyregexp.New(`<[^<>]*>`)

// lineToRender is a line as a paragraph of its own.
func lineToRender(seg text.Segment) *markdown.Block {
	return &markdown.Block{Kind: markdown.Paragraph, Start: seg.Start, End: seg.Stop, Lines: []text.Segment{seg}}
}

// bareLines finds the lines of paragraphs that begin at the left margin and
// may be a date: the first one of a paragraph, and further ones that are no
// longer than a date.
func bareLines(d *markdown.Document, b *markdown.Block, found []text.Segment) []text.Segment {
	if b.Kind == markdown.Paragraph {
		for i, seg := range b.Lines {
			line := d.Src[seg.Start:seg.Stop]
			most := maxBareDate + len("****\r\n")
			if i == 0 && b.Parent == &d.Root {
				most = maxDateLine
			}
			// A link to a place in the document belongs to its table of contents.
			if len(line) <= most && bytes.ContainsAny(line, "0123456789") && (seg.Start == d.LineOf(seg.Start) || i == 0 && b.Parent == &d.Root) && !bytes.Contains(line, []byte("](#")) {
				found = append(found, seg)
			}
		}
		return found
	}
	for c := b.First; c != nil; c = c.Next {
		if c.Kind != markdown.Quote {
			found = bareLines(d, c, found)
		}
	}
	return found
}

// headingToRender is the heading, or nil for one too long to be a date, which
// still counts as a heading.
func headingToRender(b *markdown.Block) *markdown.Block {
	if len(b.Lines) == 0 || b.Lines[len(b.Lines)-1].Stop-b.Lines[0].Start > maxHeading {
		return &markdown.Block{}
	}
	return b
}

var (
	// headingAnchor matches what Google Docs and Pandoc write after a heading.
	headingAnchor = lazyregexp.New(`\s*\{#[^{}]*\}\s*$`)
	// boldCloses and boldClosed are the punctuation that sets a bold date off
	// from what follows it, after the bold words or at their end.
	boldCloses = lazyregexp.New(`^\s*(?:$|[:;,.|(–—-])`)
	boldClosed = lazyregexp.New(`[:;,.|–—-]\s*$`)
	// beforeColon matches the label of a line.
	beforeColon = lazyregexp.New(`^([^:：]{1,40})[:：]\s*\S`)
)

// read takes the mark's text from what goldmark made of the line. In a line that
// begins bold, only the bold words can be the date.
func (m *importMark) read(p *markdown.Prose) {
	all := string(p.Text)
	m.text = strings.TrimSpace(headingAnchor().ReplaceAllString(all, ""))
	if label := beforeColon().FindStringSubmatch(m.text); m.shape != markHeading && label != nil && when.IsDateLabel(label[1]) {
		m.shape, m.level, m.nested = markLabel, page.LabelLevel, false
		return
	}
	if m.shape == markHeading || m.shape == markItem || !p.Styled(0, markdown.Bold) {
		return
	}
	n := p.StyledTo(0, markdown.Bold)
	if boldCloses().MatchString(all[n:]) || boldClosed().MatchString(all[:n]) {
		m.shape, m.text = markBold, strings.TrimSpace(all[:n])
		m.alone = strings.Trim(all[n:], ": \t") == ""
	}
}
