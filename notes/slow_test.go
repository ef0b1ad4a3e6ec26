package notes

import (
	"fmt"
	"strings"
	"testing"
	"testing/fstest"

	"oneonone/internal/when"
	"oneonone/notes/page"
)

// A note made to be slow is prepared for in a moment. Going through it in the
// square of its length would run into the test's own time limit.
func TestPrepIsLinear(t *testing.T) {
	if testing.Short() {
		t.Skip("takes longer than the quick tests")
	}
	const mb = 1 << 20
	for name, src := range map[string]string{
		"headings":         strings.Repeat("# a\n", 63_000),
		"headings, huge":   strings.Repeat("# a\n", 5*mb/4),
		"one paragraph":    strings.Repeat("a\n", 127_000),
		"paragraph, huge":  strings.Repeat("a\n", 5*mb/2),
		"open comments":    strings.Repeat("# a\n<!--\n", 27_000),
		"nested, and huge": strings.Repeat("- a\n  - b\n", 5*mb/10),
	} {
		t.Run(name, func(t *testing.T) {
			f, err := OpenFolder(fstest.MapFS{
				page.SettingsFile:            {Data: []byte("me: Sam\n")},
				"people/alice/README.md":     {Data: []byte("# Alice\n")},
				"people/alice/2026-11-13.md": {Data: []byte(src)},
			})
			if err != nil {
				t.Fatal(err)
			}
			day := when.Date{Year: 2026, Month: 11, Day: 20}
			f.Today = day
			prep, problems := f.Prep(f.Person("alice"), day)
			if huge := len(src) > mb; huge != (len(problems) > 0) || huge && len(prep.LastTime) > 0 {
				t.Errorf("%d bytes: %d lines of last time, problems %v", len(src), len(prep.LastTime), problems)
			}
		})
	}
}

// Nor are promises joined in the square of their number, however much alike
// they are: the lines of one entry, and those carried from one to the next.
func TestThreadsAreLinear(t *testing.T) {
	const n = 60_000
	for name, line := range map[string]string{
		"boxes":          "- [ ] Alice: x\n",
		"done":           "- [x] Alice: x\n",
		"done once":      "- [x] Alice: x (done 2026-11-13)\n",
		"carried":        "- [ ] Alice: x (since 2026-11-06)\n",
		"sentences":      "Alice to do it.\n\n",
		"a long line":    "- [ ] Alice: " + strings.Repeat("x ", n/2) + "(since 2026-11-06)\n",
		"two of a kind":  "- [ ] Alice: x\n- [ ] Bob: x\n",
		"both of a kind": "- [ ] Alice: do it\n\nAlice to do it.\n\n",
	} {
		t.Run(name, func(t *testing.T) {
			src := []byte(strings.Repeat(line, max(1, n/len(line))))
			f, err := OpenFolder(fstest.MapFS{
				page.SettingsFile:            {Data: []byte("me: Sam\n")},
				"people/alice/README.md":     {Data: []byte("# Alice\n")},
				"people/alice/2026-11-06.md": {Data: src},
				"people/alice/2026-11-13.md": {Data: src},
			})
			if err != nil {
				t.Fatal(err)
			}
			if threads, _ := threadsOf(f, "alice"); len(threads) == 0 {
				t.Error("no promise was read")
			}
		})
	}
}

// Nor is the day each topic was first on the agenda looked for in the square of
// their number.
func TestTopicsAreLinear(t *testing.T) {
	var src strings.Builder
	const n = 10_000
	for i := range n {
		fmt.Fprintf(&src, "## Topics\n- [ ] t%d\n", i)
	}
	f, err := OpenFolder(fstest.MapFS{
		page.SettingsFile:            {Data: []byte("me: Sam\n")},
		"people/alice/README.md":     {Data: []byte("# Alice\n")},
		"people/alice/2026-11-06.md": {Data: []byte(src.String())},
		"people/alice/2026-11-13.md": {Data: []byte(src.String())},
	})
	if err != nil {
		t.Fatal(err)
	}
	f.Today = when.Date{Year: 2026, Month: 11, Day: 20}
	waiting, err := f.HopperWithPutBacks("alice", f.Today)
	if err != nil || len(waiting) != n || waiting[0].PutBack != 2 || waiting[0].Since != (when.Date{Year: 2026, Month: 11, Day: 6}) {
		t.Errorf("%d topics wait, the first %+v: %v", len(waiting), waiting[0], err)
	}
}
