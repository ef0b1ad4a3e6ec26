package template

import (
	"slices"
	"strings"
	"sync"
)

// aboutAsker are the questions that ask for feedback on whoever asks, besides those
// of the topic that is made of them.
const aboutAskerTopic = "feedback-to-manager"

var aboutAskerIDs = []string{"mgr-do-differently", "mgr-next-step", "peer-blind-spot", "pair-learned"}

// AboutAsker tells whether words are one of the bank's questions about whoever asks
// them, as it is or reworded. It may be used by several at once.
func (b *Bank) AboutAsker() func(words string) bool {
	var about []Question
	for _, q := range b.Questions {
		if q.Topic == aboutAskerTopic || slices.Contains(aboutAskerIDs, q.ID) {
			about = append(about, q)
		}
	}
	var mu sync.Mutex
	asked := NewAsked(b)
	return func(words string) bool {
		mu.Lock()
		defer mu.Unlock()
		clear(asked.found)
		asked.Read(strings.ReplaceAll(words, "\n", " "))
		return slices.ContainsFunc(about, asked.Has)
	}
}
