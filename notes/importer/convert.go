package importer

import (
	"bytes"
	"strings"
	"unicode/utf8"

	"oneonone/internal/lazyregexp"
	"oneonone/internal/org"
	"oneonone/internal/text"
	"oneonone/notes/markdown"
)

// asMarkdown returns a document as Markdown: an HTML page or an Emacs outline is
// converted, anything else stays as it is. made says that it was converted, left
// what of it has no place in Markdown.
func asMarkdown(f ImportFile) (md ImportFile, made bool, left, problem *markdown.Problem) {
	src := bytes.TrimPrefix(f.Src, []byte(text.ByteOrderMark))
	format := formatOf(f.Name, src)
	if format == "" {
		return f, false, nil, nil
	}
	if !utf8.Valid(src) && format == "org" {
		return f, false, nil, nil
	} else if !utf8.Valid(src) {
		return f, false, nil, &markdown.Problem{Path: f.Name, What: "is not UTF-8 text", Hint: "save it as UTF-8 first"}
	}
	source := ""
	if format == "org" {
		source = orgText(src)
		src = []byte(org.HTML(string(src)))
	}
	out, seen, problem := htmlToMarkdown(f.Name, src)
	if problem != nil {
		return f, false, nil, problem
	}
	if format == "html" {
		source = seen
	}
	words := wordCount{}
	words.add(string(out))
	return ImportFile{f.Name, out}, true, sayLost(f.Name, source, lostLines(source, words)), nil
}

var (
	beginsHTML = lazyregexp.New(`(?i)^\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)?<(?:!doctype\s+html|html)[\s>]`)
	beginsOrg  = lazyregexp.New(`(?i)^(?:#\+\w+:.*\n|\s*\n)*#\+(?:title|author|date|startup):`)
)

// formatOf is html or org for a document that is one, going by its name or, if
// that says nothing, by its first lines.
func formatOf(name string, src []byte) string {
	switch noteEnding(name) {
	case ".html", ".htm", ".xhtml":
		return "html"
	case ".org":
		return "org"
	case "":
		switch start := src[:min(len(src), 2000)]; {
		case beginsHTML().Match(start):
			return "html"
		case beginsOrg().Match(start):
			return "org"
		}
	}
	return ""
}

var (
	orgMarkup    = lazyregexp.New(`(?i)^\s*(?:#\+(?:begin|end)_\w+|:(?:properties|logbook|end):\s*$)`)
	orgLead      = lazyregexp.New(`^(?:\s*#\+(?i:title):|\*+\s+(?:(?:TODO|NEXT|WAITING|WAIT|STARTED|DOING|HOLD|DONE)\s)?|\s*(?:[-+*]|\d+[.)])\s+\[[ xX-]\])`)
	orgTimestamp = lazyregexp.New(`([<\[]\d{4}-\d{2}-\d{2})\s+\p{L}+\.?`)
)

// orgText is what an outline says, line by line, without what only its markup
// says.
func orgText(src []byte) string {
	var b strings.Builder
	for line := range strings.Lines(string(src)) {
		if orgMarkup().MatchString(line) {
			line = "\n"
		}
		b.WriteString(orgTimestamp().ReplaceAllString(orgLead().ReplaceAllString(line, ""), "$1"))
	}
	return b.String()
}

// forgetLines drops line numbers that nobody would find in the document, because
// it was converted.
func (d *importedDoc) forgetLines() {
	for i := range d.sections {
		d.sections[i].Line = 0
	}
	for i := range d.undated {
		d.undated[i].Line = 0
	}
	for i := range d.problems {
		d.problems[i].Line = 0
	}
}
