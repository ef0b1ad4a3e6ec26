package importer

import (
	"bytes"
	"fmt"
	"slices"
	"strings"

	"oneonone/notes/markdown"
	"oneonone/notes/page"
)

// importedHeading is the heading on the top page for undated parts of imported
// documents.
const importedHeading = "## From the imported notes"

// addUndated plans the top page with the undated parts. A part already on the
// page is not added again.
//
// The text goes in as it is, so that the topics in an old document's hopper are
// waiting, unless that would change the page's goals: those somebody has to adopt
// first. Then all of it becomes block quotes.
func (p *ImportPlan) addUndated(parts []undatedText, opt ImportOptions, have func(string) []byte) {
	path := page.TopPagePath(opt.Person)
	old := have(path)
	nl := markdown.NewlineOf(old)
	var fresh []undatedText
	for _, part := range parts {
		if !hasLines(old, part.inert(nl)) && !hasLines(old, quote(part.text)) {
			fresh = append(fresh, part)
			p.Undated = append(p.Undated, part.ImportedText)
		}
	}
	if len(fresh) == 0 {
		return
	}
	whole := withParts(old, fresh, nl, (*undatedText).inert)
	if opt.Grammar != nil {
		was, is := opt.Grammar.ParseTopPage(path, old), opt.Grammar.ParseTopPage(path, whole)
		switch topics := len(is.Hopper()) - len(was.Hopper()); {
		case len(is.Goals()) != len(was.Goals()):
			whole = withParts(old, fresh, nl, (*undatedText).quoted)
			p.Quoted = true
			p.Problems = append(p.Problems, markdown.Problem{Path: fresh[0].File, Line: fresh[0].Line,
				What: "what is under no date reads like goals, which would come up at the next meeting: so it is quoted on the top page",
				Hint: "move what still holds to Goals or Hopper there, without the \">\""})
		case topics > 0:
			p.Problems = append(p.Problems, markdown.Problem{Path: fresh[0].File, Line: fresh[0].Line,
				What: waitNow(topics), Hint: "oneonone hopper list " + p.Person})
		}
	}
	p.Top = &page.Change{Path: path, Old: old, New: whole}
}

// withParts is a page with parts appended, each written by form.
func withParts(page []byte, parts []undatedText, nl string, form func(*undatedText, string) []byte) []byte {
	if !bytes.Contains(page, []byte(importedHeading)) {
		page = appendPart(bytes.Clone(page), []byte(importedHeading+nl), nl)
	}
	for i := range parts {
		page = appendPart(page, form(&parts[i], nl), nl)
	}
	return page
}

// inert is the part as Markdown: front matter would turn into a heading in the
// middle of a page, so it becomes code.
func (t *undatedText) inert(nl string) []byte {
	if !t.yaml {
		return t.text
	}
	return fmt.Appendf(nil, "```yaml%s%s```%s", nl, endedLine(t.text, nl), nl)
}

// quoted is the part as a block quote, code aside.
func (t *undatedText) quoted(nl string) []byte {
	if t.yaml {
		return t.inert(nl)
	}
	return quote(t.text)
}

func waitNow(topics int) string {
	if topics == 1 {
		return "a topic under no date waits in the hopper from now on"
	}
	return fmt.Sprintf("%d topics under no date wait in the hopper from now on", topics)
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

// appendPart appends text to a page as a paragraph of its own.
func appendPart(page, text []byte, nl string) []byte {
	page = slices.Clip(page)
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
	if bytes.HasSuffix(text, markdown.Newline) {
		return text
	}
	return append(bytes.Clone(text), nl...)
}
