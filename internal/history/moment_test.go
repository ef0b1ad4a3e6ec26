package history

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"oneonone/internal/noterepo"
	"oneonone/notes/page"
)

var ours = change("people/alice/README.md", "# Alice\n", "# Ours\n")

// once runs do at the first step of that kind whose path has that end.
func (f *fixture) once(op, end string, do func() error) {
	done := false
	f.h.fault = func(o, name string) error {
		if done || o != op || !strings.HasSuffix(filepath.ToSlash(name), end) {
			return nil
		}
		done = true
		return do()
	}
	f.Cleanup(func() {
		if !done {
			f.Errorf("there was no %s of %s", op, end)
		}
	})
}

// theirCommit moves the branch as one does who knows of no lock, to a commit
// that changes other.txt.
func (f *fixture) theirCommit() error {
	index := f.env
	f.env = append(f.env[:len(f.env):len(f.env)], "GIT_INDEX_FILE="+f.path("../their-index"))
	defer func() { f.env = index }()
	f.git("read-tree", "HEAD")
	f.write("other.txt", "theirs\n")
	f.git("add", "other.txt")
	c := f.git("commit-tree", "-p", "HEAD", "-m", "theirs", f.git("write-tree"))
	f.write(".git/refs/heads/main", c+"\n")
	return nil
}

func (f *fixture) tryOurs() error {
	_, err := f.h.Apply(context.Background(), []page.Change{ours}, Message{Subject: "ours"})
	return err
}

// Whoever moves the branch at the last moment keeps their commit: ours is made
// anew, on top.
func TestHeadMovesBeforeARename(t *testing.T) {
	for _, lock := range []string{"/oneonone.next", "/main.lock"} {
		f := newFixture(t)
		f.once("rename", lock, f.theirCommit)
		must(f, f.tryOurs())
		if got := f.git("log", "--format=%s"); got != "ours\ntheirs\nstart" {
			t.Errorf("%s: the history is %q", lock, got)
		}
		if got := f.git("show", "HEAD:other.txt"); got != "theirs" {
			t.Errorf("%s: their file is %q", lock, got)
		}
	}
}

// An index that was made for another HEAD is not put in place.
func TestHeadMovesBeforeTheIndexIsRenamed(t *testing.T) {
	f := newFixture(t)
	before, moved := f.git("ls-files", "--stage"), false
	f.h.fault = func(op, name string) error {
		if moved {
			return errors.New("no further")
		}
		if moved = op == "rename" && strings.HasSuffix(name, "oneonone.next"); moved {
			return f.theirCommit()
		}
		return nil
	}
	if err := f.tryOurs(); err == nil || !moved {
		t.Fatalf("moved %v, error is %v", moved, err)
	}
	if after := f.git("ls-files", "--stage"); after != before {
		t.Errorf("the index was\n%s\nand is\n%s", before, after)
	}
}

// git that commits by hooks looks for the branch itself: when it moved, git's
// commit would take back what is new there.
func TestHeadMovesUnderGit(t *testing.T) {
	f := newFixture(t)
	f.hook("pre-commit", "exit 0")
	f.once("rename", ".git/index", f.theirCommit)
	must(f, f.tryOurs())
	if got := f.git("log", "--format=%s"); got != "ours\ntheirs\nstart" {
		t.Errorf("the history is %q", got)
	}
	if got := f.git("show", "HEAD:other.txt"); got != "theirs" {
		t.Errorf("their file is %q", got)
	}
}

// A merge that begins while we wait for the index is not committed into, nor is
// a rebase that moved the branch from under us.
func TestWhatBeginsMeanwhileIsNotCommittedInto(t *testing.T) {
	merge := func(f *fixture) error { f.write(".git/MERGE_HEAD", f.git("rev-parse", "HEAD")+"\n"); return nil }
	rebase := func(f *fixture) error {
		f.write(".git/HEAD", f.git("rev-parse", "HEAD")+"\n")
		return os.Mkdir(f.path(".git/rebase-merge"), 0o700)
	}
	for _, c := range []struct {
		hooks        bool
		op, end, why string
		begin        func(*fixture) error
	}{
		{false, "link", "/index.lock", "merge", merge}, {true, "link", "/index.lock", "merge", merge}, {false, "rename", "/oneonone.next", "rebase", rebase},
	} {
		f := newFixture(t)
		if c.hooks {
			f.hook("pre-commit", "exit 0")
		}
		f.once(c.op, c.end, func() error { return c.begin(f) })
		f.notRecorded(f.tryOurs(), "a "+c.why+" is in progress")
		if got := f.git("log", "--format=%s", "main"); got != "start" {
			t.Errorf("hooks %v: into a %s went %q", c.hooks, c.why, got)
		}
	}
}

