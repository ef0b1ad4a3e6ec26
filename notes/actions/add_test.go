package actions

import (
	"bytes"
	"errors"
	"strings"
	"testing"
	"testing/fstest"

	"oneonone/internal/when"
	"oneonone/notes"
	"oneonone/notes/clause"
	"oneonone/notes/page"
	"oneonone/notes/promise"
)

// addTo plans an action into one entry of alice's, on a day after it.
func addTo(t testing.TB, src string, a NewAction) (out string, added []*promise.Thread, err error) {
	const path = "people/alice/2026-11-13.md"
	f, err := notes.OpenFolder(fstest.MapFS{page.SettingsFile: {Data: []byte("me: Sam Rivera\n")},
		"people/bob/README.md": {Data: []byte("---\nname: Bob Stone\n---\n")}, path: {Data: []byte(src)}})
	if err != nil {
		t.Fatal(err)
	}
	p := In(f).Plan()
	if err := p.Add(page.EntryRef{Path: path, Person: "alice", Date: when.New(2026, 11, 13), N: 1}, a, when.New(2026, 11, 20)); err != nil {
		return "", nil, err
	}
	changes, err := p.Changes()
	if err != nil {
		return "", nil, err
	}
	if len(changes) != 1 || string(changes[0].Old) != src {
		t.Fatalf("%d changes", len(changes))
	}
	return string(changes[0].New), p.Added(), nil
}

func TestAddAction(t *testing.T) {
	due := when.New(2026, 11, 27)
	for _, c := range []struct {
		name, src string
		a         NewAction
		want      string // the line added, or part of the error
	}{
		{"under notes", "## Notes\n\n- CI is flaky\n", NewAction{Text: "Alice to open a ticket"}, "- **Alice to open a ticket** (since 2026-11-20)"},
		{"with owner and due", "## Notes\n", NewAction{Text: "open a ticket", Owner: "bob", Due: due}, "- **Bob: open a ticket** (since 2026-11-20, due 2026-11-27)"},
		{"no notes heading", "# Alice\n\njust words\n", NewAction{Text: "open a ticket"}, "- **open a ticket** (since 2026-11-20)"},
		{"not under decisions", "## Notes\n\n- x\n\n## Decisions\n\n- hire\n", NewAction{Text: "open a ticket"}, "- **open a ticket** (since 2026-11-20)"},
		{"CRLF", "## Notes\r\n\r\n- x\r\n", NewAction{Text: "open a ticket"}, "- **open a ticket** (since 2026-11-20)\r"},
		{"stars and tabs", "## Next steps\n\t* [ ] a task of old\n", NewAction{Text: "open a ticket"}, ""},
		{"an owner's section", "## Actions for Bob\n- [ ] x y z\n\n## Actions for Alice\n- [ ] x y\n", NewAction{Text: "Alice: open a ticket"}, "- [ ] Alice: open a ticket (since 2026-11-20)"},
		{"too short for bold", "## Notes\n", NewAction{Text: "Budget"}, "- [ ] **Budget** (since 2026-11-20)"},
		{"a question", "## Notes\n", NewAction{Text: "when do we restart?"}, "- [ ] **when do we restart?** (since 2026-11-20)"},
		{"bold in it", "## Notes\n", NewAction{Text: "send **all** of it"}, ""},
		{"a bullet in front", "## Notes\n", NewAction{Text: "- [ ] open a ticket (due 2026-11-27)"}, "- **open a ticket** (since 2026-11-20, due 2026-11-27)"},
		{"several lines", "## Notes\n", NewAction{Text: "open\n\n# a ticket"}, "- **open # a ticket** (since 2026-11-20)"},
		{"nothing", "## Notes\n", NewAction{Text: " \x00 "}, "no action in"},
		{"a placeholder", "## Notes\n", NewAction{Text: "TBD"}, "no action in"},
		{"due too early", "## Notes\n", NewAction{Text: "open a ticket", Due: when.New(2026, 11, 1)}, "the due date 2026-11-01 is before the entry"},
		{"known", "- **Open a Ticket!**\n", NewAction{Text: "open a ticket"}, "already has that action"},
		{"swallowed", "<!-- x\n\n## Notes\n", NewAction{Text: "open a ticket"}, "the comment is never closed"},
		{"too large", strings.Repeat("word ", 60_000), NewAction{Text: "open a ticket"}, "larger than"},
	} {
		out, added, err := addTo(t, c.src, c.a)
		if err != nil {
			if c.want == "" || !strings.Contains(err.Error(), c.want) {
				t.Errorf("%s: %v", c.name, err)
			}
			continue
		}
		if len(added) != 1 {
			t.Errorf("%s: %d added:\n%s", c.name, len(added), out)
		}
		if c.want != "" && !strings.Contains("\n"+out+"\n", "\n"+c.want+"\n") {
			t.Errorf("%s: no line %q in\n%s", c.name, c.want, out)
		}
	}
}

// Over any note and any words: no panic, and what is planned is the old note
// with something put into it, which is read back as one more promise.
func FuzzAddAction(f *testing.F) {
	for _, src := range []string{"## Notes\n\n- x\n", "## Next steps\r\n* [ ] y", "\ufeff---\ndate: 2026-11-13\n---\n1. **Bob to go**\n", "<!--", "```\n", "- - > 1. x\n\t* [ ] y\n", "\xff\xfe\x00"} {
		f.Add(src, "Alice to send the plan", true)
		f.Add(src, "**x** `y` <b>z</b> [a](b) ~~c~~ \\* (due 2026-11-27)", false)
	}
	f.Fuzz(func(t *testing.T, src, text string, owned bool) {
		if len(src) > 4<<10 || len(text) > 1<<10 {
			return
		}
		a := NewAction{Text: text}
		if owned {
			a.Owner = "bob"
		}
		out, added, err := addTo(t, src, a)
		if err != nil {
			return
		}
		if len(added) != 1 || added[0].State != clause.Open || owned && !clause.EqualOwners(added[0].Owners, []string{"bob"}) {
			t.Fatalf("%d added to %q: %q", len(added), src, out)
		}
		if !insertedInto([]byte(src), []byte(out)) {
			t.Fatalf("bytes of %q are not as they were in %q", src, out)
		}
		// The same words again are the same promise.
		if _, _, err := addTo(t, out, a); err == nil || !errors.As(err, new(*KnownError)) {
			t.Fatalf("added twice: %v\n%q", err, out)
		}
	})
}

// insertedInto reports whether new is old with one stretch put into it.
func insertedInto(old, new []byte) bool {
	for i := 0; i <= len(old); i++ {
		if bytes.HasPrefix(new, old[:i]) && bytes.HasSuffix(new, old[i:]) && len(new) > len(old) {
			return true
		}
	}
	return false
}
