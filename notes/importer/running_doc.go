package importer

import (
	"bytes"
	"fmt"
	"slices"
	"strings"

	"oneonone/internal/when"
	"oneonone/notes/markdown"
	"oneonone/notes/page"
)

// readRunningDoc cuts a document with dated headings into its sections, in
// the order of the document's days; nil when it has no dated heading.
func readRunningDoc(f ImportFile, opt ImportOptions) (*importedDoc, error) {
	front := frontMatter(f)
	doc, err := markdown.ParseBlocks(f.Src, front.End)
	if err != nil {
		return nil, fmt.Errorf("reading %s: %w", f.Name, err)
	}
	marks, err := scanMarks(f.Name, doc)
	if err != nil {
		return nil, err
	}
	dateMarks(marks, opt.Order)
	pattern, ok := findPattern(marks)
	if !ok {
		return nil, nil
	}
	if opt.Order == when.Unknown {
		order, clash := pattern.proveOrder(marks)
		if err := refuseClash(f, marks, clash); err != nil {
			return nil, err
		}
		dateMarks(marks, order)
	}
	tellYears(pattern.entries(marks), opt.seedYear(f.Name))
	chunks := splitChunks(f.Src, front.End, marks, &pattern)
	if err := refuseUnsure(f, chunks); err != nil {
		return nil, err
	}
	bringDefinitions(f.Src, chunks, findDefinitions(doc))
	return collect(f, &front, doc, chunks, opt), nil
}

// dateMarks reads the date of every mark. A date without a year takes the year of
// the heading it is under, such as "# 2024".
func dateMarks(marks []importMark, order when.Order) {
	var years [page.LabelLevel + 1]int
	for i := range marks {
		m := &marks[i]
		year := 0
		for l := m.level - 1; l >= 0 && year == 0; l-- {
			year = years[l]
		}
		m.date = readHeadingDate(m.text, order, year)
		if m.shape != markHeading {
			continue
		}
		clear(years[m.level:])
		if y := yearOf(m.text); y > 0 && m.date.date.IsZero() && len(strings.Fields(m.text)) <= 3 {
			years[m.level] = y
		}
	}
}

// refuseClash refuses a document in which some dates are day first and others
// month first, if there are dates that could be either.
func refuseClash(f ImportFile, marks []importMark, clash []*importMark) error {
	unsure := slices.ContainsFunc(marks, func(m importMark) bool { return m.date.ambiguous })
	if len(clash) == 0 || !unsure {
		return nil
	}
	return &ImportRefusedError{File: f.Name, What: "some dates have the day first, others the month", Lines: sourceLines(f.Src, clash),
		Help: "write the dates of one kind as 2024-03-05, or say how to read the unclear ones: --date-order dmy or --date-order mdy"}
}

// refuseUnsure refuses a document with an entry whose day is not certain: a
// wrong date is worse than none.
func refuseUnsure(f ImportFile, chunks []importChunk) error {
	for _, fault := range []struct {
		has        func(*headingDate) bool
		what, hint string
	}{
		{func(h *headingDate) bool { return h.impossible }, "these entries have a day that does not exist", "correct these lines, in a copy if you like; one that is not the day of a meeting needs a word before it, as in ## Ticket 2024-99-01"},
		{func(h *headingDate) bool { return h.yearless }, "dates have no year", "say the year of the first: --year 2024; or put them under headings such as # 2024"},
		{func(h *headingDate) bool { return h.ambiguous }, "day and month could be either way round", "say which comes first: --date-order dmy or --date-order mdy"},
	} {
		var bad []*importMark
		for _, c := range chunks {
			if c.mark != nil && fault.has(&c.mark.date) {
				bad = append(bad, c.mark)
			}
		}
		if len(bad) > 0 {
			return &ImportRefusedError{File: f.Name, What: fault.what, Lines: sourceLines(f.Src, bad), Help: fault.hint}
		}
	}
	return nil
}

// sourceLines shows marks with their line numbers.
func sourceLines(src []byte, marks []*importMark) []string {
	lines := make([]string, len(marks))
	for i, m := range marks {
		lines[i] = fmt.Sprintf("%d: %s", markdown.LineNumber(src, m.at), bytes.TrimSpace(src[m.at:markdown.EndOfLine(src, m.at)]))
	}
	return lines
}

// collect turns the chunks into sections and undated parts.
func collect(f ImportFile, front *markdown.FrontMatter, doc *markdown.Document, chunks []importChunk, opt ImportOptions) *importedDoc {
	got := &importedDoc{}
	var strays []stray
	lines := lineCounter{src: f.Src, line: 1}
	if front.Exists() {
		yaml := f.Src[front.Start:front.End]
		got.undated = append(got.undated, undatedText{ImportedText{f.Name, 1, countLines(yaml)}, yaml, true})
	}
	for _, c := range chunks {
		text := c.text(f.Src)
		if len(text) == 0 {
			continue
		}
		for _, m := range c.inner {
			in := ""
			if c.mark != nil {
				in = c.mark.date.date.String()
			}
			strays = append(strays, stray{m, lines.at(m.at), in})
		}
		from := ImportedText{f.Name, lines.at(firstText(f.Src, c.spans[0])), countLines(text)}
		if c.mark == nil {
			got.undated = append(got.undated, undatedText{ImportedText: from, text: text})
			continue
		}
		s := importSection{ImportedText: from, date: c.mark.date.date, inferred: c.mark.date.inferred, title: c.mark.date.rest, text: withDate(text, c.mark.date.date, markdown.NewlineOf(f.Src))}
		got.problems = append(got.problems, lookAtText(&s)...)
		got.sections = append(got.sections, s)
	}
	got.problems = append(got.problems, strayProblems(f.Name, exampleLine(f.Src, chunks), strays)...)
	if at, what := unclosed(doc); at >= 0 {
		got.problems = append(got.problems, markdown.Problem{Path: f.Name, Line: markdown.LineNumber(f.Src, at),
			What: "the " + what + " that begins here is never closed: dates below are not seen", Hint: "close it where it ends"})
	}
	got.problems = append(got.problems, lookAtDates(got.sections, opt.Today)...)
	slices.SortStableFunc(got.problems, func(a, b markdown.Problem) int { return a.Line - b.Line })
	if descending(got.sections) {
		slices.Reverse(got.sections) // the lower of two on one day came first
	}
	return got
}

// lineCounter numbers lines from 1, for offsets that mostly increase.
type lineCounter struct {
	src       []byte
	pos, line int
}

func (c *lineCounter) at(pos int) int {
	if pos < c.pos {
		c.pos, c.line = 0, 1
	}
	c.line += bytes.Count(c.src[c.pos:pos], markdown.Newline)
	c.pos = pos
	return c.line
}

// withDate puts front matter before an entry's text.
func withDate(text []byte, d when.Date, nl string) []byte {
	head := "---" + nl + "date: " + d.String() + nl + "---" + nl + nl
	return append([]byte(head), text...)
}

func countLines(text []byte) int {
	n := bytes.Count(text, markdown.Newline)
	if len(text) > 0 && text[len(text)-1] != '\n' {
		n++
	}
	return n
}

// firstText is where the first line that is not blank begins.
func firstText(src []byte, s importSpan) int {
	for at := s.start; at < s.end; at = markdown.EndOfLine(src, at) {
		if len(bytes.TrimSpace(src[at:markdown.EndOfLine(src, at)])) > 0 {
			return at
		}
	}
	return s.start
}
