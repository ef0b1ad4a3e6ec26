package jotting_test

import (
	"slices"
	"testing"

	"oneonone/notes/clause"
	"oneonone/notes/jotting"
	"oneonone/notes/page"
)

func TestWhatWasCarriedWasNotWrittenDown(t *testing.T) {
	g := page.NewGrammar(clause.NewLexicon(nil, nil), nil)
	for body, want := range map[string][]string{
		"## Notes\n\n- PAY-12 is done\n- blocked by the vendor\n": {"PAY-12 is done", "blocked by the vendor"},
		"## Notes\n  - tired\nof deploys\n":                       {"tired of deploys"}, // it once ended prep
		"## Notes\n- ~~\nthe build\n- ~~\nthe vendor\n":           {"the build", "the vendor"},
		"## Last time\n- [ ] PAY-1 done\n- [ ] PAY-2 done\n":      nil,
	} {
		e := g.ParseEntry("people/alice/2026-11-20.md", []byte("# Alice\n\n"+body))
		if got := jotting.AtMeeting(e); !slices.Equal(got, want) {
			t.Errorf("%q: %q", body, got)
		}
	}
}
