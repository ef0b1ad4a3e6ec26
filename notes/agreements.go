package notes

import (
	"slices"

	"oneonone/internal/text"
	"oneonone/notes/agreement"
	"oneonone/notes/markdown"
)

// Agreements are the person's agreement of the top page and that of the newest
// entry with one; either is nil where nothing was written. Which of the two is
// newer the notes alone do not tell: a top page has no date.
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