// A process that slept finds that its lock was taken for stale, and that
// another program holds one of that name: it moves nothing, and leaves it.
func TestLocksAreLostBeforeARename(t *testing.T) {
	for _, c := range []struct{ step, lock string }{
		{"/oneonone.next", "index.lock"}, {"/main.lock", "refs/heads/main.lock"}, {".git/index", "index.lock"},
	} {
		f := newFixture(t)
		if c.step == ".git/index" {
			f.hook("pre-commit", "exit 0")
		}
		f.h.git.Wait = 50 * time.Millisecond
		head := f.read(".git/refs/heads/main")
		f.once("rename", c.step, func() error {
			must(f, os.Remove(f.path(".git/"+c.lock)))
			f.write(".git/"+c.lock, "somebody's")
			return nil
		})
		if err := f.tryOurs(); !errors.Is(err, ErrLocked) {
			t.Errorf("%s: error is %v", c.step, err)
		}
		if _, err := os.Stat(f.path(".git/" + c.lock)); err != nil || f.read(".git/"+c.lock) != "somebody's" {
			t.Errorf("%s: their lock is gone", c.step)
		}
		if f.read(".git/refs/heads/main") != head {
			t.Errorf("%s: the branch moved", c.step)
		}
		if c.lock == "index.lock" && f.git("diff", "--cached") != "" {
			t.Errorf("%s: the index changed", c.step)
		}
	}
}

// While the index is ahead of its branch nobody else gets it: git's rebase would make
// of it a tree that has a directory twice.
func TestIndexIsLockedUntilTheBranchMoves(t *testing.T) {
	f := newFixture(t)
	f.once("rename", "/main.lock", func() error {
		out, err := f.tryGit(".", "rebase", "--force-rebase", "--root")
		if err == nil || !strings.Contains(out, "index.lock") && !strings.Contains(out, "unstaged") && !strings.Contains(out, "uncommitted") {
			t.Errorf("rebase: %v: %s", err, out)
		}
		if _, err := f.tryGit(".", "reset", "-q"); err == nil {
			t.Error("git reset got the index")
		}
		return nil
	})
	f.apply("x", ours)
	f.clean(".")
}

// Stopped before either rename, we must not make the user's next commit bring
// the old note back, nor leave a reflog that tells of what is not.
func TestIndexGoesBeforeTheBranch(t *testing.T) {
	for _, lock := range []string{"/oneonone.next", "/main.lock"} {
		f := newFixture(t)
		f.once("rename", lock, func() error { return errors.New("no further") })
		if err := f.tryOurs(); err == nil {
			t.Fatal("it went on")
		}
		if b := f.git("rev-parse", "HEAD"); f.git("rev-parse", "HEAD@{0}") != b || !strings.Contains(lastLine(f.read(".git/logs/HEAD")), " "+b+" ") {
			t.Errorf("%s: the reflog tells of another commit", lock)
		}
		f.git("commit", "-q", "--allow-empty", "-m", "the user's")
		if strings.Contains(f.git("log", "--format=%s"), "ours") && f.git("show", "HEAD:"+ours.Path) != "# Ours" {
			t.Errorf("%s: the user's commit took our change back", lock)
		}
	}
}

func lastLine(s string) string {
	s = strings.TrimSuffix(s, "\n")
	return s[strings.LastIndexByte(s, '\n')+1:]
}

func TestAForeignLockIsWaitedForOnEveryDisk(t *testing.T) {
	for _, lock := range []string{".git/refs/heads/main.lock", ".git/index.lock"} {
		for _, plain := range []string{"", "no hard links", "nothing but plain renames"} {
			f := newFixture(t)
			if plain != "" {
				f.h.onPlainDisk()
			}
			if plain == "nothing but plain renames" {
				f.h.git.Place = func(string, string) error { return errors.ErrUnsupported }
			}
			f.write(lock, "somebody's")
			f.h.git.Wait = 50 * time.Millisecond
			if err := f.tryOurs(); !errors.Is(err, ErrLocked) {
				t.Errorf("%s, %q: error is %v", lock, plain, err)
			}
			if f.read(lock) != "somebody's" {
				t.Errorf("%s, %q: the lock was touched", lock, plain)
			}
			if left, _ := filepath.Glob(f.path(".git/oneonone.*.made")); len(left) > 0 {
				t.Errorf("%s, %q: left behind: %v", lock, plain, left)
			}
		}
	}
}

