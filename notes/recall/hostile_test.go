package recall_test

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"oneonone/internal/gittest"
	"oneonone/internal/memory"
	"oneonone/internal/pack"
	"oneonone/internal/rootfs"
	"oneonone/internal/when"
	"oneonone/notes"
	"oneonone/notes/page"
	"oneonone/notes/recall"
)

// settles is what stands for the two seconds after which files have settled: more
// than a tick of any clock that Linux stamps files with.
const settles = 30 * time.Millisecond

// history is a folder that is edited at random, and whose times and inodes are
// tampered with as programs do.
type history struct {
	*gittest.Folder
	*rand.Rand
	memory   memory.Memory
	told     []string // what was done, for who reads a failure
	words    int
	deleted  []string // words of entries
	believed int      // how often all was told and no entry opened
}

func newHistory(t *testing.T, seed uint64) *history {
	h := &history{Folder: gittest.New(t), Rand: rand.New(rand.NewPCG(seed, 18))}
	h.Write(page.SettingsFile, "format: 1\nme: Sam Rivera\n")
	for _, person := range []string{"alice", "bob"} {
		h.Write(page.TopPagePath(person), "---\nname: "+strings.ToUpper(person[:1])+person[1:]+" Martin\nrole: report\n---\n\n## Hopper\n- Holidays\n- topic 1\n\n## Goals\n- Lead the migration\n")
		for i := range recall.WorthSaving + 4 {
			h.Write(page.EntryPath(person, day(i), 1), h.text())
		}
	}
	h.Git("init", "-q")
	h.Git("add", ".")
	h.Git("commit", "-qm", "start")
	h.Write(h.entry(), h.text())
	h.Git("commit", "-qam", "edit")
	h.memory = memory.In(h.Path(".git"))
	return h
}

func day(i int) when.Date { return when.New(2026, 1, 5).AddDays(7 * i) }

// text is an entry; all are equally long.
func (h *history) text() string {
	h.words++
	return fmt.Sprintf("---\n%s\n---\n# Week %05d\n\n## Topics\n- [%s] topic %d\n\n## Notes\n- **%s to send plan %05d**\n- [%s] **Sam to ask %05d** #tag%d\n%s\n",
		h.pick("mood: 3         ", "note: 3         ", "status: skipped "), h.words, h.pick(" ", "x"), h.IntN(3), h.pick("Alice", "Robin"), h.words, h.pick(" ", "x"), h.IntN(40), h.IntN(9),
		h.pick("- In three months: a talk  ", "- In one year: staff \n- fine", "- migration: it went on    ", "- Give a talk: prepared    ", "\n## Agreement\n- feedback: x", "- How do you like it? Well "))
}

func (h *history) pick(of ...string) string { return of[h.IntN(len(of))] }

// entry is the path of an entry; it need not be there.
func (h *history) entry() string {
	return page.EntryPath(h.pick("alice", "bob"), day(h.IntN(recall.WorthSaving+4)), 1)
}

