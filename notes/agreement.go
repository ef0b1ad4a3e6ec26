package notes

import (
	"bytes"
	"slices"
	"strings"

	"oneonone/internal/lookup"
	"oneonone/internal/text"
	"oneonone/internal/when"
	"oneonone/notes/clause"
	"oneonone/notes/markdown"
	"oneonone/notes/page"
)

// Agreement is how two people said they want to work together: a section of a
// top page or of an entry in which something was written down.
type Agreement struct {
	Person string
	Path   string
	Line   int // of the section's heading, from 1
	// Date is that of the entry; zero on a top page, which does not say when
	// it was written.
	Date when.Date
	// Text is the section's body as Markdown, without comments.
	Text   string
	Points []AgreementPoint
}

// AgreementPoint is a list item of an agreement of the form "label: answer".
type AgreementPoint struct {
	Label string
	// Answer is what stands behind the colon and under the item, as one line;
	// "" when nothing does.
	Answer string
	Line   int
}

// Unanswered are the labels that nobody has put anything behind.
func (a *Agreement) Unanswered() []string {
	var labels []string
	for _, p := range a.Points {
		if p.Answer == "" {
			labels = append(labels, p.Label)
		}
	}
	return labels
}

// Agreements are the person's agreement of the top page and that of the newest
// entry with one; either is nil where nothing was written. Which of the two is
// newer the notes alone do not tell: a top page has no date.
func (f *Folder) Agreements(handle string) (top, entry *Agreement, problems []markdown.Problem) {
	if page := f.Top(handle); page != nil {
		top = agreementIn(&page.Note)
	}
	refs, err := f.Entries(handle)
	if err != nil {
		return top, nil, []markdown.Problem{markdown.AsProblem("people/"+handle, err)}
	}
	mayHold := f.AgreementProbe()
	for _, ref := range slices.Backward(refs) {
		e, err := f.Read(ref)
		if err != nil {
			problems = append(problems, markdown.Problem{Path: ref.Path, What: "cannot be read: " + readFault(err)})
			continue
		}
		if !mayHold(text.Lower(nil, e.Src)) {
			continue
		}
		if entry = agreementIn(&e.Note); entry != nil {
			entry.Date = e.Date
			return top, entry, problems
		}
	}
	return top, nil, problems
}

// NewestAgreement is the agreement of the newest of some entries, the oldest
// first, that has one; nil when none has.
func (f *Folder) NewestAgreement(entries []*page.Entry) *Agreement {
	mayHold := f.AgreementProbe()
	var lower []byte
	for _, e := range slices.Backward(entries) {
		if lower = text.Lower(lower[:0], e.Src); !mayHold(lower) {
			continue
		}
		if a := agreementIn(&e.Note); a != nil {
			a.Date = e.Date
			return a
		}
	}
	return nil
}

// AgreementIn is the agreement that a person's top page of these bytes holds,
// nil when none: for comparing what the page said before.
func (f *Folder) AgreementIn(handle string, src []byte) *Agreement {
	return agreementIn(&f.grammar.ParseTopPage(page.TopPagePath(handle), src).Note)
}

// AgreementProbe reports whether a note in lower case may hold the words that begin
// an agreement's heading: one without any of them need not be parsed.
func (f *Folder) AgreementProbe() func(lower []byte) bool {
	var phrases []lookup.Phrase
	for _, w := range f.grammar.WordsOf(page.SectionAgreement) {
		phrases = append(phrases, lookup.PhraseOf(w))
	}
	return func(lower []byte) bool {
		return slices.ContainsFunc(phrases, func(p lookup.Phrase) bool { return p.In(lower) })
	}
}

// agreementIn reads a note's last section of the kind that says anything.
func agreementIn(n *page.Note) *Agreement {
	for _, s := range slices.Backward(n.Sections()) {
		if s.Kind != page.SectionAgreement {
			continue
		}
		a := &Agreement{Person: n.PersonOf(), Path: n.Path, Line: s.HeadingLine}
		left := bytes.Clone(s.Body())
		for _, it := range s.Items {
			p := agreementPoint(n.Src, it)
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

// agreementPoint reads an item as "label: answer"; the label is "" for an item
// that is a sentence of its own.
func agreementPoint(src []byte, it *page.Item) AgreementPoint {
	label, answer, ok := strings.Cut(it.Text, ":")
	if !ok || strings.ContainsAny(label, ".!?") {
		return AgreementPoint{Line: it.Line}
	}
	for line := range strings.Lines(string(page.WithoutComments(src[min(it.NestedStart, it.End):it.End]))) {
		if line = strings.TrimLeft(strings.TrimSpace(line), "-*+ "); line != "" {
			answer += "; " + unmarked.Replace(line)
		}
	}
	answer = strings.TrimSpace(strings.TrimPrefix(strings.TrimSpace(answer), ";"))
	if clause.IsPlaceholder(answer) {
		answer = ""
	}
	return AgreementPoint{Label: strings.TrimSpace(label), Answer: answer, Line: it.Line}
}
