package clause

import "testing"

// A verb of reporting near the beginning tells how things are; further on it
// is part of what is to be done.
func TestStates(t *testing.T) {
	g := NewLexicon(NewNames(NameSet{}, nil), nil)
	for text, want := range map[string]bool{
		"The team is tired": true, "send a b c is": true, "send a b c d is": false, "send the slides": false,
	} {
		if got := g.States(text); got != want {
			t.Errorf("%q states something: %v, want %v", text, got, want)
		}
	}
}