// steps are what befalls a folder. Each leaves the length of entries as it was,
// unless it is about that.
var steps = map[string]func(h *history, path string){
	"edit":            func(h *history, path string) { h.over(path, h.text()) },
	"edit, time back": func(h *history, path string) { h.timeBack(path, func() { h.over(path, h.text()) }) },
	"rename over": func(h *history, path string) {
		h.timeBack(path, func() {
			h.Write("new", h.text())
			h.Must(os.Rename(h.Path("new"), h.Path(path)))
		})
	},
	"swap": func(h *history, path string) {
		other := h.entry()
		if path == other || !h.has(path) || !h.has(other) {
			return
		}
		h.Must(os.Rename(h.Path(path), h.Path("new")))
		h.Must(os.Rename(h.Path(other), h.Path(path)))
		h.Must(os.Rename(h.Path("new"), h.Path(other)))
	},
	"edit by another link": func(h *history, path string) {
		if os.Remove(h.Path("link")); os.Link(h.Path(path), h.Path("link")) == nil {
			h.timeBack(path, func() { h.over("link", h.text()) })
		}
	},
	"clock back": func(h *history, path string) {
		h.over(path, h.text())
		past := time.Now().Add(time.Duration(h.IntN(7)-3) * time.Hour)
		h.Must(os.Chtimes(h.Path(path), past, past))
	},
	"delete": func(h *history, path string) {
		text, _ := os.ReadFile(h.Path(path))
		h.deleted = append(h.deleted, words(text)...)
		os.Remove(h.Path(path))
	},
	"away and back, time of the directory back": func(h *history, path string) {
		h.timeBack(filepath.Dir(path), func() {
			from, to := path, "away "+filepath.Base(path)
			if !h.has(from) {
				from, to = to, from
			}
			_ = os.Rename(h.Path(from), h.Path(to)) // it may be in neither place
		})
	},
	"more":     func(h *history, path string) { h.over(path, h.text()+"- **Bob to read more**\n") },
	"conflict": func(h *history, path string) { h.over(path, "<<<<<<< a\n"+h.text()+"=======\n"+h.text()+">>>>>>> b\n") },
	"broken":   func(h *history, path string) { h.over(path, "---\nmood: 3\n# no end\n") },
	"a link": func(h *history, path string) {
		os.Remove(h.Path(path))
		h.Must(os.Symlink("README.md", h.Path(path)))
	},
	"back up":  func(h *history, _ string) { h.copyTree("people", "backup") },
	"restore":  func(h *history, _ string) { h.restore("backup") },
	"checkout": func(h *history, _ string) { h.git("checkout", "-q", "-f", h.pick("main", "main~1")) },
	"commit":   func(h *history, _ string) { h.git("commit", "-qam", "edit") },
	"stash":    func(h *history, _ string) { h.git("stash", "-q"); h.git("stash", "pop", "-q") },
	"other name": func(h *history, _ string) {
		h.Write(page.TopPagePath("bob"), "---\nname: "+h.pick("Bob", "Robin", "Alice Stone")+"\n---\n")
	},
	"other goals": func(h *history, _ string) {
		h.Write(page.TopPagePath("alice"), "---\nname: Alice Martin\nrole: report\n---\n\n## Goals\n- "+h.pick("Give a talk", "Lead the migration", "Like it")+"\n")
	},
	"no top page": func(h *history, _ string) { os.Remove(h.Path(page.TopPagePath("alice"))) },
	"private": func(h *history, path string) {
		h.Write(page.PrivateDir+"/"+path, "---\nmood: 1\nreason: secret\n---\n")
	},
	"not private": func(h *history, _ string) { h.Must(os.RemoveAll(h.Path(page.PrivateDir))) },
}

// git does what it can: there may be nothing to commit.
func (h *history) git(args ...string) { _, _ = h.TryGit(h.Dir, args...) }

func (h *history) has(path string) bool {
	_, err := os.Lstat(h.Path(path))
	return err == nil
}

// over writes into a file, and neither makes it shorter first nor anew.
func (h *history) over(path, text string) {
	if st, err := os.Lstat(h.Path(path)); err == nil && !st.Mode().IsRegular() {
		h.Must(os.Remove(h.Path(path)))
	}
	f, err := os.OpenFile(h.Path(path), os.O_WRONLY|os.O_CREATE, 0o600)
	h.Must(err)
	_, err = f.WriteString(text)
	h.Must(err)
	h.Must(f.Truncate(int64(len(text))))
	h.Must(f.Close())
}

func (h *history) timeBack(path string, do func()) {
	st, err := os.Stat(h.Path(path))
	if err != nil {
		return
	}
	do()
	h.Must(os.Chtimes(h.Path(path), st.ModTime(), st.ModTime()))
}

