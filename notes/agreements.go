package notes

import (
	"slices"

	"oneonone/internal/text"
	"oneonone/notes/agreement"
	"oneonone/notes/markdown"
)

// Agreements returns the person's agreement from the top page and that from the
// newest entry with one; either is nil if nothing was written. The notes alone do
// not tell which is newer: a top page has no date.
func (f *Folder) Agreements(handle string) (top, entry *agreement.Agreement, problems []markdown.Problem) {
	if page := f.Top(handle); page != nil {
		top = agreement.In(&page.Note)
	}
	refs, err := f.Entries(handle)
	if err != nil {
		return top, nil, []markdown.Problem{markdown.AsProblem("people/"+handle, err)}
	}
	mayHold := agreement.Probe(f.grammar)
	for _, ref := range slices.Backward(refs) {
		e, err := f.Read(ref)
		if err != nil {
			problems = append(problems, markdown.Problem{Path: ref.Path, What: "cannot be read: " + readFault(err)})
			continue
		}
		if !mayHold(text.Lower(nil, e.Src)) {
			continue
		}
		if entry = agreement.In(&e.Note); entry != nil {
			entry.Date = e.Date
			return top, entry, problems
		}
	}
	return top, nil, problems
}