// A killed run left its own file, and git's lock is somebody else's.
func TestAStaleLinkTakesNoForeignLock(t *testing.T) {
	f := newFixture(t)
	f.write(".git/oneonone.index", "")
	f.write(".git/index.lock", "somebody's")
	f.h.git.Wait = 50 * time.Millisecond
	if err := f.tryOurs(); !errors.Is(err, ErrLocked) {
		t.Errorf("error is %v", err)
	}
	if f.read(".git/index.lock") != "somebody's" {
		t.Error("the lock was touched")
	}
}

// Two runs begin in an empty folder: neither clears away what the other makes.
func TestARepositoryInTheMakingIsLeftAlone(t *testing.T) {
	needGit(t)
	f := bareFixture(t)
	f.open()
	f.once("create", "/config", func() error { return Init(f.options()) })
	must(f, f.h.init())
	if got := f.git("status", "--porcelain"); got != "" {
		t.Errorf("git says %q", got)
	}
}

// What an exchange left may be the only copy of what somebody typed.
func TestWordsThatAreNowhereElseAreNotSwept(t *testing.T) {
	f := newFixture(t)
	swap := "people/alice/.2026-11-13.md" + noterepo.TmpMark + "1-a" + noterepo.SwapEnd
	f.write(swap, "typed\n")
	f.write("people/alice/2026-11-13.md", "# edited\n")
	f.apply("x", ours)
	if _, err := os.Stat(f.path(swap)); err != nil {
		t.Error(err)
	}
	f.write(swap, "# Alice\n") // git has these
	f.apply("y", change(ours.Path, "# Ours\n", "# Alice\n"))
	if _, err := os.Stat(f.path(swap)); err == nil {
		t.Error("it is left although git has its words")
	}
}

// Of two notes the second cannot be written: the first is as it was.
func TestASaveThatFailsIsRolledBack(t *testing.T) {
	t.Parallel()
	for _, plain := range []bool{false, true} {
		t.Run(fmt.Sprintf("plain disk %t", plain), func(t *testing.T) {
			t.Parallel()
			f := newFixture(t)
			if plain {
				f.h.onPlainDisk()
			}
			f.once("exchange", "2026-11-13.md", func() error { return errors.New("no further") })
			_, err := f.h.Apply(context.Background(), []page.Change{
				ours, change("people/bob/README.md", "", "bob\n"), change("people/alice/2026-11-13.md", "# Alice\n\n- one\n", "x\n"),
			}, Message{Subject: "x"})
			if err == nil {
				t.Fatal("it went on")
			}
			f.clean(".")
		})
	}
}

// An editor that empties the file, closes it, and writes it a little later.
func TestAnEmptiedNoteIsWaitedFor(t *testing.T) {
	f := newFixture(t)
	f.write(ours.Path, "")
	f.once("wait", ours.Path, func() error { f.write(ours.Path, "# Typed\n"); return nil })
	_, err := f.h.Record(context.Background(), []string{ours.Path}, Message{Subject: "x", Edits: true})
	must(f, err)
	if got := f.git("show", "HEAD:"+ours.Path); got != "# Typed" {
		t.Errorf("recorded is %q", got)
	}
}

// A note that is absent for a moment is not removed under a command's name.
func TestAnAbsentNoteIsNotRecordedAsRemoved(t *testing.T) {
	f := newFixture(t)
	must(f, os.Remove(f.path(ours.Path)))
	_, err := f.h.Record(context.Background(), []string{ours.Path}, Message{Subject: "x"})
	f.notRecorded(err, "")
	if got := f.git("show", "HEAD:"+ours.Path); got != "# Alice" {
		t.Errorf("recorded is %q", got)
	}
}

// When one of two notes is not as planned, not even the other is touched.
func TestNothingIsWrittenWhenOneNoteChanged(t *testing.T) {
	f := newFixture(t)
	f.h.fault = func(op, name string) error {
		if strings.HasPrefix(name, "people/") {
			t.Errorf("%s of %s", op, name)
		}
		return nil
	}
	_, err := f.h.Apply(context.Background(), []page.Change{ours, change("people/alice/2026-11-13.md", "older\n", "x\n")}, Message{Subject: "x"})
	if !errors.As(err, new(*ChangedError)) {
		t.Errorf("error is %v", err)
	}
}