// copyTree copies entries with their times, as a backup does.
func (h *history) copyTree(from, to string) {
	h.Must(os.RemoveAll(h.Path(to)))
	h.Must(os.CopyFS(h.Path(to), os.DirFS(h.Path(from))))
	h.Must(filepath.Walk(h.Path(to), func(path string, info os.FileInfo, err error) error {
		rel, _ := filepath.Rel(h.Path(to), path)
		if st, statErr := os.Lstat(filepath.Join(h.Path(from), rel)); statErr == nil && st.Mode().IsRegular() {
			return os.Chtimes(path, st.ModTime(), st.ModTime())
		}
		return err
	}))
}

func (h *history) restore(from string) {
	if h.has(from) {
		h.copyTree(from, "people")
	}
}

// open opens the folder; m is nil for reading everything.
func (h *history) open(m recall.Memory) (*notes.Folder, *reads) {
	disk, err := rootfs.Open(h.Dir)
	h.Must(err)
	disk.SettlesIn(settles)
	files := &reads{FS: disk}
	f, err := notes.OpenFolder(files)
	h.Must(err)
	f.Today = day(20)
	if m != nil {
		f.Remember(m, "1")
		f.ForgetOutlived(false)
	}
	files.entries.Store(0)
	return f, files
}

// listed is what listings show.
func (h *history) listed(m recall.Memory) string {
	f, files := h.open(m)
	var b bytes.Buffer
	standings, _ := f.Standings(f.People(), f.Today)
	for i, p := range f.People() {
		told := f.Promises(p.Handle)
		briefs, problems := f.Briefs(p.Handle)
		fmt.Fprintf(&b, "%s %v %v\n%q\n", p.Handle, told.Problems, problems, told.Pack())
		fmt.Fprintln(&b, standings[i].Topics, "wait")
		for _, t := range told.Open {
			fmt.Fprintln(&b, t.ID, t.Words(), t.Owners)
		}
		for _, brief := range briefs {
			fmt.Fprintf(&b, "%+v\n", *brief)
		}
		named, err := f.EntriesOn(p.Handle, func(d when.Date) bool { return d != day(2) })
		fmt.Fprintln(&b, named, err)
		unread := f.Texts(p.Handle, func(texts []recall.Text) {
			for _, text := range texts {
				fmt.Fprintf(&b, "%v %q\n", text.Ref, text.Src)
			}
		})
		fmt.Fprintln(&b, unread)
		for _, on := range []when.Date{day(20), day(recall.WorthSaving), day(0)} {
			b.WriteString(h.prepared(f, p, on))
		}
	}
	if m != nil && files.entries.Load() == 0 {
		h.believed++
	}
	return b.String()
}

// prepared is what getting ready for a meeting on a day shows, and the entry it starts from.
func (h *history) prepared(f *notes.Folder, p *notes.Person, on when.Date) string {
	var b bytes.Buffer
	prep, problems := f.Prep(p, on)
	defer f.AtHand(prep.Entries)()
	prep.WholeGoals(f)
	fmt.Fprintln(&b, problems, prep.LastDay, prep.Blank, prep.LastTime, prep.LastMore, prep.Agreement, prep.Agreed, prep.Habit, prep.Moods, prep.Useful, prep.Dates, prep.Wishes, prep.Wished, prep.Held)
	for _, t := range slices.Concat(prep.Mine, prep.Theirs, prep.Unowned) {
		fmt.Fprintln(&b, t.ID, t.Words(), t.Owners, t.Since)
	}
	for _, g := range prep.Goals {
		fmt.Fprintln(&b, g.Goal.Text, g.Since, g.Notes)
	}
	for _, t := range prep.Topics {
		fmt.Fprintln(&b, t.Text, t.Since, t.Path, t.Line, t.InEntry, t.PutBack, t.By)
	}
	fmt.Fprintln(&b, prep.Suggestions(), prep.OrdinarySince(on.AddDays(-60)), prep.StoodLately("to ask 00"))
	found, problems := f.Habits(p, on)
	fmt.Fprintln(&b, found, problems)
	d, err := f.DraftEntry(p.Handle, on, 2)
	h.Must(err)
	fmt.Fprintln(&b, d.Ordinal, d.Last, d.FollowUpItems(), d.More, d.TopicItems(), d.LeftInHopper, d.GoalItems(), d.WishesDue(), d.Problems)
	changes, err := f.Changes(d, []byte("# New\n"))
	fmt.Fprintf(&b, "%q %v\n", changes, err)
	return b.String()
}

