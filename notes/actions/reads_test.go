package actions

import (
	"fmt"
	"sync"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"oneonone/internal/memory"
	"oneonone/internal/when"
	"oneonone/notes"
	"oneonone/notes/clause"
	"oneonone/notes/page"
	"oneonone/notes/promise"
	"oneonone/notes/recall"
)

// entries is how many alice has: enough for a memory to be worth it.
const entries = 24

// openEntries opens a folder in which every entry carries the promise of the one
// before and makes another, and counts how often each is parsed from here on.
func openEntries(t *testing.T, m recall.Memory) (f *notes.Folder, parsed map[string]int) {
	t.Helper()
	files := fstest.MapFS{page.SettingsFile: {Data: []byte("format: 1\nme: Sam Rivera\n")}, "people/alice/README.md": {Data: []byte("# Alice\n")}}
	for i := range entries {
		day := when.New(2026, 1, 5).AddDays(7 * i)
		files[page.EntryPath("alice", day, 1)] = &fstest.MapFile{Data: fmt.Appendf(nil,
			"## Last time\n- [ ] **Alice: send plan %d** (since %s)\n\n## Notes\n- **Alice to open ticket %d** by Friday\n", i-1, day.AddDays(-7), i)}
	}
	f, err := notes.OpenFolder(files)
	if err != nil {
		t.Fatal(err)
	}
	f.Today = when.New(2026, 11, 20)
	if m != nil {
		f.Remember(m, "1")
	}
	var mu sync.Mutex
	parsed = map[string]int{}
	f.Grammar().Observe = func(path string) {
		mu.Lock()
		defer mu.Unlock()
		parsed[path]++
	}
	return f, parsed
}

// A tick parses each note once, and once more the one it has changed. From
// memory nothing is parsed but the note that changes.
func TestTickParsesEachNoteOnce(t *testing.T) {
	m := memory.In(t.TempDir())
	for _, c := range []struct {
		name   string
		memory recall.Memory
		once   bool // whether a note is parsed that is not ticked in
	}{{"without a memory", nil, true}, {"while remembering", m, true}, {"from memory", m, false}} {
		f, parsed := openEntries(t, c.memory)
		l := In(f)
		found, err := l.Find([]string{"send", "plan", "7"}, func(*promise.Thread) bool { return true })
		if err != nil {
			t.Fatal(err)
		}
		p := l.Plan()
		if err := p.Mark(found[0], clause.Done, f.Today); err != nil {
			t.Fatal(err)
		}
		if _, err := p.Changes(); err != nil {
			t.Fatal(err)
		}
		want := map[string]int{}
		if refs, _ := f.Entries("alice"); c.once {
			for _, r := range refs {
				want[r.Path] = 1
			}
		}
		want[found[0].Newest().Path] = 2
		if diff := cmp.Diff(want, parsed); diff != "" {
			t.Errorf("%s (-want +got):\n%s", c.name, diff)
		}
	}
}

// A due date and an owner are set in one more reading each.
func TestEditParsesTheNoteOnceMoreForEachStep(t *testing.T) {
	f, parsed := openEntries(t, nil)
	l := In(f)
	threads, _ := l.Threads("alice")
	clear(parsed)
	p := l.Plan()
	if err := p.SetDue(threads[0], when.New(2026, 12, 1)); err != nil {
		t.Fatal(err)
	}
	if err := p.SetOwner(threads[0], clause.Me); err != nil {
		t.Fatal(err)
	}
	if _, err := p.Changes(); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(map[string]int{threads[0].Newest().Path: 2}, parsed); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}
