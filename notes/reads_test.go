package notes

import (
	"io/fs"
	"sync"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"oneonone/internal/when"
	"oneonone/notes/clause"
	"oneonone/notes/page"
	"oneonone/notes/promise"
)

// parses counts how often each note's Markdown is parsed from here on.
func parses(f *Folder) map[string]int {
	var mu sync.Mutex
	count := map[string]int{}
	f.Grammar().Observe = func(path string) {
		mu.Lock()
		defer mu.Unlock()
		count[path]++
	}
	return count
}

func openFolder(t *testing.T, files fs.FS, m Memory) *Folder {
	t.Helper()
	f, err := OpenFolder(files)
	if err != nil {
		t.Fatal(err)
	}
	f.Today = when.New(2026, 11, 20)
	if m != nil {
		f.Remember(m, "1")
	}
	return f
}

// each is every entry of the folder with the number of times it may be parsed.
func each(t *testing.T, f *Folder, times int) map[string]int {
	t.Helper()
	refs, err := f.Entries("alice")
	if err != nil {
		t.Fatal(err)
	}
	want := map[string]int{}
	for _, r := range refs {
		want[r.Path] = times
	}
	return want
}

// A tick parses each note once, and once more the one it has changed. From
// memory nothing is parsed but the note that changes.
func TestTickParsesEachNoteOnce(t *testing.T) {
	m := shelf{}
	for _, c := range []struct {
		name   string
		memory Memory
		once   int // how often a note is parsed that is not ticked in
	}{{"without a memory", nil, 1}, {"while remembering", m, 1}, {"from memory", m, 0}} {
		f := openFolder(t, manyEntries(), c.memory)
		count := parses(f)
		l := f.Lookup()
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
		want := each(t, f, c.once)
		if c.once == 0 {
			want = map[string]int{}
		}
		want[found[0].Newest().Path] = 2
		if diff := cmp.Diff(want, count); diff != "" {
			t.Errorf("%s (-want +got):\n%s", c.name, diff)
		}
	}
}

// A due date and an owner are set in one more reading each.
func TestEditParsesTheNoteOnceMoreForEachStep(t *testing.T) {
	f := openFolder(t, manyEntries(), nil)
	l := f.Lookup()
	threads, _ := l.Threads("alice")
	count := parses(f)
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
	if diff := cmp.Diff(map[string]int{threads[0].Newest().Path: 2}, count); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

// A new entry asks the entries before it for actions, topics and when topics
// were first asked for; still each is parsed once.
func TestDraftParsesEachNoteOnce(t *testing.T) {
	files := manyEntries()
	for path, file := range files {
		if page.ParsePath(path).Kind == page.KindEntry {
			file.Data = append(file.Data, "\n## Topics\n- [ ] How promotion works here\n"...)
		}
	}
	files[page.TopPagePath("alice")].Data = append(files[page.TopPagePath("alice")].Data, "## Hopper\n- Holidays\n\n## Goals\n- Lead\n"...)
	for _, m := range []Memory{nil, shelf{}} {
		f := openFolder(t, files, m)
		count := parses(f)
		d, err := f.DraftEntry("alice", f.Today, 1)
		if err != nil {
			t.Fatal(err)
		}
		if len(d.Topics) != 2 || len(d.Goals) != 1 || len(d.FollowUps) == 0 {
			t.Fatalf("%d topics, %d goals, %d follow-ups", len(d.Topics), len(d.Goals), len(d.FollowUps))
		}
		if _, err := f.Changes(d, []byte("# Alice\n")); err != nil {
			t.Fatal(err)
		}
		want := each(t, f, 1)
		want[page.TopPagePath("alice")] = 1
		if diff := cmp.Diff(want, count); diff != "" {
			t.Errorf("(-want +got):\n%s", diff)
		}
	}
}

// A topic for the hopper is read back in the page it goes into.
func TestHopperParsesThePageOnceMore(t *testing.T) {
	files := fstest.MapFS{
		page.SettingsFile:            {Data: []byte("format: 1\n")},
		"people/alice/README.md":     {Data: []byte("# Alice\n\n## Hopper\n- Holidays\n")},
		"people/alice/2026-11-13.md": {Data: []byte("## Topics\n- [ ] Promotion\n")},
	}
	f := openFolder(t, files, nil)
	count := parses(f)
	if _, _, err := f.AddTopics("alice", []string{"the new office"}, when.New(2026, 11, 20)); err != nil {
		t.Fatal(err)
	}
	want := map[string]int{"people/alice/README.md": 2, "people/alice/2026-11-13.md": 1}
	if diff := cmp.Diff(want, count); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}
