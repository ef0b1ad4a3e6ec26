package notes

import (
	"bytes"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"oneonone/internal/when"
	"oneonone/notes/jotting"
	"oneonone/notes/page"
)

// FuzzJot notes a line into whatever an entry and a top page hold, and has the
// next entry take what waits: no other byte changes, no promise or topic comes or
// goes but in the line itself, and the line is in one place.
func FuzzJot(f *testing.F) {
	f.Add("# Tom\n\n## Notes\n- a\n\nmore\n\n### Sub\n- b\n\n## Actions\n- [ ] Tom to send it\n", "ran it well #win", "# Tom\n\n## Notes\n- 2026-11-18: x\n- y\n")
	f.Add("## Notes\r\n\r\n## Feedback\r\n* from Tom: late", "2026-11-18: to Tom: slow", "")
	f.Add("- [ ] one\n```\n", "# head", "<!--\n")
	f.Add("", "[x] done", "Notes:\n\n1. 2026-11-19: a\n   - b\n\n\n2. c\n")
	f.Fuzz(jotLaws)
}

// TestJotLaws is FuzzJot over notes made of what people and editors leave in them.
func TestJotLaws(t *testing.T) {
	if testing.Short() {
		t.Skip("takes longer than the quick tests")
	}
	pieces := strings.Split("# Tom|## Notes||- a|- 2026-11-18: x|- 2026-11-19: **Tom to send it**|  - nested|* 2026-11-17: y|para|Notes:|```|<!-- c -->|<!--|-->|## Actions|"+
		"- [ ] Tom to call|## Topics|- [ ] topic|1. 2026-11-20: n|> q|### Sub|- 2026-11-21: future|---|## Feedback|**bold**|- from Tom: z|   indented|- Notes|  - 2026-11-18: deep|\t- tab", "|")
	lines := strings.Split("ran it|# h|```|<!-- x|**Tom to send it**|to Tom: bad|2026-11-18: old|[ ] box|Notes:|> q|1. one|--|***|a\\|Wins|AP Tom: send|I will send it|<b>|&amp;|[x](y", "|")
	r := rand.New(rand.NewPCG(15, 1))
	note := func() string {
		var b strings.Builder
		for range r.IntN(9) {
			b.WriteString(pieces[r.IntN(len(pieces))] + []string{"\n", "\r\n"}[r.IntN(8)/7])
		}
		if r.IntN(4) == 0 {
			return strings.TrimRight(b.String(), "\r\n")
		}
		return b.String()
	}
	for range 500 {
		entry, line, top := note(), lines[r.IntN(len(lines))], note()
		jotLaws(t, entry, line, top)
		if t.Failed() {
			t.Fatalf("entry %q, line %q, top page %q", entry, line, top)
		}
	}
}

func jotLaws(t *testing.T, entry, line, top string) {
	if line = jotting.TopicText(line); line == "" {
		return
	}
	today, _ := when.ParseISO("2026-11-20")
	files := fstest.MapFS{
		page.SettingsFile:          {Data: []byte("format: 1\nme: Sam\n")},
		"people/tom/README.md":     {Data: []byte(top)},
		"people/tom/2026-11-20.md": {Data: []byte(entry)},
	}
	folder, err := OpenFolder(files)
	if err != nil {
		t.Skip()
	}
	folder.Today = today
	e := folder.grammar.ParseEntry("people/tom/2026-11-20.md", []byte(entry))
	j := Jotter{Folder: folder}
	if _, err := j.Jot("tom", line, AimShared); err == nil && len(j.Changes) == 1 && j.Changes[0].Path == e.Path {
		after := e.Again(j.Changes[0].New)
		onlyInserted(t, []byte(entry), after.Src)
		for _, a := range e.Actions() {
			if !slices.ContainsFunc(after.Actions(), func(b *page.Action) bool { return b.Key == a.Key && b.State == a.State }) {
				t.Errorf("%q is a promise no more in:\n%s", a.Text, after.Src)
			}
		}
		if len(after.Topics()) != len(e.Topics()) || len(after.Dated()) < len(e.Dated()) {
			t.Errorf("topics or dated lines came or went in:\n%s", after.Src)
		}
	}
	delete(files, "people/tom/2026-11-20.md")
	if folder, err = OpenFolder(files); err != nil {
		t.Skip()
	}
	folder.Today = today
	d, err := folder.DraftEntry("tom", today, 1)
	if err != nil {
		t.Fatal(err)
	}
	changes, err := folder.Changes(d, []byte("# Tom\n\n## Notes\n\n"))
	if err != nil {
		t.Fatal(err)
	}
	made := folder.grammar.ParseEntry(changes[0].Path, changes[0].New)
	for _, n := range d.Noted {
		if !strings.Contains(string(made.Src), strings.TrimSpace(n.source)) {
			t.Errorf("%q did not come into:\n%s", n.source, made.Src)
		}
	}
	if len(d.Noted) > 0 {
		left := folder.grammar.ParseTopPage(changes[1].Path, changes[1].New)
		onlyInserted(t, left.Src, []byte(top))
		if got, want := len(left.Dated()), len(folder.Top("tom").Dated())-len(d.Noted); got != want {
			t.Errorf("%d dated lines are left, not %d, in:\n%s", got, want, left.Src)
		}
	}
}

// onlyInserted fails unless all lines of a text are in another one, in their order.
func onlyInserted(t *testing.T, less, more []byte) {
	t.Helper()
	rest := bytes.Split(more, []byte("\n"))
	for line := range bytes.SplitSeq(bytes.TrimRight(less, "\r\n"), []byte("\n")) {
		i := slices.IndexFunc(rest, func(l []byte) bool {
			return bytes.Equal(bytes.TrimSuffix(l, []byte("\r")), bytes.TrimSuffix(line, []byte("\r")))
		})
		if i < 0 {
			t.Fatalf("%q is not the whole of what is left of:\n%s\n---\n%s", line, less, more)
		}
		rest = rest[i+1:]
	}
}
