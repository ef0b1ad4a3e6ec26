package notes

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/google/go-cmp/cmp"

	"oneonone/internal/when"
	"oneonone/notes/markdown"
	"oneonone/notes/page"
	"oneonone/notes/promise"
	"oneonone/notes/recall"
)

// shelf is a memory for tests.
type shelf map[string][]byte

func (s shelf) Load(person string, part recall.Part, _ []byte) []byte {
	if part == recall.ActionPart {
		return s[person]
	}
	return s[person+" "+string(part)]
}

func (s shelf) Save(person string, part recall.Part, data []byte) {
	if part != recall.ActionPart {
		person += " " + string(part)
	}
	if delete(s, person); data != nil {
		s[person] = slices.Clone(data)
	}
}

func (s shelf) SavedAt(string) time.Time { return time.Time{} }
func (s shelf) Confirm(string)           {}

func (s shelf) People() (people []string) {
	for name := range s {
		person, _, _ := strings.Cut(name, " ")
		people = append(people, person)
	}
	slices.Sort(people)
	return slices.Compact(people)
}

// manyEntries is a folder with enough entries for a memory to be worth it.
func manyEntries() fstest.MapFS {
	files := fstest.MapFS{
		page.SettingsFile:        {Data: []byte("format: 1\nme: Sam Rivera\n")},
		"people/alice/README.md": {Data: []byte("---\nname: Alice Martin\n---\n")},
	}
	for i := range 3 * recall.WorthSaving {
		day := when.New(2026, 1, 5).AddDays(7 * i)
		files[page.EntryPath("alice", day, 1)] = &fstest.MapFile{Data: fmt.Appendf(nil,
			"# Alice\n\n## Last time\n- [ ] **Alice: send plan %d** (since %s)\n\n## Notes\n- CI is flaky; **Alice to open ticket %d** by Friday\n- **Sam to ask [legal](https://example.org/a_b)** 📅 2026-12-04\n- [x] `code` *done* (done %s)\n",
			i-1, day.AddDays(-7), i, day)}
	}
	return files
}

// threadsOf reads a person's promises.
func threadsOf(f *Folder, handle string) ([]*promise.Thread, []markdown.Problem) {
	refs, _ := f.Entries(handle)
	entries, problems := f.ReadEach(refs, (*page.Entry).Forget)
	threads, more := promise.Threads(f.grammar, entries)
	return threads, append(problems, more...)
}

func threadsWith(t *testing.T, files fstest.MapFS, m recall.Memory, program string) []string {
	t.Helper()
	f, err := OpenFolder(files)
	if err != nil {
		t.Fatal(err)
	}
	if m != nil {
		f.Remember(m, program)
	}
	threads, problems := threadsOf(f, "alice")
	var told []string
	for _, th := range threads {
		told = append(told, fmt.Sprint(th.ID, th.Text, th.Owners, th.State, th.Since, th.Due, th.Done, th.CarriedLine()))
		for _, l := range th.Lines {
			told = append(told, fmt.Sprint("  ", l.Path, l.Line, l.Text, l.Owners, l.Inherited, l.State, l.Since, l.Due, l.DueSpoken, l.Done, l.Rule))
		}
	}
	return append(told, fmt.Sprint(problems))
}

// What is remembered must be told exactly as what is read: otherwise a promise
// would change between two runs.
func TestMemoryTellsWhatReadingTells(t *testing.T) {
	files := manyEntries()
	want := threadsWith(t, files, nil, "")
	m := shelf{}
	if diff := cmp.Diff(want, threadsWith(t, files, m, "1")); diff != "" {
		t.Errorf("while remembering:\n%s", diff)
	}
	if len(m["alice"]) == 0 {
		t.Fatal("nothing was remembered")
	}
	if diff := cmp.Diff(want, threadsWith(t, files, m, "1")); diff != "" {
		t.Errorf("from memory:\n%s", diff)
	}
}

