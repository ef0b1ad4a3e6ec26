package themes

import (
	"fmt"
	"strings"
	"testing"
)

// saying is a folder in which four people begin to say a line, each in three notes,
// and other files.
func saying(t testing.TB, line string, others map[string]string) (*Heard, []Plain, Untold) {
	t.Helper()
	files := map[string]string{}
	for i := range 4 {
		person := handle(i)
		files["people/"+person+"/README.md"] = "---\nname: " + names[i] + "\n---\n"
		for week := range 12 {
			files[fmt.Sprintf("people/%s/%s.md", person, day("2025-12-05").AddDays(7*week))] = fmt.Sprintf("- nothing of note %d\n", week)
		}
		for week := range 3 {
			files[fmt.Sprintf("people/%s/%s.md", person, day("2026-10-30").AddDays(7*week))] = fmt.Sprintf("- %s (%d)\n", line, week)
		}
	}
	for path, src := range others {
		files[path] = src
	}
	f := folder(t, files)
	heard, _, err := Rises(f, Window{Since: day("2026-10-01")}, 3, never)
	if err != nil {
		t.Fatal(err)
	}
	told, left, err := heard.Plain(f)
	if err != nil {
		t.Fatal(err)
	}
	return &heard, told, left
}

// A word may be told when the notes show that it is an ordinary one, and nowhere have
// it as a name.
func TestPlainWords(t *testing.T) {
	const elsewhere = "people/zoe/2020-03-02.md"
	for _, c := range []struct{ line, other, want string }{
		{"we moved to Kafka", "", ""},
		{"we moved to kafka", "", ""},
		{"Kafka is hard", "", ""}, // at the start of a line it may be anything
		{"zork thinks of leaving", "", ""},
		{"lunch with zork", "", ""},
		{"the zork incident", "", "zork incident|incident"},
		{"@zork should know", "", ""},
		{"zork's idea", "", ""},
		{"talk to the zork", "- met Zork", ""},
		{"talk to the zork", "- zork@example.org wrote", ""},
		{"talk to the zork", "- ask @zork", ""},
		{"talk to the zork", "# Notes on Zork", "zork"}, // titles have capitals anyway
		{"the rose", "- lunch with Rose", ""},
		{"the alise", "", ""},          // Alice, misspelt
		{"the stones", "", ""},         // Bob Stone
		{"the cd", "", ""},             // Chloe Dubois
		{"the rеorg", "", ""},          // with a Cyrillic е
		{"the ｒｅｏｒｇ", "", ""},          // in full width
		{"田中さんは残業が多い", "", ""},         // words are not told apart
		{"the backlog", "", "backlog"}, // as two lines say
		{"worried about overtime", "", "overtime"},
		{"the OKRs", "", "okrs"},
		{"our migration", "", "migration"},
		{"wegen der Umstrukturierung", "", "umstrukturierung"},
		{"es ist wegen Klaus", "", ""},
		{"der Klaus ist müde", "", ""},
		{"es gibt so eine Ablage für uns", "", "ablage"},
		{"no zork today", "", ""},
		{"our zork is off", "", ""},
		{"heute kein Klaus", "", ""},
		{"browning was late", "", ""},
		{"concepción llega tarde", "", ""},
		{"это наш Клаус", "", ""},
	} {
		others := map[string]string{"people/zoe/README.md": "---\nname: Zoe Quist\narchived: 2020-05-01\n---\n"}
		if c.other != "" {
			others[elsewhere] = c.other + "\n"
		}
		heard, told, _ := saying(t, c.line, others)
		if len(heard.Rising) == 0 && c.want != "" {
			t.Errorf("%q: nothing rises", c.line)
		}
		var words []string
		for _, p := range told {
			words = append(words, p.Words)
		}
		if got := strings.Join(words, "|"); got != c.want && !strings.Contains("|"+c.want+"|", "|"+got+"|") {
			t.Errorf("%q, %q: told %q, want %q", c.line, c.other, got, c.want)
		}
	}
}

// Private notes may tell that a word is a name, and never that it is none.
func TestPlainWordsAndPrivateNotes(t *testing.T) {
	private := func(src string) map[string]string {
		return map[string]string{"private/people/a00/2026-10-30.md": src}
	}
	if _, told, _ := saying(t, "the backlog", private("- asked Backlog\n")); len(told) > 0 {
		t.Errorf("told %v", told)
	}
	if _, told, _ := saying(t, "about backlog", private("- the backlog\n- our backlog\n")); len(told) > 0 {
		t.Errorf("told %v", told)
	}
}
