package actions

import (
	"errors"
	"io/fs"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"oneonone/internal/when"
	"oneonone/notes"
	"oneonone/notes/clause"
	"oneonone/notes/page"
	"oneonone/notes/promise"
)

// watched is a file system that remembers which entries were read.
type watched struct {
	fstest.MapFS
	read map[string]bool
}

func (w watched) Open(name string) (fs.File, error) {
	if page.ParsePath(name).Kind == page.KindEntry {
		w.read[page.ParsePath(name).Person] = true
	}
	return w.MapFS.Open(name)
}

func (w watched) ReadFile(name string) ([]byte, error) {
	if page.ParsePath(name).Kind == page.KindEntry {
		w.read[page.ParsePath(name).Person] = true
	}
	return w.MapFS.ReadFile(name)
}

func lookupFolder(t *testing.T, files map[string]string) (*notes.Folder, watched) {
	t.Helper()
	fsys := watched{fstest.MapFS{page.SettingsFile: {Data: []byte("me: Sam Rivera\n")}}, map[string]bool{}}
	for path, text := range files {
		fsys.MapFS[path] = &fstest.MapFile{Data: []byte(text)}
	}
	f, err := notes.OpenFolder(fsys)
	if err != nil {
		t.Fatal(err)
	}
	return f, fsys
}

var lookupNotes = map[string]string{
	"people/alice/2026-11-13.md": "- **Alice to send the plan**\n- **Alice to send the plan to Bob**\n- [x] **Ping legal** (done 2026-11-14)\n",
	"people/bob/2026-11-13.md":   "- **Ping legal**\n- **Bob to prepare the Q3 review**\n",
	"people/alan/2026-11-13.md":  "- **book a room**\n",
}

func TestLookupFind(t *testing.T) {
	f, _ := lookupFolder(t, lookupNotes)
	open := func(t *promise.Thread) bool { return t.State == clause.Open }
	id := map[string]string{}
	for _, p := range f.People() {
		threads, _ := In(f).Threads(p.Handle)
		for _, x := range threads {
			id[x.Person+" "+x.Text] = x.ID
		}
	}
	plan, q3 := id["alice Alice to send the plan"], id["bob Bob to prepare the Q3 review"]
	for _, c := range []struct {
		args string
		want string // the texts found, or part of the error
	}{
		{plan, "Alice to send the plan"},
		{strings.ToUpper(plan[:5]), "Alice to send the plan"},
		{plan + " " + q3, "Alice to send the plan + Bob to prepare the Q3 review"},
		{plan + " " + plan[:6], "Alice to send the plan"},
		{"alice " + plan[:4], "Alice to send the plan"},
		{"bob " + plan[:4], `no action`},
		{plan + " k2222222", `no action "k2222222"`},
		{"alice send the plan", "Alice to send the plan"}, // its words without the owner's
		{"alice send plan", `matches 2 actions`},
		{"send the plan to bob", "Alice to send the plan to Bob"},
		{"ping legal", "Ping legal"}, // the open one, of bob
		{"alice ping legal", "Ping legal"},
		{"bob q3", "Bob to prepare the Q3 review"}, // looks like a handle, is a word
		{"q3", "Bob to prepare the Q3 review"},
		{"room", "book a room"},
		{"al room", `matches 2 people`},
		{"alice", `matches 2 actions`},
		{"holidays", `no action "holidays"`},
	} {
		found, err := In(f).Find(strings.Fields(c.args), open)
		got := ""
		for i, x := range found {
			if i > 0 {
				got += " + "
			}
			got += x.Text
		}
		if err != nil {
			if len(found) > 0 {
				t.Errorf("%q: %d found beside an error", c.args, len(found))
			}
			got = err.Error()
		}
		if err == nil && got != c.want || err != nil && !strings.Contains(got, c.want) {
			t.Errorf("%q: got %q, want %q", c.args, got, c.want)
		}
	}
}

// A command about one action must not cost what reading a decade of
// everybody's notes costs.
func TestLookupReadsOnlyWhoseHandleItIs(t *testing.T) {
	f, fsys := lookupFolder(t, lookupNotes)
	threads, _ := In(f).Threads("bob")
	clear(fsys.read)
	if _, err := In(f).Find([]string{threads[0].ID[:4]}, func(*promise.Thread) bool { return true }); err != nil {
		t.Fatal(err)
	}
	if !fsys.read["bob"] {
		t.Error("bob's notes were not read")
	}
	for _, p := range f.People() {
		if fsys.read[p.Handle] && promise.HandleLetter(p.Handle) != promise.HandleLetter("bob") {
			t.Errorf("the notes of %s were read for a handle of bob's", p.Handle)
		}
	}
	clear(fsys.read)
	if _, err := In(f).Find([]string{"bob", "q3"}, func(*promise.Thread) bool { return true }); err != nil {
		t.Fatal(err)
	}
	if fsys.read["alice"] || fsys.read["alan"] {
		t.Errorf("with the person named, the notes of others were read: %v", fsys.read)
	}
}

