package search

import (
	"strings"
	"testing"
)

// What nobody said in a note is no passage of what it says.
func TestPassages(t *testing.T) {
	const src = "---\ntags: [front]\n---\n# Title\n\n- an item\n  goes on\n> quoted\n> twice\n\n> - quoted item\n\n```\ncode\n```\n<!-- comment -->\n- [ ] a box\n<<<<<<< HEAD\n- ours\n=======\n- theirs\n>>>>>>> other\n"
	var got []string
	Passages([]byte(src), func(p Passage) {
		if !p.Heading {
			got = append(got, p.Text)
		}
	})
	if want := "an item goes on|a box|ours =======|theirs"; strings.Join(got, "|") != want {
		t.Errorf("got %q, want %q", got, want)
	}
}