// words are some of an entry that no other has had.
func words(text []byte) (one []string) {
	if _, after, ok := strings.Cut(string(text), "send plan "); ok {
		one = append(one, "send plan "+after[:5])
	}
	return one
}

// keepsNoSecret fails when in the memory lies what a private note says, or one that
// was deleted and has not come back.
func (h *history) keepsNoSecret() {
	entries, _ := filepath.Glob(h.Path("people/*/2*.md"))
	for _, file := range entries {
		if text, err := os.ReadFile(file); err == nil {
			h.deleted = slices.DeleteFunc(h.deleted, func(t string) bool { return bytes.Contains(text, []byte(t)) })
		}
	}
	files, _ := filepath.Glob(h.Path(".git/oneonone-read/*"))
	for _, file := range files {
		text, err := os.ReadFile(file)
		h.Must(err)
		for _, secret := range append(h.deleted, "secret") {
			if bytes.Contains(text, []byte(secret)) {
				h.Fatalf("%q is still in %s, after\n%s", secret, filepath.Base(file), strings.Join(h.told, "\n"))
			}
		}
	}
}

// reads counts the entries that are read.
type reads struct {
	*rootfs.FS
	entries atomic.Int64
}

func (r *reads) ReadFile(name string) ([]byte, error) {
	if page.ParsePath(name).Kind == page.KindEntry {
		r.entries.Add(1)
	}
	return r.FS.ReadFile(name)
}

// histories are how many are tried.
func histories() int {
	if n, err := strconv.Atoi(os.Getenv("ONEONONE_HISTORIES")); err == nil {
		return n
	}
	return 8
}

// Whatever happens to files, their times and their inodes, listings tell with a
// memory what they tell without. ONEONONE_HISTORIES says how many are tried.
func TestListingsAreNeverOutOfDate(t *testing.T) {
	names := make([]string, 0, len(steps))
	for name := range steps {
		names = append(names, name)
	}
	slices.Sort(names)
	believed := 0
	for seed := range histories() {
		if testing.Short() && seed < 2 {
			continue // they rarely believe anything
		}
		h := newHistory(t, uint64(seed))
		for range 12 {
			for range 1 + h.IntN(3) {
				name, path := names[h.IntN(len(names))], h.entry()
				h.told = append(h.told, name+" "+path)
				steps[name](h, path)
			}
			if h.IntN(3) > 0 {
				time.Sleep(settles + 10*time.Millisecond) // what is not settled is not believed
			}
			if h.IntN(3) == 0 {
				h.open(h.memory) // as any command does
				h.keepsNoSecret()
			}
			for range 1 + h.IntN(2) { // the second one from memory
				if diff := cmp.Diff(h.listed(nil), h.listed(h.memory)); diff != "" {
					t.Fatalf("history %d (-read +remembered):\n%s\nafter %s", seed, diff, strings.Join(h.told, "\n"))
				}
			}
			h.keepsNoSecret()
			believed += h.believed
			h.believed = 0
			h.told = append(h.told, "listed")
			if testing.Short() && believed > 0 {
				return
			}
		}
	}
	if believed == 0 {
		t.Error("nothing was ever believed: the test proves nothing")
	}
}

// liar is a disk that says nothing has changed.
type liar struct{ *rootfs.FS }

func (liar) Stamp(string, func(string) bool) (rootfs.Stamp, error) {
	return rootfs.Stamp{Sum: [32]byte{1}, Settled: true}, nil
}

func (liar) DirStamp(string) (rootfs.Stamp, error) {
	return rootfs.Stamp{Sum: [32]byte{1}, Settled: true}, nil
}