// What is planned must not reach further than it says.
func TestPlanRefusesToTangle(t *testing.T) {
	f, _ := lookupFolder(t, map[string]string{
		"people/alice/2026-11-06.md": "- **Alice to send the plan**\n",
		"people/alice/2026-11-13.md": "- **Alice to send the plan**\n",
		"people/bob/README.md":       "# Bob\n",
	})
	l := In(f)
	threads, _ := l.Threads("alice")
	if len(threads) != 1 {
		t.Fatalf("%d promises, want one that was written down twice", len(threads))
	}
	p := l.Plan()
	if err := p.SetOwner(threads[0], "bob"); err != nil {
		t.Fatal(err)
	}
	if _, err := p.Changes(); err == nil {
		t.Error("giving away the newer line would begin a second promise, and was planned")
	}
	p = l.Plan()
	if err := p.Mark(threads[0], clause.Done, when.New(2026, 11, 20)); err != nil {
		t.Fatal(err)
	}
	changes, err := p.Changes()
	if err != nil || len(changes) != 1 || changes[0].Path != "people/alice/2026-11-13.md" {
		t.Errorf("ticking it: %v, %v", changes, err)
	}
}

func TestPlanIsOfTheFileAsItIs(t *testing.T) {
	f, fsys := lookupFolder(t, lookupNotes)
	l := In(f)
	threads, _ := l.Threads("alice")
	// Somebody writes a line above in the meantime: the promise is found again.
	const path = "people/alice/2026-11-13.md"
	fsys.MapFS[path] = &fstest.MapFile{Data: []byte("- new\n" + lookupNotes[path])}
	p := l.Plan()
	if err := p.Mark(threads[0], clause.Done, when.New(2026, 11, 20)); err != nil {
		t.Fatal(err)
	}
	changes, err := p.Changes()
	if err != nil {
		t.Fatal(err)
	}
	if want := "- new\n- ~~**Alice to send the plan**~~ (done 2026-11-20)\n"; !strings.HasPrefix(string(changes[0].New), want) {
		t.Errorf("got %q", changes[0].New)
	}
	// And when it is gone, nothing is ticked in its place.
	fsys.MapFS[path] = &fstest.MapFile{Data: []byte("- **Bob to send the figures**\n")}
	if err := l.Plan().Mark(threads[0], clause.Done, when.New(2026, 11, 20)); !errors.Is(err, page.ErrMoved) {
		t.Errorf("ticking what is gone: %v", err)
	}
}

func TestLife(t *testing.T) {
	f, _ := lookupFolder(t, map[string]string{
		"people/alice/2026-11-06.md": "- **Alice to send the plan** (due 2026-11-10)\n",
		"people/alice/2026-11-13.md": "- [ ] **Alice to send the plan** (since 2026-11-06, due 2026-11-10)\n",
		"people/alice/2026-11-20.md": "- [x] **Alice to send the whole plan** (since 2026-11-06, due 2026-11-27, done 2026-11-24)\n",
	})
	threads, _ := In(f).Threads("alice")
	if len(threads) != 1 {
		t.Fatalf("%d promises", len(threads))
	}
	var got []string
	for _, s := range threads[0].Life() {
		events := s.Date.String()
		for _, e := range s.Events {
			events += " " + string(e)
		}
		got = append(got, events)
	}
	want := []string{"2026-11-06 begun", "2026-11-13 carried slipped", "2026-11-20 reworded due", "2026-11-24 done"}
	if !slices.Equal(got, want) {
		t.Errorf("got %q\nwant %q", got, want)
	}
}

// Every handle that can be made is one from its first letter on.
func TestHandlesAreShapedAsHandles(t *testing.T) {
	for _, letter := range promise.IdLetters {
		for _, digit := range promise.IdDigits {
			for _, word := range []string{string(letter), string(letter) + string(digit), string(letter) + string(digit) + "z"} {
				if !isHandleShaped(word) {
					t.Errorf("%q is no handle", word)
				}
			}
		}
	}
	for _, word := range []string{"", "2e", "e1", "ee", "e2o", "e2345678901"} {
		if isHandleShaped(word) {
			t.Errorf("%q is a handle", word)
		}
	}
}
