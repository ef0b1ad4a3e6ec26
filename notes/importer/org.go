package importer

import (
	"bytes"
	"errors"
	"fmt"
	"html"
	"io"
	"log"
	"strings"

	"github.com/niklasfasching/go-org/org"

	"oneonone/internal/lazyregexp"
	"oneonone/notes/markdown"
)

// An outline of Emacs is bounded, because go-org's time grows with the square
// of some of these, and doubles with each block that is not closed.
const (
	maxOrg       = 1 << 20
	maxOrgLine   = 4 << 10
	maxOrgBlocks = 10 // that are open
	maxOrgCalls  = 200
)

// orgToHTML writes an outline of Emacs as its own export would, for
// htmlToMarkdown. What it includes from other files is not read.
func orgToHTML(name string, src []byte) ([]byte, *markdown.Problem) {
	if what := tooMuchOrg(src); what != "" {
		return nil, &markdown.Problem{Path: name, What: what, Hint: pandocHint(name, "org")}
	}
	config := org.New()
	config.Log = log.New(io.Discard, "", 0)
	config.ReadFile = func(string) ([]byte, error) { return nil, errors.New("other files are not read") }
	doc := config.Parse(bytes.NewReader(src), "")
	doc.Macros = map[string]string{} // one that names itself would never end
	// All of it is wanted, whatever the document keeps from its own exports.
	doc.BufferSettings["OPTIONS"] = "toc:nil <:t e:t f:t pri:t todo:t tags:t title:t ealb:nil"
	doc.BufferSettings["EXCLUDE_TAGS"] = ""
	w := org.NewHTMLWriter()
	w.TopLevelHLevel = 1
	w.HighlightCodeBlock = func(source, _ string, _ bool, _ map[string]string) string {
		return "<pre><code>" + html.EscapeString(source) + "</code></pre>"
	}
	out, err := doc.Write(w)
	if err != nil {
		return nil, &markdown.Problem{Path: name, What: "the outline is not read: " + err.Error(), Hint: pandocHint(name, "org")}
	}
	return []byte(out), nil
}

var orgBlock = lazyregexp.New(`(?i)^\s*(?:#\+|\\)(begin|end)[_{](\w+)`)

// tooMuchOrg says which bound an outline goes beyond, "" when none.
func tooMuchOrg(src []byte) string {
	if len(src) > maxOrg {
		return fmt.Sprintf("the outline is larger than %d MB", maxOrg>>20)
	}
	if bytes.Count(src, []byte("{{{")) > maxOrgCalls || bytes.Count(src, []byte("[fn:")) > 10*maxOrgCalls {
		return fmt.Sprintf("the outline has more than %d macros or %d footnotes", maxOrgCalls, 10*maxOrgCalls)
	}
	number, open := 0, 0
	blocks := map[string]int{}
	for line := range bytes.Lines(src) {
		number++
		if len(line) > maxOrgLine {
			return fmt.Sprintf("line %d of the outline is longer than %d KiB", number, maxOrgLine>>10)
		}
		if m := orgBlock().FindSubmatch(line); m != nil {
			name := strings.ToLower(string(m[2]))
			switch begins := len(m[1]) == len("begin"); {
			case begins:
				blocks[name]++
				open++
			case blocks[name] > 0:
				blocks[name]--
				open--
			}
			if open > maxOrgBlocks {
				return fmt.Sprintf("at line %d of the outline, more than %d blocks are open", number, maxOrgBlocks)
			}
		}
	}
	return ""
}

// pandocHint is how pandoc makes Markdown of a document.
func pandocHint(name, format string) string {
	stem := noteStem(name)
	if strings.ContainsAny(name, " '\"$`\\") {
		return fmt.Sprintf("pandoc -f %s -t gfm --wrap=none FILE | oneonone import - --person PERSON", format)
	}
	return fmt.Sprintf("make Markdown of it first: pandoc -f %s -t gfm --wrap=none %s -o %s.md", format, name, stem)
}
