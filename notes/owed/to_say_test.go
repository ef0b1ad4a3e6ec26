package owed_test

import (
	"fmt"
	"slices"
	"testing"
	"testing/fstest"

	"oneonone/notes"
	"oneonone/notes/owed"
	"oneonone/notes/search"
)

// The quick look finds what reading every note does, however a direction is written.
func TestToSayIsWhatFindSays(t *testing.T) {
	if testing.Short() {
		t.Skip("takes longer than the quick tests")
	}
	files := fstest.MapFS{
		"oneonone.yaml":           {Data: []byte("format: 1\nme: Sam Rivera\n")},
		"people/alice/README.md":  {Data: []byte("---\nname: Alice Martin\n---\n")},
		"people/elodie/README.md": {Data: []byte("---\nname: Élodie Blanc\naliases: [éb]\n---\n")},
	}
	n := 0
	for i, text := range []string{
		"## Feedback\n- [ ] to Alice: a\n", "## Feedback\n* [] To Alice and Élodie: b\n", "## FEEDBACK for Alice\n- [ ] c\n",
		"## Feedback\n\n### To Alice\n- [ ] d\n", "**Feedback to Alice**\n- [ ] e\n", "- [ ] to alice: f #feedback\n", "## Feedback\n- \\[ \\] to @alice: g\n",
		"## Feedback\n- [ ] **to Alice**: h\n", "## Feedback\n- [ ] 2026-11-02: to Alice: i\n", "## Retours\n- [ ] à Élodie : j\n", "## Feedback\n- [ ] an Alice: k\n",
		"## Feedback\n- [\u00a0] para Alice: l\n", "## Feedback\n1. [ ] to Alice: m\n", "## Feedback\n- To Alice:\n  - [ ] n\n", "1. Feedback to Alice:\n  - [ ] o\n",
		"## Feedback\n- [ ] to Alice:\n  the demo\n", "## Feedback\n- [ ]   to  Alice: p\n", "## Feedback\n- [x] to Alice: said\n", "- [ ] feedback on the release\n",
		"## Feedback\n- [ ] À Élodie: q\n", "> - [ ] to Alice: quoted\n", "## Feedback\n- [ ] to éb: r\n",
	} {
		files[fmt.Sprintf("private/people/alice/2026-10-%02d.md", i+1)] = &fstest.MapFile{Data: []byte(text)}
		files[fmt.Sprintf("people/elodie/2026-10-%02d.md", i+1)] = &fstest.MapFile{Data: []byte(text)}
	}
	f, err := notes.OpenFolder(files)
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range []*notes.Folder{f, first(team(t))} {
		all, _, err := owed.Find(f, nil)
		if err != nil {
			t.Fatal(err)
		}
		all = slices.DeleteFunc(all, func(d owed.Debt) bool { return d.Kind != owed.Say })
		quick, _, err := owed.ToSay(f, search.In{People: f.People(), Private: true})
		if err != nil {
			t.Fatal(err)
		}
		n += len(all)
		place := func(d owed.Debt) string {
			return fmt.Sprintf("%s %s:%d %s %s", d.Person, d.Path, d.Line, d.Day, d.Text)
		}
		for _, d := range all {
			if !slices.ContainsFunc(quick, func(q owed.Debt) bool { return place(q) == place(d) }) {
				t.Errorf("missed %s", place(d))
			}
		}
		if len(quick) != len(all) {
			t.Errorf("%d are found quickly, %d by reading", len(quick), len(all))
		}
	}
	if n < 100 {
		t.Errorf("only %d to be found", n)
	}
}

func first[A, B any](a A, _ B) A { return a }
