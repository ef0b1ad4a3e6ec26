package clause

import "testing"

func TestNames(t *testing.T) {
	n := NewNames(NameSet{Names: []string{"Sam Rivera", "SR"}}, []NameSet{
		{Handle: "alice", Names: []string{"Alice Martin", "AM"}},
		{Handle: "alice-b", Names: []string{"Alice Brown"}},
		{Handle: "zoë", Names: []string{"Zoë O'Brien-Łukasz"}},
		{Handle: "will", Names: []string{"Will Turner"}},
		{Handle: "isa", Names: []string{"Isa Trent", "IST"}},
	})
	for _, tt := range []struct{ word, person, want string }{
		{"alice", "", "alice"}, // a handle beats a first name
		{"Alice", "alice-b", "alice"},
		{"Alice Brown", "", "alice-b"},
		{"ALICE MARTIN", "", "alice"},
		{"AM", "", "alice"},
		{"am", "", ""}, // a word, not initials
		{"IST", "", "isa"},
		{"ist", "", ""},
		{"sam", "", Me},
		{"SR", "", Me},
		{"zoe\u0308", "", "zoë"}, // decomposed
		{"Zoë O’Brien-Łukasz", "", "zoë"},
		{"Zoe", "", "zoë"}, // typed without the accent
		{"will", "", "will"},
		{"Turner", "", ""},
		{"", "", ""},
	} {
		got, ok := n.ResolveFor(tt.word, tt.person)
		if got != tt.want || ok != (tt.want != "") {
			t.Errorf("%q in notes on %q is %q, want %q", tt.word, tt.person, got, tt.want)
		}
	}
	two := NewNames(NameSet{}, []NameSet{{Handle: "chen-w", Names: []string{"Chen Wu"}}, {Handle: "chen-l", Names: []string{"Chen Li"}}})
	if h, ok := two.Resolve("Chen"); ok {
		t.Errorf("a name of two people is %q", h)
	}
	if h, _ := two.ResolveFor("Chen", "chen-l"); h != "chen-l" {
		t.Errorf("in the notes on one of two, the name is %q", h)
	}
}

func TestLeadingOwner(t *testing.T) {
	g := NewLexicon(NewNames(NameSet{Handle: Me, Names: []string{"Sam Rivera"}}, []NameSet{{Handle: "alice", Names: []string{"Alice Martin"}}, {Handle: "bob", Names: []string{"Bob Stone"}}, {Handle: "carol", Names: []string{"Carol Ng"}}}), nil)
	for text, want := range map[string]ownerForm{
		"Alice to send it": OwnerTo, "Alice: send it": OwnerColon, "Alice：send it": OwnerColon, "@alice send it": OwnerAt,
		"Alice will send it": OwnerWill, "I'll send it": OwnerWill, "I’ll send it": OwnerWill, "Alice - send it": OwnerLoose,
		"Alice needs to rest": OwnerLoose, "Alice writes it": OwnerLoose, "Alice's idea: go": OwnerNone, "Alice was here": OwnerNone,
		"Alicex to send it": OwnerNone, "14:00 to send": OwnerNone, "Bob / Carol: go": OwnerColon, "Alice at 10:30": OwnerNone,
		"@2pm meet": OwnerNone, "Will it rain": OwnerNone,
	} {
		if _, _, got := g.LeadingOwner(text, Voice{"alice", Me}); got != want {
			t.Errorf("%q has an owner of form %d, want %d", text, got, want)
		}
	}
}
