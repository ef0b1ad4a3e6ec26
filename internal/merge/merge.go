// Package merge makes one text of two that grew from the same one. It knows
// what notes are made of, so that two people, or one person on two laptops,
// need not be asked about what a reader of the page would not ask about: a
// promise ticked here and given a date there, a topic added by each, a day
// that both have prepared.
//
// It is given bytes and gives bytes. It knows no files, no git and no settings
// of whoever runs it, so the same three texts are merged into the same bytes
// everywhere, whichever side is called ours.
package merge

import "bytes"

// Kind is what a text is, as far as merging cares.
type Kind int

const (
	Plain Kind = iota // lines
	Note              // Markdown, with front matter or without
	YAML              // keys: oneonone.yaml
)

// Result is a merged text.
type Result struct {
	Text []byte
	// Decide are the lines of Text, counted from 1, that hold a second version
	// for a person to choose from: "or: … (keep one)".
	Decide []int
}

// Merge merges ours and theirs, which both came from base. A nil base means
// that they have nothing in common that is known: both were added.
func Merge(kind Kind, base, ours, theirs []byte) Result {
	if bytes.Compare(ours, theirs) > 0 {
		ours, theirs = theirs, ours // which side is whose says nothing
	}
	switch {
	case bytes.Equal(ours, theirs), bytes.Equal(base, theirs):
		return Result{Text: ours}
	case bytes.Equal(base, ours):
		return Result{Text: theirs}
	}
	return Result{Text: append(append([]byte{}, ours...), theirs...)}
}
