package page

import (
	"errors"
	"testing"

	"oneonone/internal/when"
	"oneonone/notes/clause"
)

// one reads a note with one action.
func one(t *testing.T, g *Grammar, src string) *Action {
	t.Helper()
	all := g.ParseEntry("people/alice/2026-11-20.md", []byte(src)).Actions()
	if len(all) != 1 {
		t.Fatalf("%q has %d actions, want 1", src, len(all))
	}
	return all[0]
}

// bytesOf are those of an entry, for who compares them.
func bytesOf(e *Entry, err error) ([]byte, error) {
	if err != nil {
		return nil, err
	}
	return e.Src, nil
}

func marked(g *Grammar, src []byte, a *Action, to clause.State, day when.Date) ([]byte, error) {
	return bytesOf(g.ParseEntry(a.Path, src).Mark(a, to, day))
}

func withDue(g *Grammar, src []byte, a *Action, due when.Date) ([]byte, error) {
	return bytesOf(g.ParseEntry(a.Path, src).SetDue(a, due))
}

func withOwner(g *Grammar, src []byte, a *Action, owner string) ([]byte, error) {
	return bytesOf(g.ParseEntry(a.Path, src).SetOwner(a, owner))
}

// Each case is marked, and opened again to the same bytes.
func TestMark(t *testing.T) {
	day := when.Date{Year: 2026, Month: 11, Day: 26}
	tests := []struct{ src, done, dropped string }{
		{"- [ ] **Send it**", "- [x] **Send it** (done 2026-11-26)", "- [-] **Send it** (dropped 2026-11-26)"},
		{"- [ ] send it (since 2026-11-13, due 2026-11-27)\n", "- [x] send it (since 2026-11-13, due 2026-11-27, done 2026-11-26)\n", "- [-] send it (since 2026-11-13, due 2026-11-27, dropped 2026-11-26)\n"},
		{"- CI is flaky; **Alice to open a ticket**\n", "- CI is flaky; ~~**Alice to open a ticket**~~ (done 2026-11-26)\n", "- CI is flaky; ~~**Alice to open a ticket**~~ ❌ (dropped 2026-11-26)\n"},
		{"- **Send the plan** (due 2026-11-27).\r\n", "- ~~**Send the plan**~~ (due 2026-11-27, done 2026-11-26).\r\n", "- ~~**Send the plan**~~ ❌ (due 2026-11-27, dropped 2026-11-26).\r\n"},
		{"## Next steps\n- send it  \n  today\n", "## Next steps\n- ~~send it~~ (done 2026-11-26)  \n  today\n", "## Next steps\n- ~~send it~~ ❌ (dropped 2026-11-26)  \n  today\n"},
		{"- TODO: wrap\n  the lines\n", "- ~~TODO: wrap\n  the lines~~ (done 2026-11-26)\n", "- ~~TODO: wrap\n  the lines~~ ❌ (dropped 2026-11-26)\n"},
		{"- [ ] send it 📅 2026-11-27", "- [x] send it 📅 2026-11-27 (done 2026-11-26)", "- [-] send it 📅 2026-11-27 (dropped 2026-11-26)"},
		{"- [] no space", "- [] ~~no space~~ (done 2026-11-26)", "- [] ~~no space~~ ❌ (dropped 2026-11-26)"},
		// A tilde in the words would end the strike, so the day alone says it.
		{"- TODO: wait ~5 min for ~x~ to end", "- TODO: wait ~5 min for ~x~ to end (done 2026-11-26)", "- TODO: wait ~5 min for ~x~ to end ❌ (dropped 2026-11-26)"},
	}
	g := CorpusGrammar()
	for _, tt := range tests {
		for to, want := range map[clause.State]string{clause.Done: tt.done, clause.Dropped: tt.dropped} {
			got, err := marked(g, []byte(tt.src), one(t, g, tt.src), to, day)
			if err != nil || string(got) != want {
				t.Errorf("%q %s is\n%q, want\n%q (%v)", tt.src, to, got, want, err)
				continue
			}
			back, err := marked(g, got, one(t, g, want), clause.Open, day)
			if err != nil || string(back) != tt.src {
				t.Errorf("%q opened again is %q (%v)", want, back, err)
			}
		}
	}
}

