package gitrewrite

import (
	"slices"
	"testing"
)

func TestQuotesOfMessages(t *testing.T) {
	q := quotes{}
	q.add("alice: add to hopper: the offer\n\nOneonone: 1-2\n")
	q.add("update the notes")
	for said, want := range map[string]string{
		"Revert \"alice: add to hopper: the offer\"\n\nThis reverts commit 1.\n": "Revert \"…\"\n\nThis reverts commit 1.\n",
		"update the notes\n":                    "update the notes\n", // another one that says the same
		"WIP on main: 12345 update the notes":   "WIP on main: 12345 …",
		"bob: add to hopper: the offer":         "bob: add to hopper: the offer",
		"alice: add to hopper: the offer twice": "… twice",
	} {
		if got := q.out(said, true); got != want {
			t.Errorf("%q becomes %q, want %q", said, got, want)
		}
	}
	if got := q.out("update the notes", false); got != "…" {
		t.Errorf("in a log it becomes %q", got)
	}
}

// A name that two people had one after the other is each one's in their time only.
func TestNamesThroughRenames(t *testing.T) {
	renames := []rename{{"alice", "alice-m"}, {"al", "alice"}}
	paths := func(name string) []string { return []string{name} }
	for _, c := range []struct {
		name string
		has  []bool // which renames a commit has behind it
		want []string
	}{
		{"alice", []bool{false, false}, []string{"al"}},
		{"alice", []bool{true, false}, []string{"al", "alice"}},
		{"alice", []bool{true, true}, []string{"alice"}},
		{"alice-m", []bool{false, false}, []string{"alice", "alice-m"}},
		{"alice-m", []bool{true, true}, []string{"alice-m"}},
	} {
		rule := Rule{Name: c.name, Paths: paths}
		if got := rule.goneAt(renames, func(i int) bool { return c.has[i] }); !slices.Equal(got, c.want) {
			t.Errorf("%s with %v: %v go, want %v", c.name, c.has, got, c.want)
		}
	}
}
