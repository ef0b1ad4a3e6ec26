package notes

import "testing"

func TestNames(t *testing.T) {
	n := NewNames(NameSet{Names: []string{"Sam Rivera", "SR"}}, []NameSet{
		{"alice", []string{"Alice Martin", "AM"}},
		{"alice-b", []string{"Alice Brown"}},
		{"zoë", []string{"Zoë O'Brien-Łukasz"}},
		{"will", []string{"Will Turner"}},
	})
	for _, tt := range []struct{ word, person, want string }{
		{"alice", "", "alice"}, // a handle beats a first name
		{"Alice", "alice-b", "alice"},
		{"Alice Brown", "", "alice-b"},
		{"ALICE MARTIN", "", "alice"},
		{"AM", "", "alice"},
		{"am", "", ""}, // a word, not initials
		{"sam", "", Me},
		{"SR", "", Me},
		{"zoe\u0308", "", "zoë"}, // decomposed
		{"Zoë O’Brien-Łukasz", "", "zoë"},
		{"Zoe", "", "zoë"}, // typed without the accent
		{"will", "", "will"},
		{"Turner", "", ""},
		{"", "", ""},
	} {
		got, ok := n.resolve(tt.word, tt.person)
		if got != tt.want || ok != (tt.want != "") {
			t.Errorf("%q in notes on %q is %q, want %q", tt.word, tt.person, got, tt.want)
		}
	}
	two := NewNames(NameSet{}, []NameSet{{"chen-w", []string{"Chen Wu"}}, {"chen-l", []string{"Chen Li"}}})
	if h, ok := two.Resolve("Chen"); ok {
		t.Errorf("a name of two people is %q", h)
	}
	if h, _ := two.resolve("Chen", "chen-l"); h != "chen-l" {
		t.Errorf("in the notes on one of two, the name is %q", h)
	}
}

func TestLeadingOwner(t *testing.T) {
	g := NewLexicon(NewNames(NameSet{Handle: Me, Names: []string{"Sam Rivera"}}, []NameSet{{"alice", []string{"Alice Martin"}}, {"bob", []string{"Bob Stone"}}, {"carol", []string{"Carol Ng"}}}), nil)
	for text, want := range map[string]ownerForm{
		"Alice to send it": ownerTo, "Alice: send it": ownerColon, "Alice：send it": ownerColon, "@alice send it": ownerAt,
		"Alice will send it": ownerWill, "I'll send it": ownerWill, "I’ll send it": ownerWill, "Alice - send it": ownerLoose,
		"Alice needs to rest": ownerLoose, "Alice writes it": ownerLoose, "Alice's idea: go": ownerNone, "Alice was here": ownerNone,
		"Alicex to send it": ownerNone, "14:00 to send": ownerNone, "Bob / Carol: go": ownerColon, "Alice at 10:30": ownerNone,
		"@2pm meet": ownerNone, "Will it rain": ownerNone,
	} {
		if _, _, got := g.leadingOwner(text, voice{"alice", Me}); got != want {
			t.Errorf("%q has an owner of form %d, want %d", text, got, want)
		}
	}
}