// What people write by hand to say done is taken away as well.
func TestMarkOpensWhatPeopleClosed(t *testing.T) {
	g := CorpusGrammar()
	for src, want := range map[string]string{
		"- [X] send it":                                   "- [ ] send it",
		"- [ ] ✅ send it":                                 "- [ ] send it",
		"- [x] send it ✅ 2026-11-18":                      "- [ ] send it",
		"- [ ] send it (done)":                            "- [ ] send it",
		"- [ ] send it – Done":                            "- [ ] send it",
		"- [ ] ~~send it~~ (since 2026-11-13, done)":      "- [ ] send it (since 2026-11-13)",
		"- [x] send it (done 2026-11-18, due 2026-11-30)": "- [ ] send it (due 2026-11-30)",
		"- **~~Alice to send it~~**":                      "- **Alice to send it**",
	} {
		got, err := marked(g, []byte(src), one(t, g, src), clause.Open, when.Date{})
		if err != nil || string(got) != want {
			t.Errorf("%q opened is %q, want %q (%v)", src, got, want, err)
		}
	}
}

func TestSetDueAndOwner(t *testing.T) {
	g := CorpusGrammar()
	due := when.Date{Year: 2026, Month: 12, Day: 4}
	for _, tt := range []struct{ src, due, none, owner string }{
		{"- [ ] send it", "- [ ] send it (due 2026-12-04)", "- [ ] send it", "- [ ] Bob: send it"},
		{"- **Alice to send it** (due 2026-11-27)", "- **Alice to send it** (due 2026-12-04)", "- **Alice to send it**", "- **Bob to send it** (due 2026-11-27)"},
		{"- [ ] **Alice: send it** (since 2026-11-13, due 2026-11-27)", "- [ ] **Alice: send it** (since 2026-11-13, due 2026-12-04)", "- [ ] **Alice: send it** (since 2026-11-13)", "- [ ] **Bob: send it** (since 2026-11-13, due 2026-11-27)"},
		{"- [ ] @alice send it 📅 2026-11-27", "- [ ] @alice send it 📅 2026-12-04", "- [ ] @alice send it", "- [ ] @bob send it 📅 2026-11-27"},
		{"- [ ] send it [due:: 2026-11-27]", "- [ ] send it [due:: 2026-12-04]", "- [ ] send it", "- [ ] Bob: send it [due:: 2026-11-27]"},
		{"- **Alice** to send it by Friday", "- **Alice** to send it by Friday (due 2026-12-04)", "- **Alice** to send it by Friday", "- **Bob** to send it by Friday"},
		{"- AP Alice: send it", "- AP Alice: send it (due 2026-12-04)", "- AP Alice: send it", "- AP Bob: send it"},
	} {
		a := one(t, g, tt.src)
		if got, err := withDue(g, []byte(tt.src), a, due); err != nil || string(got) != tt.due {
			t.Errorf("%q with a due date is %q, want %q (%v)", tt.src, got, tt.due, err)
		}
		if got, err := withDue(g, []byte(tt.src), a, when.Date{}); err != nil || string(got) != tt.none {
			t.Errorf("%q without a due date is %q, want %q (%v)", tt.src, got, tt.none, err)
		}
		if got, err := withOwner(g, []byte(tt.src), a, "bob"); err != nil || string(got) != tt.owner {
			t.Errorf("%q of Bob is %q, want %q (%v)", tt.src, got, tt.owner, err)
		}
	}
}

// A note that has changed since it was read is never edited by old offsets.
func TestMarkOfAChangedNote(t *testing.T) {
	g := CorpusGrammar()
	day := when.Date{Year: 2026, Month: 11, Day: 26}
	a := one(t, g, "- [ ] send it\n")
	got, err := marked(g, []byte("# New line\n\n- [ ] other\n- [ ] send it\n"), a, clause.Done, day)
	if err != nil || string(got) != "# New line\n\n- [ ] other\n- [x] send it (done 2026-11-26)\n" {
		t.Errorf("after lines were added: %q, %v", got, err)
	}
	for _, src := range []string{"- [ ] something else\n", "\n- [ ] send it\n- [ ] send it\n"} {
		if got, err := marked(g, []byte(src), a, clause.Done, day); !errors.Is(err, ErrMoved) {
			t.Errorf("%q: %q, %v; want ErrMoved", src, got, err)
		}
	}
}
