package importer

import "oneonone/notes/page"

// importSpan is a run of the source's bytes, whole lines.
type importSpan struct{ start, end int }

// importChunk is a part of a document: an entry, or a part without a date.
type importChunk struct {
	spans []importSpan
	mark  *importMark // nil for a part without a date
	// inner are headings and lines with a date, real or impossible, that stay
	// content.
	inner []*importMark
	// brought are definitions from elsewhere that the chunk uses.
	brought []importSpan
}

// splitChunks cuts a document's bytes from start on at its entries. Every byte
// is in exactly one chunk.
func splitChunks(src []byte, start int, marks []importMark, p *importPattern) []importChunk {
	chunks := cutChunks(src, start, marks, p)
	// People change their habits: a form of dates that recurs where there is no
	// entry, or below the last one, was once the way entries were marked.
	more := p.adopt(chunks, marks)
	more = p.adoptHeadings(marks) || more
	if p.adoptBold(marks) || more {
		chunks = cutChunks(src, start, marks, p)
	}
	return chunks
}

func cutChunks(src []byte, start int, marks []importMark, p *importPattern) []importChunk {
	ends := appendixEnds(marks, p)
	headed := headedEntries(marks, p)
	chunks := []importChunk{{spans: []importSpan{{start, len(src)}}}}
	cut := func(at int, m *importMark) {
		last := &chunks[len(chunks)-1].spans[0]
		last.end = at
		if last.start == at {
			chunks = chunks[:len(chunks)-1]
		}
		chunks = append(chunks, importChunk{spans: []importSpan{{at, len(src)}}, mark: m})
	}
	for i := range marks {
		m := &marks[i]
		cur := &chunks[len(chunks)-1]
		switch {
		case p.begins(m), p.outranks(m, cur):
			cut(entryStart(marks, i, headed), m)
			continue
		case cur.mark != nil && m.shape == markHeading && (m.level < p.rank(cur.mark) || ends[m.at]):
			cut(m.at, nil)
			cur = &chunks[len(chunks)-1]
		}
		if cur.mark != m && p.strays(m, cur) {
			cur.inner = append(cur.inner, m)
		}
	}
	return chunks
}

// strays reports whether a mark that does not begin an entry looks as if it should.
func (p *importPattern) strays(m *importMark, cur *importChunk) bool {
	switch {
	case m.shape == markHeading && m.date.impossible:
		return true
	case cur.mark == nil:
		return false
	case p.kins[m.kin()] && m.mayDate():
		return true
	}
	return m.date.first() && m.shape != markItem && m.shape != markLabel && (m.shape != markPlain || cur.mark.shape != markHeading)
}

// entryStart is where the entry of marks[i] begins: at the heading right above
// its date if the document has one for each or the date has a label, and at the
// headings of a period above that, "# 2024" and "## March", which mean nothing
// without the entry.
func entryStart(marks []importMark, i int, headed bool) int {
	at, j := marks[i].at, i
	if m := &marks[i]; m.shape == markLabel && m.headAt >= 0 {
		at = m.headAt
		for j > 0 && marks[j-1].at >= at {
			j--
		}
	}
	for j > 0 && marks[j].headAt >= 0 && marks[j-1].at == marks[j].headAt && (headed && j == i || isPeriod(marks[j-1].text)) {
		j--
		at = marks[j].at
	}
	return at
}

// outranks reports whether a date is in a heading above the entries' own level:
// then it is not part of the entry before it.
func (p *importPattern) outranks(m *importMark, cur *importChunk) bool {
	return cur.mark != nil && m.shape == markHeading && m.level < p.rank(cur.mark) && m.date.first()
}

// headedEntries reports whether most of the pattern's dates are on a line of
// their own right below an undated heading, which then begins the entry.
func headedEntries(marks []importMark, p *importPattern) bool {
	all, headed := 0, 0
	for i := range marks {
		if m := &marks[i]; m.shape != markHeading && p.begins(m) {
			all++
			if m.headAt >= 0 {
				headed++
			}
		}
	}
	return headed >= 2 && 2*headed > all
}

// appendixEnds finds the heading after the last entry at which that entry ends:
// an undated one no deeper than the entries' own, in a document whose other
// entries have no such headings.
func appendixEnds(marks []importMark, p *importPattern) map[int]bool {
	last, first := -1, -1
	for i := range marks {
		if p.begins(&marks[i]) {
			if first < 0 {
				first = i
			}
			last = i
		}
	}
	if first == last {
		return nil
	}
	level := p.rank(&marks[last])
	if level == 0 {
		level = page.LabelLevel
	}
	used := page.LabelLevel + 1
	for i := first; i < last; i++ {
		if m := &marks[i]; m.shape == markHeading && m.level <= level && !p.begins(m) && yearOf(m.text) == 0 {
			used = min(used, m.level)
		}
	}
	ends := map[int]bool{}
	for i := last + 1; i < len(marks); i++ {
		if m := &marks[i]; m.shape == markHeading && m.level <= level && m.level < used {
			ends[m.at] = true
		}
	}
	return ends
}
