//go:build unix

package history

import (
	"context"
	"crypto/sha1"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"testing"

	"oneonone/notes/page"
)

// powerCut is a story of commands on a disk that may lose its power at any
// moment, and what each of them promises.
type powerCut struct {
	*fixture
	disk *powerDisk
	// promises[n] is what holds once n commands were acknowledged: what the
	// notes say ("" for one that is not there) and which commit is in HEAD.
	promises []promise
}

type promise struct {
	notes   map[string]string
	commits map[string]string // by the repository's directory
	repos   []string          // which are there
}

func newPowerCut(f *fixture) *powerCut {
	skipIfShort(f)
	c := &powerCut{fixture: f, disk: watchDisk(f.T, f.dir)}
	c.promises = []promise{{notes: map[string]string{}, commits: map[string]string{}}}
	return c
}

// command is one command of the story and what it leaves behind.
func (c *powerCut) command(work func(h *History) error, notes map[string]string) {
	c.Helper()
	h, err := Open(c.options())
	must(c.fixture, err)
	defer h.Close()
	c.disk.attach(h, nil)
	last := c.promises[len(c.promises)-1]
	next := promise{notes: maps.Clone(last.notes), commits: maps.Clone(last.commits)}
	maps.Copy(next.notes, notes)
	must(c.fixture, work(h))
	for _, repo := range []string{"", "private"} {
		if fileGone(c.path(repo + "/.git")) {
			continue
		}
		next.repos = append(next.repos, repo)
		if head, err := c.tryGit(repo, "rev-parse", "--verify", "--quiet", "HEAD"); err == nil {
			next.commits[repo] = head
		}
	}
	if len(notes) > 0 && maps.Equal(next.commits, last.commits) {
		c.Fatal("nothing was committed")
	}
	c.promises = append(c.promises, next)
	c.disk.promise()
}

// change is a command that changes notes; "" is no note.
func (c *powerCut) change(notes map[string]string) {
	c.Helper()
	var changes []page.Change
	for _, p := range slices.Sorted(maps.Keys(notes)) {
		old, _ := os.ReadFile(c.path(p))
		changes = append(changes, change(p, string(old), notes[p]))
	}
	c.command(func(h *History) error {
		_, err := h.Apply(context.Background(), changes, Message{Subject: "change"})
		return err
	}, notes)
}

func (c *powerCut) recover() {
	c.Helper()
	keys := slices.SortedFunc(maps.Keys(c.disk.outcomes), func(a, b [32]byte) int { return strings.Compare(string(a[:]), string(b[:])) })
	for _, key := range keys {
		c.examine(c.disk.outcomes[key])
		if c.Failed() {
			return
		}
	}
	c.Logf("%d cuts, %d different disks", c.disk.cuts, len(keys))
}

// examine opens what is left with real git and with this program.
func (c *powerCut) examine(o outcome) {
	c.Helper()
	dir := c.TempDir()
	must(c.fixture, o.restore(dir))
	f := &fixture{T: c.T, dir: dir, env: c.env, now: c.now}
	kept := c.promises[o.promised]
	coming := kept
	if o.promised+1 < len(c.promises) {
		coming = c.promises[o.promised+1]
	}
	fail := func(format string, args ...any) {
		c.Helper()
		c.Errorf("power cut before "+o.after+": "+format, args...)
	}
	for p, want := range kept.notes {
		b, _ := os.ReadFile(f.path(p))
		if got := string(b); got != want && got != coming.notes[p] {
			fail("%s is %q, not %q or %q", p, got, want, coming.notes[p])
		}
	}
	for _, repo := range kept.repos {
		if fileGone(f.path(repo + "/.git")) {
			fail("the repository %q is gone", repo)
			return
		}
	}
	for _, repo := range slices.Sorted(maps.Keys(coming.commits)) {
		if fileGone(f.path(repo + "/.git")) {
			continue
		}
		if out, err := f.fsck(repo); err != nil && !strings.Contains(out, "notice: HEAD points to an unborn branch") {
			fail("git fsck: %s", out)
		}
		f.keeps(repo, kept, coming, fail)
	}
	h := f.open()
	h.git.Sync = func(*os.File) error { return nil } // this one keeps its power
	defer h.Close()
	for range 2 { // what was edited outside first, then the command itself
		edits, err := h.Pending(context.Background())
		if err != nil {
			fail("looking for edits: %v", err)
			return
		}
		var paths []string
		for _, e := range edits {
			paths = append(paths, e.Path)
		}
		if _, err := h.Record(context.Background(), paths, Message{Subject: "Save edits", Edits: true}); err != nil {
			fail("the next command: %v", err)
		}
	}
	for repo := range kept.commits {
		p := strings.TrimPrefix(repo+"/people/next/README.md", "/")
		if _, err := h.Apply(context.Background(), []page.Change{{Path: p, New: []byte("next\n")}}, Message{Subject: "next"}); err != nil {
			fail("the next command: %v", err)
		}
		if s := f.gitIn(cmpOr(repo), "status", "--porcelain", "--", "people"); s != "" {
			fail("git status after the next command:\n%s", s)
		}
	}
}

func cmpOr(repo string) string {
	if repo == "" {
		return "."
	}
	return repo
}

