package notes

import (
	"io/fs"
	"sync"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"oneonone/internal/when"
	"oneonone/notes/page"
	"oneonone/notes/recall"
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

func openFolder(t *testing.T, files fs.FS, m recall.Memory) *Folder {
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
	for _, m := range []recall.Memory{nil, shelf{}} {
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
	if _, _, err := f.AddTopics("alice", []string{"the new office"}, when.New(2026, 11, 20), ""); err != nil {
		t.Fatal(err)
	}
	want := map[string]int{"people/alice/README.md": 2, "people/alice/2026-11-13.md": 1}
	if diff := cmp.Diff(want, count); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

// What prep and a new entry look for in entries is remembered of each: when one has
// changed, it alone is parsed, with the top pages.
func TestOnlyWhatHasChangedIsParsedAgain(t *testing.T) {
	files := manyEntries()
	files[page.TopPagePath("alice")].Data = append(files[page.TopPagePath("alice")].Data, "## Goals\n- Lead the migration\n"...)
	m := shelf{}
	prepared := func() map[string]int {
		f := openFolder(t, files, m)
		f.Today = when.New(2026, 6, 22)
		count := parses(f)
		prep, problems := f.Prep(f.Person("alice"), f.Today)
		if len(problems) > 0 || prep.LastDay.IsZero() {
			t.Fatal(prep.LastDay, problems)
		}
		f.AtHand(prep.Entries)()
		return count
	}
	first := prepared()
	changed := page.EntryPath("alice", when.New(2026, 6, 8), 1)
	files[changed] = &fstest.MapFile{Data: []byte("## Notes\n- the migration is on its way\n")}
	want := map[string]int{page.TopPagePath("alice"): 1, page.PrivateDir + "/" + page.TopPagePath("alice"): 1, changed: 1}
	if diff := cmp.Diff(want, prepared()); diff != "" || len(first) <= 2 {
		t.Errorf("(-want +got), after %d at first:\n%s", len(first), diff)
	}
}
