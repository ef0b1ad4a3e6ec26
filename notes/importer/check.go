package importer

import (
	"bytes"
	"fmt"
	"net/url"
	"path"
	"regexp"
	"strings"

	"oneonone/internal/lazyregexp"
	"oneonone/internal/when"
	"oneonone/notes/markdown"
)

// lookAtDates reports dates that are likely slips: in the future, or out of
// the document's order.
func lookAtDates(sections []importSection, today when.Date) []markdown.Problem {
	var problems []markdown.Problem
	report := func(s importSection, what string, args ...any) {
		problems = append(problems, markdown.Problem{Path: s.File, Line: s.Line, What: fmt.Sprintf(what, args...), Hint: "correct the date if it is a slip"})
	}
	newestFirst := descending(sections)
	inOrder := func(a, b importSection) bool { return a.date == b.date || a.date.After(b.date) == newestFirst }
	before := -1 // the last section in order
	for i, s := range sections {
		switch {
		case !today.IsZero() && s.date.After(today):
			report(s, "%s is in the future", s.date)
		case before >= 0 && !inOrder(sections[before], s):
			if before > 0 && inOrder(sections[before-1], s) {
				// The one before is the odd one out.
				report(sections[before], "%s is out of order before %s", sections[before].date, s.date)
				before = i
				continue
			}
			report(s, "%s is out of order after %s", s.date, sections[before].date)
		default:
			before = i
		}
	}
	return problems
}

// descending reports whether a document has its newest entry first.
func descending(sections []importSection) bool {
	down := 0
	for i := 1; i < len(sections); i++ {
		down += sections[i-1].date.Compare(sections[i].date)
	}
	return down > 0
}

var (
	wikiEmbed  = lazyregexp.New(`!\[\[([^\]|#\n]+)`)
	linkTarget = lazyregexp.New(`\]\(\s*<?([^()<>\s][^()<>\n"]*)`)
)

// lookAtText records the files that an entry's text shows, which stay where they
// are, and reports an entry too large to be read.
func lookAtText(s *importSection) []markdown.Problem {
	s.shows = attachments(s.text)
	var problems []markdown.Problem
	if len(s.text) > markdown.MaxBody {
		problems = append(problems, markdown.Problem{Path: s.File, Line: s.Line,
			What: fmt.Sprintf("the entry of %s is larger than %d KiB: it is kept, but no actions are read from it", s.date, markdown.MaxBody>>10),
			Hint: "take large pictures out of the document"})
	}
	return problems
}

// attachments are the local files a text shows or links to, other notes aside.
func attachments(text []byte) []string {
	var names []string
	seen := map[string]bool{}
	add := func(target string) {
		target = strings.TrimSpace(target)
		if u, err := url.PathUnescape(target); err == nil {
			target = u
		}
		ext := strings.ToLower(path.Ext(target))
		if ext == "" || ext == ".md" || strings.Contains(target, "://") || strings.HasPrefix(target, "#") || strings.HasPrefix(target, "mailto:") || strings.HasPrefix(target, "data:") || seen[target] {
			return
		}
		seen[target] = true
		names = append(names, target)
	}
	for _, pattern := range []*regexp.Regexp{wikiEmbed(), linkTarget()} {
		for _, m := range pattern.FindAllSubmatch(text, -1) {
			add(string(m[1]))
		}
	}
	return names
}

var fenceLine = lazyregexp.New("^ {0,3}(```+|~~~+)")

// unclosed finds an unclosed code block or comment that runs to the end of the
// document and hides the dates in it; at is -1 when there is none.
func unclosed(doc *markdown.Document) (at int, what string) {
	last := doc.Root.First
	if last == nil {
		return -1, ""
	}
	for last.Next != nil {
		last = last.Next
	}
	at = doc.LineOf(last.Start)
	if last.Kind == markdown.Comment && !bytes.Contains(doc.Src[at:], []byte("-->")) {
		return at, "comment"
	}
	m := fenceLine().FindSubmatch(doc.Src[at:])
	if last.Kind != markdown.Other || m == nil {
		return -1, ""
	}
	for line := range bytes.Lines(doc.Src[markdown.EndOfLine(doc.Src, at):]) {
		line = bytes.TrimSpace(line)
		if bytes.HasPrefix(line, m[1]) && len(bytes.Trim(line, string(m[1][:1]))) == 0 {
			return -1, ""
		}
	}
	return at, "code block"
}
