package notes

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"oneonone/notes/agreement"
	"oneonone/notes/clause"
	"oneonone/notes/page"
)

func TestAgreement(t *testing.T) {
	g := page.NewGrammar(clause.NewLexicon(nil, nil), nil)
	for _, c := range []struct {
		name, src  string
		none       bool
		answered   []string
		unanswered []string
	}{
		{name: "the points, one answered", src: "## Working agreement\n- What for: her topics\n- When:\n", answered: []string{"What for: her topics"}, unanswered: []string{"When"}},
		{name: "answers nested and bold", src: "## Working agreement\n- **Stays here:**\n  - health\n  - others\n", answered: []string{"Stays here: health; others"}},
		{name: "a comment is no answer", src: "## Working agreement\n- When:\n  <!-- say when -->\n", none: true},
		{name: "nothing but the points", src: "## Working agreement\n<!-- fill in -->\n- What for:\n- When: TBD\n", none: true},
		{name: "prose alone", src: "## Working agreement\n\nWe say it on the same day.\n"},
		{name: "a dot for later", src: "## Working agreement\n…\n", none: true},
		{name: "a sentence with a colon is no point", src: "## Working agreement\n- We agreed on this. Mostly: yes\n"},
		{name: "the last of two", src: "## Working agreement\nold\n\n## How we work\n- What for: new\n", answered: []string{"What for: new"}},
		{name: "an empty one behind a full one", src: "## Working agreement\n- What for: old\n\n## Agreement\n- What for:\n", answered: []string{"What for: old"}},
		{name: "CRLF", src: "## Working agreement\r\n- What for: her topics\r\n- When:\r\n", answered: []string{"What for: her topics"}, unanswered: []string{"When"}},
		{name: "no section", src: "## Notes\n- we agreed on nothing\n", none: true},
	} {
		a := agreement.In(&g.ParseEntry("people/alice/2026-11-20.md", []byte("# Alice\n\n"+c.src)).Note)
		if (a == nil) != c.none {
			t.Errorf("%s: %+v", c.name, a)
			continue
		}
		if a == nil {
			continue
		}
		var answered []string
		for _, p := range a.Points {
			if p.Answer != "" {
				answered = append(answered, p.Label+": "+p.Answer)
			}
		}
		if d := cmp.Diff(c.answered, answered); d != "" {
			t.Errorf("%s: answered: %s", c.name, d)
		}
		if d := cmp.Diff(c.unanswered, a.Unanswered()); d != "" {
			t.Errorf("%s: unanswered: %s", c.name, d)
		}
		if strings.Contains(a.Text, "<!--") || strings.Contains(a.Text, "\r") {
			t.Errorf("%s: text %q", c.name, a.Text)
		}
	}
}
