package themes

import (
	"math/rand/v2"
	"strings"
	"testing"

	"oneonone/internal/sliptest"
)

// Whatever lines there are, each is of one theme, which has a name, and the same
// lines are sorted the same each time.
func TestEveryLineHasATheme(t *testing.T) {
	vocabulary := strings.Fields("test test Tests the not why? don’t l'équipe CI CIs 障害対応 の待ち 回 Freigabe Freigaben — , #obstacle #42 3am @bob https://example.org/a x " +
		"staging stage VPN Alice's alice over-due under_score ä́ ﬁ İstanbul pull request requests")
	f := folder(t, map[string]string{"people/alice/README.md": "---\nname: Alice Martin\n---\n"})
	r := rand.New(rand.NewPCG(17, 4))
	for range sliptest.Draws(60) {
		var lines []Line
		for i := range r.IntN(40) {
			words := make([]string, 1+r.IntN(6))
			for k := range words {
				words[k] = vocabulary[r.IntN(len(vocabulary))]
			}
			lines = append(lines, Line{Person: "alice", Text: strings.Join(words, " "), Day: day("2026-01-01").AddDays(i), Path: "a", Line: i})
		}
		kept := []Kept{{Name: "staging"}, {Name: "the", Phrases: []string{"pull requests", "障害"}}}
		once, again := arrange(f, lines, kept), arrange(f, lines, kept)
		n := 0
		for i, theme := range once.all {
			n += len(theme.Lines)
			if strings.TrimSpace(theme.Name) == "" || again.all[i].Name != theme.Name || len(again.all[i].Lines) != len(theme.Lines) {
				t.Fatalf("%q is %q the second time", theme.Name, again.all[i].Name)
			}
		}
		if n != len(lines) {
			t.Fatalf("%d of %d lines have a theme", n, len(lines))
		}
	}
}
