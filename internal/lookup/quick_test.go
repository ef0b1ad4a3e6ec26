package lookup

import (
	"math/rand/v2"
	"strings"
	"testing"

	"oneonone/internal/sliptest"
)

// What a line names, a quick look at all of the note does not miss.
func TestQuickLookMissesNothing(t *testing.T) {
	words := strings.Fields("lead the payments payment's Migration migrations übergabe Übergaben O’Neill dont don't e.g. plan plans: label: a, – · **it** Straße İzmir ﬁnd ㎏ 移行 x")
	r := rand.New(rand.NewPCG(1, 2))
	line := func(n int) string {
		var b []string
		for range 1 + r.IntN(n) {
			b = append(b, words[r.IntN(len(words))])
		}
		return strings.Join(b, " ")
	}
	named, lines := 0, sliptest.Draws(20_000)
	for range lines {
		subject, said := SubjectOf(line(3)), line(5)
		if subject.In(said) {
			named++
			if note := "- " + line(3) + "\n- " + said + "\n" + line(3); !subject.MayBeIn(QuickOf([]byte(note))) {
				t.Fatalf("%q is named by %q, but not seen in %q", subject.Words(), said, note)
			}
			for _, note := range []string{"- " + line(3) + "\n- " + said + "\n\n" + line(3), line(3) + "\n  \n" + strings.ReplaceAll(said, " ", "\n  ") + "\n* " + line(3), "- " + line(3) + "\n    - " + said} {
				if !ProbeOf([]Subject{subject}).In([]byte(note)) {
					t.Fatalf("%q is named by %q, but the probe misses it in %q", subject.Words(), said, note)
				}
			}
		}
	}
	if named < lines/200 {
		t.Errorf("only %d lines name a subject", named)
	}
	if migration := SubjectOf("the payments migration"); migration.MayBeIn(QuickOf([]byte("- a migration of tools\n"))) {
		t.Error("one word of two is seen as both")
	}
	if probe := ProbeOf([]Subject{SubjectOf("the payments migration")}); probe.In([]byte("- the payments team\n- a migration of tools\n\npayments\n\nmigration")) {
		t.Error("words of several paragraphs are seen as those of one")
	}
}
