package lookup

import (
	"slices"
	"strings"
	"testing"
)

func TestMentions(t *testing.T) {
	m := MentionsOf([]string{"Alice Martin", "Alice", "alice", "AM", "@zoë", "Zoë Łukasz", "jean-luc", "J.-L.", "o'brien", "Jürgen", "Groß", "ÉB", "김철수", "  ", "@", "李雷"})
	for text, want := range map[string][]string{
		"Alice  Martin and ALICE, alice's": {"Alice  Martin", "ALICE", "alice"},
		"malice, alice2, alice_x":          nil,
		"I am AM, 10am":                    {"AM"},
		"ask @ZOË or zoë łukasz":           {"@ZOË", "zoë łukasz"},
		"a@zoë":                            nil,
		"Jean-Luc (J.-L.) and O'Brien":     {"Jean-Luc", "J.-L.", "O'Brien"},
		"Alice\nMartin":                    {"Alice\nMartin"},
		"O’Brien, Jean‑Luc, O’brienne":     {"O’Brien", "Jean‑Luc"},
		"Zoe Lukasz, @zoe, Jurgen, GROSS":  {"Zoe Lukasz", "@zoe", "Jurgen", "GROSS"},
		"Ju\u0308rgen, Zoe\u0308 Łukasz":   {"Ju\u0308rgen", "Zoe\u0308 Łukasz"},
		"EB, É\u0301B, éb, 김철, 김철수":        {"EB", "É\u0301B", "김철수"},
		"Ju\u0308rgenson, u\u0308Alice":    nil,
		"Alice Martinez":                   {"Alice"},
		"找李雷":                              nil,
		"李雷 said":                          {"李雷"},
		"alice\xffalice":                   {"alice", "alice"},
	} {
		var got []string
		for _, hit := range m.In(text) {
			got = append(got, text[hit[0]:hit[1]])
		}
		if !slices.Equal(got, want) {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
	if got := m.Without("Alice and AM", "someone"); got != "someone and someone" {
		t.Errorf("without: %q", got)
	}
	if got := (Mentions{}).In("Alice"); got != nil {
		t.Errorf("no names: %v", got)
	}
}

func BenchmarkMentions(b *testing.B) {
	var names []string
	for _, w := range strings.Fields("alice bob chen dana emil farid grace hans ines jo") {
		for _, v := range strings.Fields("smith baker miller rossi novak") {
			names = append(names, w+" "+v)
		}
	}
	m := MentionsOf(names)
	for b.Loop() {
		m.In("Alice says that the payments migration is slower than planned because of the schema")
	}
}
