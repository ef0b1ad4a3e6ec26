package page

import (
	"slices"
	"strings"
	"testing"
)

// What promises within plain text, and where its sentence ends.
func TestSentencesThatPromise(t *testing.T) {
	g := CorpusGrammar()
	for text, want := range map[string][]string{
		"I'll write.":                             {"me: I'll write"},
		"I'll.":                                   nil,
		"Alice to ask J. Martin for the plan.":    {"alice: Alice to ask J. Martin for the plan"},
		"Alice to ask Jo. Sam to book a room.":    {"alice: Alice to ask Jo", "me: Sam to book a room"},
		"We spoke. Alice to send it; Sam to wait": {"alice: Alice to send it", "me: Sam to wait"},
	} {
		var got []string
		for _, a := range g.ParseEntry("people/alice/2026-11-20.md", []byte(text+"\n")).Actions() {
			got = append(got, strings.Join(a.Owners, ",")+": "+a.Text)
		}
		if !slices.Equal(got, want) {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}
