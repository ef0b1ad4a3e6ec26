package search

import (
	"bytes"
	"math/rand/v2"
	"regexp"
	"runtime"
	"strings"
	"testing"
	"testing/fstest"

	"oneonone/notes"
	"oneonone/notes/page"
)

// finding searches for "a" in one entry, and says how much that asks of the
// memory.
func finding(t *testing.T, src string) (hits []Hit, problems int, allocated uint64) {
	t.Helper()
	f, err := notes.OpenFolder(fstest.MapFS{
		page.SettingsFile:          {Data: []byte("me: Sam\n")},
		"people/bob/README.md":     {Data: []byte("# Bob\n")},
		"people/bob/2026-11-13.md": {Data: []byte(src)},
	})
	if err != nil {
		t.Fatal(err)
	}
	q, err := Parse([]string{"a"})
	if err != nil {
		t.Fatal(err)
	}
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	hits, said, err := Find(f, In{People: f.People()}, q)
	runtime.ReadMemStats(&after)
	if err != nil {
		t.Fatal(err)
	}
	return hits, len(said), after.TotalAlloc - before.TotalAlloc
}

// A note of 5 MB that says a word a million times took a gigabyte.
func TestFindIsBounded(t *testing.T) {
	const mb = 1 << 20
	for name, src := range map[string]string{
		"headings":       strings.Repeat("# a\n", 5*mb/4),
		"items":          strings.Repeat("- a\n", 5*mb/4),
		"one line":       strings.Repeat("a b ", 5*mb/4),
		"a long heading": "# " + strings.Repeat("x", 4*mb) + "\n" + strings.Repeat("- a\n", mb/4),
	} {
		hits, problems, allocated := finding(t, src)
		if many := name != "one line"; many != (len(hits) == mostHits) || many != (problems == 1) {
			t.Errorf("%s: %d passages and %d problems", name, len(hits), problems)
		}
		said := 0
		for _, h := range hits {
			said += len(h.Text) + len(h.Section)
		}
		if said > 16*mb || allocated > 100*mb {
			t.Errorf("%s: %d MB are shown, and %d MB of memory asked for", name, said/mb, allocated/mb)
		}
	}
}

// What is found is one line, however the passage is laid out.
func TestFindGivesPassages(t *testing.T) {
	hits, problems, _ := finding(t, "# Alice\n\n## Notes\n> - [ ] a\n  word\n\n```\na b\n\tc a\n```\n")
	var got []string
	for _, h := range hits {
		got = append(got, h.Section+": "+h.Text)
	}
	if want := ": Alice|Notes: a word|Notes: a b|Notes: c a"; strings.Join(got, "|") != want || problems > 0 {
		t.Errorf("got  %s (%d problems)\nwant %s", strings.Join(got, "|"), problems, want)
	}
}

// Eight bytes are folded at once as one after the other are.
func TestFoldingIsTheSameAtOnce(t *testing.T) {
	var all []byte
	for c := range 256 {
		all = append(all, byte(c))
	}
	all = append(all, "[`@{Zz Aa É e\u0301 ſ K 11:1 straße ΑΩ"...)
	for _, f := range []folding{{}, {letterCase: true}, {accents: true}, {letterCase: true, accents: true}} {
		for from := range all {
			var at []int
			at = at[:0]
			slow := f.fold(nil, all[from:], &at) // with places, one at a time
			if fast := f.fold(nil, all[from:], nil); !bytes.Equal(fast, slow) {
				t.Fatalf("%+v from %d: %q, want %q", f, from, fast, slow)
			}
		}
	}
}

// A word is found in a text as written where an expression finds it in the folded
// text, and only there.
func TestWordsAreFoundAsInFoldedTexts(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	some := func(letters string, most int) string {
		all, s := []rune(letters), []rune{}
		for range r.IntN(most) {
			s = append(s, all[r.IntN(len(all))])
		}
		return string(s)
	}
	found := 0
	for range 20_000 {
		q, err := Parse([]string{some("abABgéÉß \u0301", 5)})
		if err != nil {
			continue
		}
		src := []byte(some("aaabbbABgGeéÉßſ …\u0301 \n\t", 40))
		w := &q.words[0]
		expression := strings.ReplaceAll(regexp.QuoteMeta(string(w.folded)), " ", `[ \t\n]+`)
		if w.starts {
			expression = `(?:^|[^\pL])` + expression
		}
		want := regexp.MustCompile(expression).Match(w.fold(nil, src, nil))
		if got := q.looker().has(src); got != want {
			t.Fatalf("%q in %q: %v, want %v", w.folded, src, got, want)
		}
		if want {
			found++
		}
	}
	if found < 2_000 {
		t.Errorf("only %d words were found", found)
	}
}