// A memory must never be out of date, whatever happened to it or the notes.
func TestMemoryIsNeverOutOfDate(t *testing.T) {
	files := manyEntries()
	m := shelf{}
	threadsWith(t, files, m, "1")
	path := page.EntryPath("alice", when.New(2026, 1, 12), 1)
	files[path] = &fstest.MapFile{Data: []byte("- **Alice to do something else**\n")}
	want := threadsWith(t, files, nil, "")
	if diff := cmp.Diff(want, threadsWith(t, files, m, "1")); diff != "" {
		t.Errorf("after an edit:\n%s", diff)
	}
	files["people/bob/README.md"] = &fstest.MapFile{Data: []byte("---\nname: Ticket\naliases: [CI]\n---\n")}
	want = threadsWith(t, files, nil, "")
	if diff := cmp.Diff(want, threadsWith(t, files, m, "1")); diff != "" {
		t.Errorf("after someone came whose name is in the notes:\n%s", diff)
	}
	good := m["alice"]
	places := 97
	if testing.Short() {
		places = 19
	}
	for i := 0; i < len(good); i += 1 + len(good)/places {
		torn := append([]byte(nil), good...)
		torn[i] ^= 0x55
		if diff := cmp.Diff(want, threadsWith(t, files, shelf{"alice": torn}, "1")); diff != "" {
			t.Fatalf("with byte %d changed:\n%s", i, diff)
		}
		if diff := cmp.Diff(want, threadsWith(t, files, shelf{"alice": good[:i]}, "1")); diff != "" {
			t.Fatalf("cut at byte %d:\n%s", i, diff)
		}
	}
}

// A memory that another build saved is not trusted, even when its bytes are
// whole: this one is made to lie, and the lie is told by its own build only.
func TestMemoryOfAnotherProgramIsNotUsed(t *testing.T) {
	files := manyEntries()
	want := threadsWith(t, files, nil, "")
	lying := shelf{}
	f, err := OpenFolder(files)
	if err != nil {
		t.Fatal(err)
	}
	f.Remember(lying, "1")
	r := f.book.Readings("alice", recall.ActionPart)
	refs, _ := f.Entries("alice")
	for _, ref := range refs {
		e, _ := f.Read(ref)
		r.Actions(e, func() []*page.Action { return nil })
	}
	r.Save()
	if diff := cmp.Diff(want, threadsWith(t, files, lying, "1")); diff == "" {
		t.Fatal("the memory is not used at all")
	}
	if diff := cmp.Diff(want, threadsWith(t, files, lying, "2")); diff != "" {
		t.Errorf("another program's memory was used:\n%s", diff)
	}
}

// Who erases a note erases what was read of it: the promises in it must not
// live on beside the history they were taken out of.
func TestMemoryGoesWithTheNote(t *testing.T) {
	files := manyEntries()
	m := shelf{}
	threadsWith(t, files, m, "1")
	if !bytes.Contains(m["alice"], []byte("open ticket 1")) {
		t.Fatal("the promise is not remembered in plain words: the test proves nothing")
	}
	delete(files, page.EntryPath("alice", when.New(2026, 1, 12), 1))
	delete(files, page.EntryPath("alice", when.New(2026, 1, 19), 1))
	f, err := OpenFolder(files)
	if err != nil {
		t.Fatal(err)
	}
	f.Remember(m, "1")
	if got := f.Outlived(); !slices.Equal(got, []string{"alice"}) {
		t.Errorf("outlived: %v", got)
	}
	f.ForgetOutlived(false)
	if bytes.Contains(m["alice"], []byte("open ticket 1 ")) || !bytes.Contains(m["alice"], []byte("open ticket 5")) {
		t.Error("the wrong readings went")
	}
	if got := f.Outlived(); len(got) > 0 {
		t.Errorf("outlived after forgetting: %v", got)
	}
	f.Remember(m, "another program")
	if f.ForgetOutlived(false); len(m["alice"]) > 0 {
		t.Error("what another program remembered is still there")
	}
}

// reads counts how often entries are read.
type reads struct {
	fstest.MapFS
	entries int
}

func (r *reads) ReadFile(name string) ([]byte, error) {
	if page.ParsePath(name).Kind == page.KindEntry {
		r.entries++
	}
	return r.MapFS.ReadFile(name)
}

// A topic kept for next time changes the directory, as a lost entry does; ten
// years of entries are not read again for it.
func TestTopPageIsNoReasonToReadEntries(t *testing.T) {
	files := &reads{MapFS: manyEntries()}
	m := shelf{}
	threadsWith(t, files.MapFS, m, "1")
	for range 2 {
		f, err := OpenFolder(files)
		if err != nil {
			t.Fatal(err)
		}
		f.Remember(m, "1")
		files.entries = 0
		f.ForgetOutlived(false)
	}
	if files.entries > 0 {
		t.Errorf("%d entries were read again", files.entries)
	}
	if bytes.Count(m["alice"], []byte("open ticket 1 ")) == 0 {
		t.Error("what stands was forgotten")
	}
}
