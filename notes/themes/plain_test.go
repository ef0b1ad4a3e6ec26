package themes

import (
	"fmt"
	"testing"
)

// A word may be told when it is no name as far as its capitals tell: in German, where
// nouns have one too, when it stands behind an article.
func TestPlainWords(t *testing.T) {
	for line, want := range map[string]string{
		"we moved to Kafka":          "Kafka like a name",
		"Kafka is hard":              "kafka like a name", // at the start of a line it may be anything
		"the reorganisation":         "reorganisation",
		"the OKRs of the team":       "okrs",
		"wegen der Umstrukturierung": "umstrukturierung",
		"es ist wegen Klaus":         "Klaus like a name",
	} {
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
		heard, _, err := Rises(folder(t, files), Window{Since: day("2026-10-01")}, 3, never)
		if err != nil || len(heard.Rising) == 0 {
			t.Errorf("%q: %d rise: %v", line, len(heard.Rising), err)
			continue
		}
		plain, why := heard.Rising[0].Plain()
		if got := plain.Words; got != want && heard.Rising[0].Name+" "+why != want {
			t.Errorf("%q: %q, or %q %s, want %q", line, got, heard.Rising[0].Name, why, want)
		}
	}
}
