package page

import (
	"strings"
	"testing"
)

// hinted is a note whose every line is told: taken is what it becomes when the
// hint is taken, waved when it is not.
func TestHints(t *testing.T) {
	g := CorpusGrammar()
	for _, c := range []struct{ name, src, hint, taken string }{
		{"a stranger who will", "- Dana will send the plan\n", "Dana will send the plan", "- [ ] Dana will send the plan\n"},
		{"a need of one's own", "I need to ask legal\n", "I need to ask legal", "- [ ] I need to ask legal\n"},
		{"what is planned", "## Next week\n- finish the draft\n", "finish the draft", "## Next week\n- [ ] finish the draft\n"},
		{"below a parent that is planned", "## Next week\n- Talk\n  - finish the slides\n", "finish the slides", "## Next week\n- Talk\n  - [ ] finish the slides\n"},
		{"a present tense that promises", "- Zoë schickt die Zahlen\n", "Zoë schickt die Zahlen", "- [ ] Zoë schickt die Zahlen\n"},
		{"an infinitive", "- Enviar el informe final\n", "Enviar el informe final", "- [ ] Enviar el informe final\n"},
		{"a report", "- Zoë schickte die Zahlen\n", "", ""},
		{"somebody who was ready", "- Ready to send the plan\n", "", ""},
		{"a remark about next week", "## Next week\n- Alice: great!\n- What about the offsite?\n- The team is off\n", "", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			const path = "people/alice/2026-11-20.md"
			hints := g.ParseEntry(path, []byte(c.src)).Hints()
			if c.hint == "" {
				if len(hints) > 0 {
					t.Fatalf("hinted: %+v", hints)
				}
				return
			}
			if len(hints) != 1 || hints[0].Text != c.hint {
				t.Fatalf("hints are %+v, want %q", hints, c.hint)
			}
			taken, err := g.Take([]byte(c.src), hints[0])
			if err != nil || string(taken) != c.taken {
				t.Errorf("taken: %q, %v; want %q", taken, err, c.taken)
			}
			const above = "A line above.\n\n"
			moved, err := g.Take([]byte(above+c.src), hints[0])
			if err != nil || string(moved) != above+c.taken {
				t.Errorf("taken where it moved to: %q, %v; want %q", moved, err, above+c.taken)
			}
			waved, err := g.Wave([]byte(c.src), hints[0])
			if err != nil || strings.Replace(string(waved), " "+notPromised, "", 1) != c.src {
				t.Errorf("waved: %q, %v", waved, err)
			}
			if again := g.ParseEntry(path, waved).Hints(); len(again) != 1 || !again[0].Waved {
				t.Errorf("not known to be refused: %+v", again)
			}
		})
	}
}
