package searching

import (
	"testing"

	"oneonone/internal/lookup"
)

func TestOver(t *testing.T) {
	var names []string
	for _, name := range []string{"Alice Martin", "Alexander van der Berg", "Mark Rose", "Zoë Łukasz"} {
		names = append(names, callings(name)...)
	}
	v := &veil{lookup.MentionsOf(names)}
	for text, want := range map[string]string{
		"Alice Martin and A. Martin agree":             "someone and someone agree",
		"Martin's plan, by Alice M. and A.M.":          "someone's plan, by someone and someone",
		"ask Alexander, or Berg, on 2026-11-20":        "ask someone, or someone",
		"mark what grace and rose mean to Mark":        "mark what grace and rose mean to someone",
		"mail alice@example.org":                       "mail someone",
		"Zoë said yesterday morning it is late":        "someone said it is late",
		"on Friday, 3 May 2026, we shipped":            "we shipped",
		"May 3rd was bad, the end of June was worse":   "was bad, was worse",
		"in Q3 2026 and in 2025 we grew by 3.5 points": "and we grew by 3.5 points",
		"on the 3rd, and by 3.4.2026":                  "and",
		"am 3.4. und am Freitag im September":          "am und am im",
		"am 3. Mai und le 1er août 2026, le 2 mars":    "und",
		"vom 4. Januar bis 12 juin war Ruhe":           "war Ruhe",
		"Alices Idee, Zoës auch, Alexanders nicht":     "someone Idee, someone auch, someone nicht",
		"she marks it and he roses":                    "she marks it and he roses",
		"the second attempt may march on":              "the second attempt may march on",
		"30% more, 24/7, in 3 of 4 teams":              "30% more, 24/7, in 3 of 4 teams",
		"nothing (since 2026-11-13, due 2026-11-27)":   "nothing",
	} {
		if got := v.over(text); got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}

func BenchmarkOver(b *testing.B) {
	v := &veil{lookup.MentionsOf(callings("Alice Martin"))}
	for b.Loop() {
		v.over("Alice says that the payments migration is slower than planned because of the schema")
	}
}
