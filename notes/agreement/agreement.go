// Package agreement reads how two people said they want to work together: a section of
// a top page or of an entry in which something was written down.
package agreement

import (
	"bytes"
	"slices"
	"strings"

	"oneonone/internal/lazyregexp"
	"oneonone/internal/lookup"
	"oneonone/internal/text"
	"oneonone/internal/when"
	"oneonone/notes/clause"
	"oneonone/notes/jotting"
	"oneonone/notes/markdown"
	"oneonone/notes/page"
)

// Agreement is such a section.
type Agreement struct {
	Person string
	Path   string
	Line   int // of the section's heading, from 1
	// Date is the entry's; zero on a top page, which does not say when it was
	// written.
	Date when.Date
	// Text is the section's body as Markdown, without comments.
	Text   string
	Points []Point
}

// Point is a list item of an agreement of the form "label: answer".
type Point struct {
	Label string
	// Answer is what follows the colon and is nested under the item, as one line; ""
	// for nothing.
	Answer string
	Line   int
}

// Unanswered returns the labels without an answer.
func (a *Agreement) Unanswered() []string {
	var labels []string
	for _, p := range a.Points {
		if p.Answer == "" {
			labels = append(labels, p.Label)
		}
	}
	return labels
}

// Newest is the agreement in the newest of entries (oldest first) that has one;
// nil when none has.
func Newest(g *page.Grammar, entries []*page.Entry) *Agreement {
	mayHold := Probe(g)
	var lower []byte
	for _, e := range slices.Backward(entries) {
		if lower = text.Lower(lower[:0], e.Src); !mayHold(lower) {
			continue
		}
		if a := In(&e.Note); a != nil {
			a.Date = e.Date
			return a
		}
	}
	return nil
}

// OnPage is the agreement on a top page with these bytes, nil for none: for
// comparing with what the page said before.
func OnPage(g *page.Grammar, handle string, src []byte) *Agreement {
	return In(&g.ParseTopPage(page.TopPagePath(handle), src).Note)
}

// Probe reports whether a note in lower case may hold the words that begin
// an agreement's heading: one without any of them need not be parsed.
func Probe(g *page.Grammar) func(lower []byte) bool {
	phrases := Phrases(g)
	return func(lower []byte) bool {
		return slices.ContainsFunc(phrases, func(p lookup.Phrase) bool { return p.In(lower) })
	}
}

// Phrases are the words that begin an agreement's heading.
func Phrases(g *page.Grammar) (all []lookup.Phrase) {
	for _, w := range g.WordsOf(page.SectionAgreement) {
		all = append(all, lookup.PhraseOf(w))
	}
	return all
}

// In reads a note's last section of the kind that says anything; nil when none does.
func In(n *page.Note) *Agreement {
	for _, s := range slices.Backward(n.Sections()) {
		if s.Kind != page.SectionAgreement {
			continue
		}
		a := &Agreement{Person: n.PersonOf(), Path: n.Path, Line: s.HeadingLine}
		left := bytes.Clone(s.Body())
		for _, it := range s.Items {
			p := pointOf(n.Src, it)
			if p.Label != "" {
				a.Points = append(a.Points, p)
			}
			if p.Label != "" && p.Answer == "" || clause.IsPlaceholder(it.Text) {
				for i := it.Start; i < it.End; i++ {
					left[i-s.Start] = ' '
				}
			}
		}
		a.Text = strings.TrimSpace(strings.ReplaceAll(string(page.WithoutComments(s.Body())), "\r\n", "\n"))
		said := strings.TrimSpace(string(page.WithoutComments(left)))
		if said != "" && !clause.IsPlaceholder(said) {
			return a
		}
	}
	return nil
}

// pointOf reads an item as "label: answer"; the label is "" for an item
// that is a sentence of its own.
func pointOf(src []byte, it *page.Item) Point {
	label, answer, ok := strings.Cut(it.Text, ":")
	if !ok || strings.ContainsAny(label, ".!?") {
		return Point{Line: it.Line}
	}
	for line := range strings.Lines(string(page.WithoutComments(src[min(it.NestedStart, it.End):it.End]))) {
		if line = strings.TrimLeft(strings.TrimSpace(line), "-*+ "); line != "" {
			answer += "; " + markdown.Unmarked(line)
		}
	}
	answer = strings.TrimSpace(strings.TrimPrefix(strings.TrimSpace(answer), ";"))
	if clause.IsPlaceholder(answer) {
		answer = ""
	}
	return Point{Label: strings.TrimSpace(label), Answer: answer, Line: it.Line}
}

// agreedWords match the lines of a working agreement that are worth reading
// before every meeting.
var agreedWords = lazyregexp.New(`(?i)feedback|confiden|private|between (?:us|the two)|stays? (?:here|between|in (?:the|this) room)|off the record|vertraulich`)

// AboutTrust are the lines of the working agreement about feedback and
// confidentiality.
func (a *Agreement) AboutTrust() []string {
	if a == nil {
		return nil
	}
	return a.Lines(agreedWords().MatchString)
}

// Lines returns the lines of the agreement that are about something, without
// unanswered ones.
func (a *Agreement) Lines(about func(line string) bool) []string {
	var lines []string
	for _, line := range jotting.Paragraphs([]byte(a.Text)) {
		for _, p := range a.Points {
			switch {
			case !strings.HasPrefix(line, p.Label+":"):
			case p.Answer == "":
				line = ""
			default:
				line = p.Label + ": " + p.Answer // including what is nested
			}
		}
		if about(line) {
			lines = append(lines, line)
		}
	}
	return lines
}
