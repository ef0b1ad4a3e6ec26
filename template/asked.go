package template

import (
	"crypto/sha256"
	"fmt"
	"slices"
	"strings"
	"sync"
)

// How much of a question a sentence in a note must have, by the weight of its
// words, for the question to count as asked. A sentence that is itself a question
// may be reworded further than a statement, in which everyday words meet by
// chance. In the built-in bank, questions are seldom mistaken for each other (a
// test keeps it so).
const (
	askedShare     = 0.6
	mentionedShare = 0.85
)

// leastWeight is what the words of a question must weigh in total to be compared
// word by word at all; below it ("What else belongs to it?") only exactly the
// same words count.
const leastWeight = 7

// Asked finds out which questions of a bank are in notes, verbatim or reworded:
// those in the text were asked, those in a comment only offered.
type Asked struct {
	find func() *finder // made when the first text is read
	// asked and offered have, per question, the number of the last note it was in,
	// from 1.
	asked, offered []int
	read           int            // how many notes
	index          map[string]int // by id
}

// In are the questions that a note has, by their numbers in the bank, in their order.
type In struct {
	Asked, Offered []int
}

// NewAsked returns an Asked for the questions of a bank.
func NewAsked(b *Bank) *Asked {
	n := len(b.Questions)
	a := &Asked{find: sync.OnceValue(func() *finder { return newFinder(b) }), asked: make([]int, n), offered: make([]int, n), index: make(map[string]int, n)}
	for i, q := range b.Questions {
		a.index[q.ID] = i
	}
	return a
}

// Sum names the questions with their topics: as long as it is the same, so is what is
// found of them in a note.
func (b *Bank) Sum() string {
	h := sha256.New()
	for _, q := range b.Questions {
		fmt.Fprintf(h, "%s\x00%s\x00%s\x00", q.ID, q.Topic, q.Text)
	}
	return string(h.Sum(nil))
}

// Read searches a note. Read notes oldest first: what the last one has was used
// most recently.
func (a *Asked) Read(note string) { a.Note(a.In(note)) }

// In searches a note and counts nothing.
func (a *Asked) In(note string) (found In) {
	for note != "" {
		text, rest, _ := strings.Cut(note, "<!--")
		found.Asked = a.find().in(text, found.Asked)
		var comment string
		comment, note, _ = strings.Cut(rest, "-->")
		found.Offered = a.find().in(comment, found.Offered)
	}
	slices.Sort(found.Asked)
	slices.Sort(found.Offered)
	return found
}

// Note counts what was found in a note as Read does.
func (a *Asked) Note(found In) {
	a.read++
	for _, i := range found.Asked {
		a.asked[i] = a.read
	}
	for _, i := range found.Offered {
		a.offered[i] = a.read
	}
}

// Show counts the questions in a text's comments as offered along with the note read
// last: it is what else is shown before the next one.
func (a *Asked) Show(text string) {
	a.read = max(1, a.read)
	for _, i := range a.In(text).Offered {
		a.offered[i] = a.read
	}
}

// Shown counts a question as offered so many notes before the one read last.
func (a *Asked) Shown(q Question, ago int) {
	if i, ok := a.index[q.ID]; ok {
		a.offered[i] = max(a.offered[i], a.read-ago)
	}
}

// Has reports whether a question was asked in what was read.
func (a *Asked) Has(q Question) bool {
	i, ok := a.index[q.ID]
	return ok && a.asked[i] > 0
}

// use is how a question has been used, and in which note last.
func (a *Asked) use(q Question) (u usage, last int) {
	i, ok := a.index[q.ID]
	switch {
	case !ok:
		return unused, 0
	case a.asked[i] > 0:
		return asked, max(a.asked[i], a.offered[i])
	case a.offered[i] > 0:
		return offered, a.offered[i]
	}
	return unused, 0
}

// usage is how a question has been used.
type usage int

const (
	unused usage = iota
	offered
	asked
)
