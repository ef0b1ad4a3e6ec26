package themes

import (
	"strings"
	"testing"

	"oneonone/notes/page"
)

// An answer stands under its question, however that is written; every other byte
// stays.
func TestAnswer(t *testing.T) {
	for name, c := range map[string]struct{ src, want string }{
		"item":       {"- Q: why?\n- next\n", "- Q: why?\n  - A: so (shared 2026-11-20)\n- next\n"},
		"nested":     {"- Alice\n  * Q: why?\n  * next\n", "- Alice\n  * Q: why?\n    - A: so (shared 2026-11-20)\n  * next\n"},
		"numbered":   {"10. Q: why?\n", "10. Q: why?\n    - A: so (shared 2026-11-20)\n"},
		"two lines":  {"- Q: why\n  not?\n\nText\n", "- Q: why\n  not?\n  - A: so (shared 2026-11-20)\n\nText\n"},
		"no newline": {"- Q: why?", "- Q: why?\n  - A: so (shared 2026-11-20)\n"},
		"windows":    {"- Q: why?\r\n- next\r\n", "- Q: why?\r\n  - A: so (shared 2026-11-20)\r\n- next\r\n"},
		"details":    {"- Q: why?\n  - she asked twice\n", "- Q: why?\n  - A: so (shared 2026-11-20)\n  - she asked twice\n"},
		"box":        {"## Alice's topics\n- [ ] Why?\n- [ ] next\n", "## Alice's topics\n- [ ] Why?\n  - A: so (shared 2026-11-20)\n- [ ] next\n"},
		"heading":    {"- Q: why?\n# Next\n", "- Q: why?\n  - A: so (shared 2026-11-20)\n# Next\n"},
		"paragraph":  {"Q: why?\n", ""},
		"answered":   {"- Q: why?\n  - A: because\n", "- Q: why?\n  - A: because\n"},
	} {
		t.Run(name, func(t *testing.T) {
			const path = "people/alice/2026-11-06.md"
			f := folder(t, map[string]string{"people/alice/README.md": "---\nname: Alice Martin\n---\n", path: c.src})
			all, _, err := Questions(f, Window{}, nil, never)
			if err != nil || len(all) != 1 {
				t.Fatalf("%d questions: %v", len(all), err)
			}
			changes, err := Answer(f, &all[0], "so", day("2026-11-20"))
			if c.want == "" {
				if err == nil || !strings.Contains(err.Error(), "2026-11-06.md:1: no answer can be put under the question") {
					t.Fatalf("%v, want an error", err)
				}
				return
			}
			got := c.src
			for _, change := range changes {
				if change.Path == path {
					got = string(change.New)
				}
			}
			if err != nil || got != c.want {
				t.Errorf("got %q, want %q (%v)", got, c.want, err)
			}
		})
	}
}

// A question that waits in the hopper is answered there, above the topic that says so.
func TestAnswerInTheHopper(t *testing.T) {
	f := folder(t, map[string]string{"people/alice/README.md": "---\nname: Alice Martin\n---\n\n## Alice's hopper\n- Why Kafka?\n\n## Hopper\n- Holidays\n"})
	all, _, err := Questions(f, Window{}, nil, never)
	if err != nil || len(all) != 1 {
		t.Fatalf("%d questions: %v", len(all), err)
	}
	changes, err := Answer(f, &all[0], "so", day("2026-11-20"))
	if err != nil || len(changes) != 1 {
		t.Fatalf("%d changes: %v", len(changes), err)
	}
	const want = "---\nname: Alice Martin\n---\n\n## Alice's hopper\n- Why Kafka?\n  - A: so (shared 2026-11-20)\n\n## Hopper\n- Holidays\n- shared the answer: Why Kafka? – so (since 2026-11-20)\n"
	if got := string(changes[0].New); got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

// What is named by hand is kept as it is written, and named twice changes nothing.
func TestKept(t *testing.T) {
	src := []byte("# Ours\r\n\r\nNot a theme: text.\r\n\r\n* purchasing: forms,  signatures\r\n<!-- - no: theme -->\r\n")
	joined := Join(src, "Purchasing", []string{"orders", "forms"})
	const want = "# Ours\r\n\r\nNot a theme: text.\r\n\r\n- purchasing: forms, signatures, orders\r\n<!-- - no: theme -->\r\n"
	if string(joined.New) != want || string(joined.Old) != string(src) {
		t.Errorf("joined: %q", joined.New)
	}
	if again := Join(joined.New, "purchasing", []string{"orders"}); string(again.New) != want {
		t.Errorf("joined again: %q", again.New)
	}
	split := Split(joined.New, "forms")
	if got := string(split.New); !strings.Contains(got, "- forms\r\n- purchasing: signatures, orders\r\n") || string(split.Old) != want {
		t.Errorf("split: %q", got)
	}
	if fresh := Join(nil, "a", []string{"b"}); fresh.Old != nil || !strings.HasSuffix(string(fresh.New), "\n\n- a: b\n") || fresh.Path != page.ThemesFile {
		t.Errorf("fresh: %q", fresh.New)
	}
}
