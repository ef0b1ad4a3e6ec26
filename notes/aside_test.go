package notes

import "testing"

// What one of two alone has a say in must not leave, however it came to stand there.
func TestOneSidedFindsKeysHoweverTheyAreWritten(t *testing.T) {
	for name, c := range map[string]struct {
		src  string
		key  string
		line int
	}{
		"plain":           {"---\ndate: 2026-11-20\nmood: 2\n---\n", "mood", 3},
		"capital":         {"---\nMood: 2\n---\n", "Mood", 2},
		"quoted":          {"---\n\"mood\" : 2\n---\n", "mood", 2},
		"explicit":        {"---\n? mood\n: 2\n---\n", "mood", 1},
		"escaped":         {"---\n\"\\x6dood\": 2\n---\n", "mood", 1},
		"in braces":       {"---\n{date: 2026-11-20, mood: 2}\n---\n", "mood", 2},
		"anchor":          {"---\nx: &m\n  mood: 2\n<<: *m\n---\n", "mood", 3},
		"merged":          {"---\nx: &m {\"\\x6dood\": 2}\n<<: *m\n---\n", "mood", 1},
		"unreadable":      {"---\ndate: [\nreason: I was tired\n---\n", "reason", 3},
		"twice":           {"---\nmood: 1\nmood: 2\n---\n", "mood", 2},
		"no end":          {"---\nmood: 2\n# Alice\n\ntext\n", "mood", 2},
		"in the text":     {"---\ndate: 2026-11-20\n---\nmood: fine\n", "", 0},
		"within a value":  {"---\ntitle: for which reason\n---\n", "", 0},
		"no front matter": {"mood: fine\n", "", 0},
	} {
		t.Run(name, func(t *testing.T) {
			key, line := OneSided("people/alice/2026-11-20.md", []byte(c.src))
			if key != c.key || line != c.line && c.line != 1 {
				t.Errorf("got %q on line %d, want %q on line %d", key, line, c.key, c.line)
			}
		})
	}
}