// keeps looks at one repository with git alone: the commits that were
// acknowledged are there, and the user's own next commit does not bring back
// what was before them.
func (f *fixture) keeps(repo string, kept, coming promise, fail func(string, ...any)) {
	f.Helper()
	dir := cmpOr(repo)
	line, err := f.tryGit(dir, "rev-list", "HEAD")
	head, _, _ := strings.Cut(line, "\n")
	if want := kept.commits[repo]; want != "" && (err != nil || !strings.Contains(line, want)) {
		fail("commit %s was acknowledged and is gone", want)
	}
	for p, old := range kept.notes {
		// A note must not be older than what git says of it.
		b, _ := os.ReadFile(f.path(p))
		if err == nil && head == coming.commits[repo] && kept.commits[repo] != head && string(b) == old && old != coming.notes[p] {
			fail("%s is older on disk than in HEAD", p)
		}
	}
	if !fileGone(f.path(dir + "/.git/index.lock")) {
		return // left by the cut; the next command clears it away
	}
	f.write(dir+"/user.txt", "theirs")
	if out, err := f.tryGit(dir, "add", "user.txt"); err != nil {
		fail("git add: %s", out)
	}
	if out, err := f.tryGit(dir, "commit", "-qm", "the user's own"); err != nil {
		if !strings.Contains(out, ".lock'") {
			fail("git commit: %s", out)
		}
		return
	}
	for line := range strings.SplitSeq(f.gitIn(dir, "show", "--format=", "--raw", "--no-abbrev", "--no-renames", "HEAD"), "\n") {
		meta, p, _ := strings.Cut(line, "\t")
		committed := strings.Fields(meta)[3]
		if p == "user.txt" {
			continue
		}
		b, err := os.ReadFile(f.path(filepath.Join(dir, p)))
		if onDisk := blobName(b, err); committed != onDisk {
			was, _ := f.tryGit(dir, "cat-file", "-p", committed)
			fail("the user's commit brought %s back to %q", p, was)
		}
	}
}

// blobName is the name git gives to what a file holds, zeros where there is none.
func blobName(b []byte, err error) string {
	if err != nil {
		return strings.Repeat("0", 40)
	}
	return fmt.Sprintf("%x", sha1.Sum(fmt.Appendf(nil, "blob %d\x00%s", len(b), b)))
}

func TestPowerCutsDuringCommands(t *testing.T) {
	t.Parallel()
	f := newFixture(t)
	f.write("people/alice/README.md", "# Alice\n")
	c := newPowerCut(f)
	c.promises[0].notes["people/alice/README.md"] = "# Alice\n"
	c.change(map[string]string{"people/alice/README.md": "# Alice M\n", "people/zoe/2026-11-20.md": "new\n"})
	c.change(map[string]string{"people/alice/README.md": "# Alice\n"}) // its objects are there already
	c.change(map[string]string{"people/zoe/2026-11-20.md": ""})
	c.recover()
}

// A command that fails half-way leaves objects that nobody synced.
func TestPowerCutsAfterAFailure(t *testing.T) {
	t.Parallel()
	f := newFixture(t)
	c := newPowerCut(f)
	changes := []page.Change{change("people/alice/README.md", "# Alice\n", "# Alice M\n")}
	h := f.open()
	c.disk.attach(h, func(op, name string) error {
		if op == "fsync" && strings.HasSuffix(name, ".git/objects") {
			return syscall.EIO
		}
		return nil
	})
	if _, err := h.Apply(context.Background(), changes, Message{Subject: "change"}); err == nil {
		t.Fatal("the disk fails, and the command does not")
	}
	saved := map[string]string{"people/alice/README.md": "# Alice M\n"}
	c.promises[0].notes = saved
	c.disk.outcomes = map[[32]byte]outcome{}
	c.command(func(h *History) error {
		_, err := h.Record(context.Background(), []string{"people/alice/README.md"}, Message{Subject: "change"})
		return err
	}, saved)
	c.recover()
}

// A branch whose directory is made anew, since git packed what was in it.
func TestPowerCutsOnAPackedBranch(t *testing.T) {
	t.Parallel()
	f := newFixture(t)
	f.git("switch", "-qc", "team/notes")
	f.git("pack-refs", "--all")
	c := newPowerCut(f)
	c.change(map[string]string{"people/alice/README.md": "# Alice M\n"})
	c.change(map[string]string{"people/alice/README.md": "# Alice N\n"})
	c.recover()
}

// Where git makes the commit, what it writes is taken for durable, and the index
// that we put in place for it must be.
func TestPowerCutsThroughGit(t *testing.T) {
	t.Parallel()
	f := newFixture(t)
	f.git("config", "core.autocrlf", "input") // the recipe leaves line ends to git
	c := newPowerCut(f)
	c.disk.gitSyncs, c.disk.full = true, true
	c.change(map[string]string{"people/alice/README.md": "# Alice M\n", "people/zoe/2026-11-20.md": "new\n"})
	c.change(map[string]string{"people/alice/README.md": "# Alice N\n", "people/zoe/2026-11-20.md": ""})
	c.recover()
}

func TestPowerCutsDuringARename(t *testing.T) {
	t.Parallel()
	f := newFixture(t)
	c := newPowerCut(f)
	old := "people/alice/README.md"
	c.promises[0].notes[old] = "# Alice\n"
	c.command(func(h *History) error {
		_, err := h.Rename(context.Background(), []Move{{"people/alice", "people/alice-m"}}, nil, Message{Subject: "rename"})
		return err
	}, map[string]string{old: "", "people/alice-m/README.md": "# Alice\n"})
	c.recover()
}

func TestPowerCutsInTheBeginning(t *testing.T) {
	t.Parallel()
	needGit(t)
	c := newPowerCut(bareFixture(t))
	c.command((*History).init, nil)
	c.change(map[string]string{"oneonone.yaml": "x: y\n", "people/alice/README.md": "# Alice\n"})
	c.command(func(h *History) error { return h.InitAt("private") }, nil)
	c.change(map[string]string{"private/people/alice/README.md": "secret\n"})
	c.recover()
}