// A disk that lies about changes is found out by who compares.
func TestLiesAreFoundOut(t *testing.T) {
	h := newHistory(t, 0)
	disk, err := rootfs.Open(h.Dir)
	h.Must(err)
	f, err := notes.OpenFolder(liar{disk})
	h.Must(err)
	f.Remember(h.memory, "1")
	list := func() {
		f.Promises("alice")
		f.Briefs("bob")
		prep, _ := f.Prep(f.Person("alice"), day(20))
		f.AtHand(prep.Entries)()
	}
	if list(); len(f.Misremembered()) > 0 {
		t.Errorf("nothing has changed, and of %v something else is remembered", f.Misremembered())
	}
	h.Write(page.EntryPath("alice", day(1), 1), "- **Alice to call**\n")
	h.Write(page.EntryPath("bob", day(1), 1), "# Another\n")
	list()
	if got := f.Misremembered(); !slices.Equal(got, []string{"alice", "bob"}) {
		t.Errorf("of %v something else is remembered", got)
	}
	f.Forget("alice")
	if got := f.Misremembered(); !slices.Equal(got, []string{"bob"}) {
		t.Errorf("after forgetting alice: %v", got)
	}
}

// Who clears away what outlived its entry opens those that have changed, once it has
// seen the others.
func TestOneChangedEntryIsReadAlone(t *testing.T) {
	h := newHistory(t, 0)
	h.listed(h.memory)
	cleared := func(path string) int64 {
		t.Helper()
		old, err := os.ReadFile(h.Path(path))
		h.Must(err)
		h.deleted = append(h.deleted, words(old)...)
		h.Write("new", h.text())
		h.Must(os.Rename(h.Path("new"), h.Path(path)))
		time.Sleep(settles + 10*time.Millisecond)
		disk, err := rootfs.Open(h.Dir)
		h.Must(err)
		disk.SettlesIn(settles)
		files := &reads{FS: disk}
		f, err := notes.OpenFolder(files)
		h.Must(err)
		f.Remember(h.memory, "1")
		f.ForgetOutlived(false)
		h.keepsNoSecret()
		return files.entries.Load()
	}
	if n := cleared(page.EntryPath("alice", day(1), 1)); n != recall.WorthSaving+4 {
		t.Errorf("at first %d entries are read", n)
	}
	if n := cleared(page.EntryPath("alice", day(2), 1)); n != 1 {
		t.Errorf("after one has changed %d are read", n)
	}
}

// What is looked for in entries that have not changed changes with the goals.
func TestOtherGoalsAreLookedForAnew(t *testing.T) {
	h := newHistory(t, 0)
	h.Write(page.EntryPath("alice", day(1), 1), "## Notes\n- the talk: prepared\n")
	time.Sleep(settles + 10*time.Millisecond)
	for _, goal := range []string{"Lead the migration", "Give a talk"} {
		h.Write(page.TopPagePath("alice"), "# Alice\n\n## Goals\n- "+goal+"\n")
		for range 2 {
			f, files := h.open(h.memory)
			remembered := h.prepared(f, f.Person("alice"), day(20))
			h.believed += int(1 - min(1, files.entries.Load()))
			f, _ = h.open(nil)
			if diff := cmp.Diff(h.prepared(f, f.Person("alice"), day(20)), remembered); diff != "" {
				t.Fatalf("%s (-read +remembered):\n%s", goal, diff)
			}
		}
	}
	if h.believed != 3 {
		t.Errorf("entries were read in %d of 4 runs", 4-h.believed)
	}
}

// What was found in single entries is compared as well.
func TestAFalseFindingIsFoundOut(t *testing.T) {
	h := newHistory(t, 0)
	f, _ := h.open(h.memory)
	past, err := f.Past("alice")
	h.Must(err)
	page.FactOf(past.At(3), "topics", "", func() int { return 2 }, (*pack.Writer).Int, (*pack.Reader).Int)
	f.AtHand(past)()
	if got := f.Misremembered(); !slices.Equal(got, []string{"alice"}) {
		t.Errorf("of %v something else is remembered", got)
	}
}
