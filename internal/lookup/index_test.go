package lookup

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"oneonone/internal/sliptest"
)

// TestIndexFindsWhatEachSubjectDoes asks the index what a look at each subject says.
func TestIndexFindsWhatEachSubjectDoes(t *testing.T) {
	words := strings.Fields("lead payments migration staging database the slow 12 talk of speak Tabellen")
	rnd := rand.New(rand.NewPCG(1, 2))
	some := func(n int) string {
		var all []string
		for range 1 + rnd.IntN(n) {
			all = append(all, words[rnd.IntN(len(words))])
		}
		if rnd.IntN(4) == 0 {
			all[0] += ":"
		}
		return strings.Join(all, " ")
	}
	for range sliptest.Draws(300) {
		var texts []string
		for range rnd.IntN(60) {
			texts = append(texts, some(3))
		}
		x := IndexOf(texts)
		text := some(6)
		var in, meeting []int
		for i, of := range texts {
			if SubjectOf(of).In(text) {
				in = append(in, i)
			}
			if SubjectOf(of).Meets(SubjectOf(text)) {
				meeting = append(meeting, i)
			}
		}
		if got := x.In(text); !slices.Equal(got, in) {
			t.Fatalf("%q in %q: %v, want %v", text, texts, got, in)
		}
		if got := x.Meeting(SubjectOf(text)); !slices.Equal(got, meeting) {
			t.Fatalf("%q meets %q: %v, want %v", text, texts, got, meeting)
		}
	}
}

// What could be any of hundreds is not among them.
func TestWordsThatTellNothingNameNone(t *testing.T) {
	var texts []string
	for i := range 3000 {
		texts = append(texts, fmt.Sprintf("own the migration %d", i))
	}
	x := IndexOf(append(texts, "speak at a meetup"))
	for text, want := range map[string][]int{
		"migration: cut over":         nil,
		"the migration 12 is through": {12},
		"a speak at that meetup":      {3000},
	} {
		if got := x.In(text); !slices.Equal(got, want) {
			t.Errorf("%q names %v, want %v", text, got, want)
		}
	}
	if got := x.Meeting(SubjectOf("migration")); got != nil {
		t.Errorf("migration meets %d", len(got))
	}
}
