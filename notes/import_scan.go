package notes

import (
	"bytes"
	"fmt"
	"regexp"
	"strings"

	"github.com/yuin/goldmark/text"
)

// markShape is how a line that may begin an entry is written.
type markShape uint8

const (
	markHeading markShape = iota // # 5 March 2024, also underlined
	markBold                     // **5 March 2024**
	markPlain                    // 5 March 2024
)

// importMark is a line at the top level of an imported document that begins
// an entry or could end one: every heading, and every paragraph whose first
// line may be a date.
type importMark struct {
	at    int // where its line begins
	shape markShape
	level int    // of a heading; LabelLevel otherwise
	text  string // as it renders, without an anchor
	// inside: it is not the first line of its paragraph, or it goes on after a
	// list without an empty line: where people type their notes without regard
	// for Markdown, a date alone on such a line begins an entry all the same.
	inside bool
	// headAt is where the heading begins that stands right before it, -1 when
	// something else does.
	headAt int
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

// scanMarks finds the marks of a document. What lies in code, quotes, lists
// and comments is none: goldmark says what is at the top level.
func scanMarks(doc *document) ([]importMark, error) {
	var (
		marks  []importMark
		blocks []*block // the ones to render, in step with marks
		headAt = -1
	)
	for b := doc.root.first; b != nil; b = b.next {
		m := importMark{at: doc.lineOf(b.start), level: LabelLevel, headAt: headAt}
		headAt = -1
		switch {
		case b.kind == blockHeading:
			m.shape, m.level = markHeading, b.level
			if b.lines != nil && b.lines.Len() > 0 {
				m.at = doc.lineOf(min(b.start, b.lines.At(0).Start))
			}
			headAt = m.at
			marks, blocks = append(marks, m), append(blocks, headingToRender(b))
		case b.kind == blockParagraph || b.kind == blockList:
			for _, seg := range doc.bareLines(b, nil) {
				line := m
				line.at, line.shape, line.inside = doc.lineOf(seg.Start), markPlain, seg.Start != b.start
				if line.inside {
					line.headAt = -1
				}
				lines := text.NewSegments()
				lines.Append(seg)
				marks = append(marks, line)
				blocks = append(blocks, &block{kind: blockParagraph, start: seg.Start, end: seg.Stop, lines: lines})
			}
		}
	}
	if err := doc.render(blocks); err != nil {
		return nil, err
	}
	for i, b := range blocks {
		if b.prose != nil {
			marks[i].read(b.prose)
		}
	}
	return marks, nil
}

// bareLines finds the lines of paragraphs that begin at the left margin and
// may be a date: the first one of a paragraph, and further ones that are no
// longer than a date.
func (d *document) bareLines(b *block, found []text.Segment) []text.Segment {
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
			found = d.bareLines(c, found)
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

// lineOf is where the line of byte pos begins; the first line of a document
// begins behind its byte-order mark.
func (d *document) lineOf(pos int) int {
	return max(startOfLine(d.src, pos), d.root.start)
}

var (
	// headingAnchor is what Google Docs and Pandoc write behind a heading.
	headingAnchor = regexp.MustCompile(`\s*\{#[^{}]*\}\s*$`)
	// boldCloses and boldClosed are the punctuation that sets a bold date off
	// from what follows it, outside of the bold words or at their end.
	boldCloses = regexp.MustCompile(`^\s*(?:$|[:;,.|(–—-])`)
	boldClosed = regexp.MustCompile(`[:;,.|–—-]\s*$`)
)

// read takes the mark's text from what goldmark made of the line. Of a line
// that begins bold, only the bold words can be the date.
func (m *importMark) read(p *prose) {
	all := string(p.text)
	m.text = strings.TrimSpace(headingAnchor.ReplaceAllString(all, ""))
	if m.shape == markHeading || len(p.style) == 0 || p.style[0]&styleBold == 0 {
		return
	}
	n := 0
	for n < len(p.style) && p.style[n]&styleBold != 0 {
		n++
	}
	if boldCloses.MatchString(all[n:]) || boldClosed.MatchString(all[:n]) {
		m.shape, m.text = markBold, strings.TrimSpace(all[:n])
	}
}

// tooDeep gives the first line that is nested deeper than any person would,
// 0 when there is none. A long rule of spaced stars is no nesting.
func tooDeep(src []byte) int {
	number := 0
	for line := range bytes.Lines(src) {
		number++
		if len(line) > maxNesting && nesting(line) > maxNesting && len(bytes.Trim(line, "-* \t\r\n")) > 0 {
			return number
		}
	}
	return 0
}

// maxBracketRun bounds a paragraph of link definitions: goldmark's time grows
// with the square of their number, and 5,000 take 30 ms.
const maxBracketRun = 5000

// tooManyBrackets gives the line that goes beyond maxBracketRun, 0 when there
// is none.
func tooManyBrackets(src []byte) int {
	number, run := 0, 0
	for line := range bytes.Lines(src) {
		number++
		run++
		if line = bytes.TrimLeft(line, " \t"); len(line) == 0 || line[0] != '[' {
			run = 0
		}
		if run > maxBracketRun {
			return number
		}
	}
	return 0
}

// checkText refuses what is no text, with what to do about it.
func checkText(name string, src []byte) error {
	refuse := func(what, hint string) error {
		return &Problem{Path: name, What: what, Hint: hint}
	}
	switch {
	case bytes.HasPrefix(src, []byte("PK\x03\x04")):
		return refuse("is a zip archive or an office document, not Markdown", "export it as Markdown first (Google Docs: File, Download, Markdown)")
	case bytes.HasPrefix(src, []byte("%PDF-")):
		return refuse("is a PDF, not Markdown", "export the document as Markdown instead")
	case bytes.HasPrefix(src, []byte("{\\rtf")):
		return refuse("is rich text, not Markdown", "save it as Markdown or plain text first")
	case bytes.HasPrefix(src, []byte("\xff\xfe")), bytes.HasPrefix(src, []byte("\xfe\xff")):
		return refuse("is UTF-16 text", "save it as UTF-8 first")
	case bytes.IndexByte(src, 0) >= 0:
		return refuse("has a zero byte, so it is no text", "save it as UTF-8 text first")
	}
	if n := tooManyBrackets(src); n > 0 {
		return &Problem{Path: name, Line: n, What: fmt.Sprintf("more than %d lines in a row begin with a bracket", maxBracketRun),
			Hint: "put an empty line between them now and then"}
	}
	if n := tooDeep(src); n > 0 {
		return &Problem{Path: name, Line: n, What: fmt.Sprintf("lists or quotes are nested more than %d deep", maxNesting),
			Hint: "import the document without that line and add it by hand"}
	}
	return nil
}
