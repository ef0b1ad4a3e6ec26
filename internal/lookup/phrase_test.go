package lookup

import (
	"testing"

	"oneonone/internal/text"
)

func TestPhraseIsFoundWhateverStandsBetween(t *testing.T) {
	for _, c := range []struct {
		phrase, text string
		want         bool
	}{
		{"how we work", "## How we work\n", true},
		{"how we work", "## **How** we\nwork together", true},
		{"how we work", "1. how_we–work:", true},
		{"how we work", "how promotion works here\n- we", false},
		{"how we work", "work\n\nhow we", false},
		{"how we work", "work, and how we work", true},
		{"working agreement", "# Working: agreement", true},
		{"agreement", "AGREEMENT", true},
		{"wie wir arbeiten", "## Wie wir ARBEITEN", true},
		{"", "anything", true},
	} {
		if got := PhraseOf(c.phrase).In(text.Lower(nil, []byte(c.text))); got != c.want {
			t.Errorf("%q in %q: %v", c.phrase, c.text, got)
		}
	}
}
