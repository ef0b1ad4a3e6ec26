package notes

import (
	"bytes"
	"fmt"
	"strings"
)

// importedHeading is what the parts of imported documents that fit under no
// date stand under on the top page.
const importedHeading = "## From the imported notes"

// addUndated plans the top page with what fits under no date. A part that is
// on the page already is not added again.
//
// The text goes in as it is, unless it would be read as goals or a hopper
// there: what is in an old document's "Questions" is not for the next agenda
// before somebody says so. Such a part becomes a block quote.
func (p *ImportPlan) addUndated(parts []undatedText, opt ImportOptions, have func(string) []byte) {
	path := TopPagePath(opt.Person)
	old := have(path)
	page := bytes.Clone(old)
	nl := newlineOf(old)
	headed := false
	for _, part := range parts {
		text := part.inert(nl)
		quoted := false
		if !part.yaml && opt.Grammar != nil && meansSomething(opt.Grammar, path, text) {
			text, quoted = quote(text), true
		}
		if hasLines(old, text) {
			continue
		}
		if !headed && !bytes.Contains(old, []byte(importedHeading)) {
			page = appendPart(page, []byte(importedHeading+nl), nl)
		}
		headed = true
		page = appendPart(page, text, nl)
		p.Undated = append(p.Undated, part.ImportedText)
		if quoted {
			p.Problems = append(p.Problems, Problem{Path: part.File, Line: part.Line, What: "goals or topics under no date are quoted on the top page",
				Hint: "move what still holds to Goals or Hopper there"})
		}
	}
	if headed {
		p.Top = &Change{Path: path, Old: old, New: page}
	}
}

// inert is the part as Markdown: front matter would become a heading in the
// middle of a page, so it is shown as code.
func (t *undatedText) inert(nl string) []byte {
	if !t.yaml {
		return t.text
	}
	return fmt.Appendf(nil, "```yaml%s%s```%s", nl, endedLine(t.text, nl), nl)
}

// meansSomething reports whether a text has goals or topics when it stands on
// a top page.
func meansSomething(g *Grammar, path string, text []byte) bool {
	page := g.ParseTopPage(path, append([]byte(importedHeading+"\n\n"), text...))
	return len(page.Goals()) > 0 || len(page.Hopper()) > 0
}

// hasLines reports whether a page has the text as whole lines.
func hasLines(page, text []byte) bool {
	want := "\n" + strings.TrimRight(string(text), "\r\n")
	rest := "\n" + string(page)
	for {
		i := strings.Index(rest, want)
		if i < 0 {
			return false
		}
		rest = rest[i+len(want):]
		if rest == "" || rest[0] == '\n' || rest[0] == '\r' {
			return true
		}
	}
}

func quote(text []byte) []byte {
	var b bytes.Buffer
	for line := range bytes.Lines(text) {
		b.WriteString(">")
		if len(bytes.TrimSpace(line)) > 0 {
			b.WriteString(" ")
		}
		b.Write(line)
	}
	return b.Bytes()
}

// appendPart adds a paragraph's worth of text behind a page.
func appendPart(page, text []byte, nl string) []byte {
	if len(page) > 0 {
		page = endedLine(page, nl)
		if !strings.HasSuffix(string(page), nl+nl) {
			page = append(page, nl...)
		}
	}
	return endedLine(append(page, text...), nl)
}

// endedLine is a text whose last line has an end.
func endedLine(text []byte, nl string) []byte {
	if bytes.HasSuffix(text, newline) {
		return text
	}
	return append(bytes.Clone(text), nl...)
}
