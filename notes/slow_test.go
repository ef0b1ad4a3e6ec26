package notes

import (
	"fmt"
	"runtime"
	"strings"
	"testing"
	"testing/fstest"

	"oneonone/internal/when"
	"oneonone/notes/page"
)

// A note made to be slow is prepared for in a moment. Going through it in the
// square of its length would run into the test's own time limit, or take as much
// memory.
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
			var before, after runtime.MemStats
			runtime.ReadMemStats(&before)
			prep, problems := f.Prep(f.Person("alice"), day)
			runtime.ReadMemStats(&after)
			if each := (after.TotalAlloc - before.TotalAlloc) / uint64(len(src)); each > 2000 && !racing {
				t.Errorf("%d bytes allocated for each of the note", each)
			}
			if huge := len(src) > mb; huge != (len(problems) > 0) || huge && len(prep.LastTime) > 0 {
				t.Errorf("%d bytes: %d lines of last time, problems %v", len(src), len(prep.LastTime), problems)
			}
		})
	}
}

// Nor are promises joined in the square of their number, however much alike
// they are: the lines of one entry, and those carried from one to the next.
func TestThreadsAreLinear(t *testing.T) {
	if testing.Short() {
		t.Skip("takes longer than the quick tests")
	}
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

// hopperOf asks what waits where n topics are on the agenda twice, and counts what
// that asks of the memory: a counter tells it on every machine alike.
func hopperOf(t *testing.T, n int) (waiting []*WaitingTopic, allocated uint64) {
	t.Helper()
	var src strings.Builder
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
	f.Today = when.New(2026, 11, 20)
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	waiting, err = f.HopperWithPutBacks("alice", f.Today)
	runtime.ReadMemStats(&after)
	if err != nil {
		t.Fatal(err)
	}
	return waiting, after.TotalAlloc - before.TotalAlloc
}

// Nor is the day each topic was first on the agenda looked for in the square of
// their number, nor the whole note written anew for each.
func TestTopicsAreLinear(t *testing.T) {
	if testing.Short() {
		t.Skip("takes longer than the quick tests")
	}
	const n = 5_000
	_, half := hopperOf(t, n/2)
	waiting, whole := hopperOf(t, n)
	if len(waiting) != n || waiting[0].PutBack != 2 || waiting[0].Since != when.New(2026, 11, 6) {
		t.Errorf("%d topics wait, the first %+v", len(waiting), waiting[0])
	}
	if whole > 3*half {
		t.Errorf("%d topics ask for %d bytes of memory, twice as many for %d", n/2, half, whole)
	}
}
