package template

import (
	"slices"
	"strings"
	"sync"
)

// aboutAskerTopic is the topic whose questions all ask for feedback on whoever
// asks; a few questions of other topics do too.
const aboutAskerTopic = "feedback-to-manager"

var aboutAskerIDs = []string{"mgr-do-differently", "mgr-next-step", "peer-blind-spot", "pair-learned"}

// AboutAsker returns a function that reports whether words are one of the bank's
// questions about whoever asks it, verbatim or reworded. It is safe for concurrent
// use.
func (b *Bank) AboutAsker() func(words string) bool {
	find := b.askedBy(func(q Question) bool { return q.Topic == aboutAskerTopic || slices.Contains(aboutAskerIDs, q.ID) })
	return func(words string) bool { return len(find(words)) > 0 }
}

// TopicsAsked returns a function for the topics of the bank's questions that words
// ask, verbatim or reworded; one about whoever asks counts as feedback to them,
// whatever its topic. It is safe for concurrent use.
func (b *Bank) TopicsAsked() func(words string) []string {
	find := b.askedBy(func(Question) bool { return true })
	return func(words string) (topics []string) {
		for _, q := range find(words) {
			if topics = append(topics, q.Topic); slices.Contains(aboutAskerIDs, q.ID) {
				topics = append(topics, aboutAskerTopic)
			}
		}
		return topics
	}
}

// askedBy finds which of some questions words ask.
func (b *Bank) askedBy(those func(Question) bool) func(words string) []Question {
	var about []Question
	for _, q := range b.Questions {
		if those(q) {
			about = append(about, q)
		}
	}
	var mu sync.Mutex
	look := sync.OnceValue(func() *Asked { return NewAsked(b) }) // many notes ask nothing
	return func(words string) []Question {
		mu.Lock()
		defer mu.Unlock()
		asked := look()
		clear(asked.asked)
		asked.Read(strings.ReplaceAll(words, "\n", " "))
		var found []Question
		for _, q := range about {
			if asked.Has(q) {
				found = append(found, q)
			}
		}
		return found
	}
}
