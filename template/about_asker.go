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
	find := b.askedBy()
	return func(words string) bool {
		return slices.ContainsFunc(find(words), func(q Question) bool { return q.Topic == aboutAskerTopic || slices.Contains(aboutAskerIDs, q.ID) })
	}
}

// TopicsAsked returns a function for the topics of the bank's questions that words
// ask, verbatim or reworded; one about whoever asks counts as feedback to them,
// whatever its topic. It is safe for concurrent use.
func (b *Bank) TopicsAsked() func(words string) []string {
	find := b.askedBy()
	return func(words string) (topics []string) {
		for _, q := range find(words) {
			if topics = append(topics, q.Topic); slices.Contains(aboutAskerIDs, q.ID) {
				topics = append(topics, aboutAskerTopic)
			}
		}
		return topics
	}
}

// askedBy returns a function for the questions that words ask.
func (b *Bank) askedBy() func(words string) []Question {
	var mu sync.Mutex
	asked := NewAsked(b)
	return func(words string) (found []Question) {
		mu.Lock()
		defer mu.Unlock()
		for _, i := range asked.In(strings.ReplaceAll(words, "\n", " ")).Asked {
			found = append(found, b.Questions[i])
		}
		return found
	}
}
