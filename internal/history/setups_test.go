package history

import (
	"context"
	"crypto/sha1"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"oneonone/notes/page"
)

func TestFilesOfAnyDateAreRecorded(t *testing.T) {
	skipIfShort(t)
	t.Parallel()
	for _, year := range []int{1960, 1969, 1970, 2038, 2106, 2200} {
		f := newFixture(t)
		f.write("people/alice/README.md", "dated\n")
		at := time.Date(year, 12, 31, 23, 59, 59, 999, time.UTC)
		must(f, os.Chtimes(f.path("people/alice/README.md"), at, at))
		_, err := f.h.Record(context.Background(), []string{"people/alice/README.md"}, Message{Subject: "x"})
		must(f, err)
		f.clean(".")
		f.wantPending()
		f.apply("y", change("people/alice/2026-11-13.md", "# Alice\n\n- one\n", "x\n"))
		f.clean(".")
		f.plainCommitChangesOnly("other.txt")
	}
}

// The clock of the commit may be anything too.
func TestClocks(t *testing.T) {
	f := newFixture(t)
	text := "# Alice\n"
	for _, at := range []time.Time{time.Date(1960, 1, 1, 0, 0, 0, 0, time.UTC), time.Date(2107, 1, 1, 0, 0, 0, 0, time.UTC), testNow, testNow.AddDate(0, 0, -1)} {
		f.now = at
		f.apply("x", change("people/alice/README.md", text, text+"x\n"))
		text += "x\n"
	}
	f.clean(".")
	if got := f.git("show", "-s", "--format=%at", "HEAD~3"); got != "0" {
		t.Errorf("a commit before git's time is dated %s", got)
	}
	if got := f.undo(f.h.UndoPlan); got != "Undo: x" {
		t.Error(got)
	}
	if got := f.read("people/alice/README.md"); got != "# Alice\nx\nx\nx\n" {
		t.Errorf("undo after the clock went back: %q", got)
	}
}

func TestFlagsOfOtherEntriesAreKept(t *testing.T) {
	f := newFixture(t)
	f.write("a.txt", "a")
	f.write("b.txt", "b")
	f.write("c.txt", "c")
	f.git("add", "a.txt", "b.txt")
	f.git("update-index", "--assume-unchanged", "a.txt")
	f.git("update-index", "--skip-worktree", "b.txt")
	f.git("add", "-N", "c.txt")
	before := f.git("ls-files", "-v", "--stage")
	f.apply("x", change("people/alice/README.md", "# Alice\n", "x\n"), change("people/bob/README.md", "", "x\n"))
	after := strings.Split(f.git("ls-files", "-v", "--stage"), "\n")
	for _, line := range strings.Split(before, "\n") {
		if !strings.Contains(line, "alice/README") && !slices.Contains(after, line) {
			t.Errorf("lost %q of %q", line, after)
		}
	}
}

func TestIndexWithoutChecksumIsLeftToGit(t *testing.T) {
	f := newFixture(t)
	b := f.read(".git/index")
	f.write(".git/index", b[:len(b)-sha1.Size]+strings.Repeat("\x00", sha1.Size))
	f.apply("x", change("people/alice/README.md", "# Alice\n", "x\n"))
	f.clean(".")
}

func TestCommitsAreSignedAndHooksRun(t *testing.T) {
	f := newFixture(t)
	f.signBySSH()
	f.hook("pre-commit", "echo ran >> .git/ran")
	f.hook("commit-msg", "echo 'Signed-off-by: hook' >> $1")
	res := f.apply("x", change("people/alice/README.md", "# Alice\n", "x\n"))
	if got := f.git("cat-file", "commit", "HEAD"); !strings.Contains(got, "gpgsig -----BEGIN SSH SIGNATURE") || !strings.Contains(got, "Signed-off-by: hook") {
		t.Errorf("commit is %s", got)
	}
	if f.read(".git/ran") != "ran\n" || !strings.Contains(res.Commits[0].Body, "Signed-off-by: hook") {
		t.Errorf("hook ran %q, body %q", f.read(".git/ran"), res.Commits[0].Body)
	}
	if got := f.undo(f.h.UndoPlan); got != "Undo: x" {
		t.Error(got)
	}
}

func TestLineEndingsAsGitWants(t *testing.T) {
	f := newFixture(t)
	f.git("config", "core.autocrlf", "true")
	f.apply("x", change("people/alice/README.md", "# Alice\n", "a\r\nb\r\n"))
	if got := f.git("cat-file", "blob", "HEAD:people/alice/README.md"); got != "a\nb" {
		t.Errorf("git has %q", got)
	}
	f.clean(".")
	now := time.Now().Add(time.Hour)
	must(f, os.Chtimes(f.path("people/alice/README.md"), now, now))
	f.wantPending()
	if b, err := f.h.FileAt(context.Background(), "people/alice/README.md", time.Time{}); err != nil || string(b) != "a\r\nb\r\n" {
		t.Errorf("as it was: %q %v", b, err)
	}
	f.git("config", "--unset", "core.autocrlf")
	f.open()
	f.apply("y", change("people/alice/README.md", "a\r\nb\r\n", "a\r\nb\r\nc\r\n"))
	if got := f.git("cat-file", "blob", "HEAD:people/alice/README.md"); got != "a\r\nb\r\nc\r" {
		t.Errorf("git has %q", got)
	}
}

func TestExecutableBit(t *testing.T) {
	f := newFixture(t)
	mode := func(p string) string { return strings.Fields(f.git("ls-tree", "HEAD", p))[0] }
	must(f, os.Chmod(f.path("people/alice/README.md"), 0o700))
	f.apply("x", change("people/alice/README.md", "# Alice\n", "x\n"))
	if mode("people/alice/README.md") != "100755" {
		t.Error("the executable bit is lost")
	}
	f.clean(".")
	f.git("config", "core.fileMode", "false")
	must(f, os.Chmod(f.path("people/alice/README.md"), 0o600))
	must(f, os.Chmod(f.path("people/alice/2026-11-13.md"), 0o700))
	f.apply("x", change("people/alice/README.md", "x\n", "y\n"), change("people/alice/2026-11-13.md", "# Alice\n\n- one\n", "y\n"))
	if mode("people/alice/README.md") != "100755" || mode("people/alice/2026-11-13.md") != "100644" {
		t.Error("core.fileMode=false was not heeded")
	}
	f.clean(".")
}

func TestIgnoredByEverySource(t *testing.T) {
	for name, prepare := range map[string]func(f *fixture){
		"gitignore":    func(f *fixture) { f.write("people/.gitignore", "bob\n") },
		"exclude":      func(f *fixture) { f.write(".git/info/exclude", "/people/bob/\n") },
		"excludesFile": func(f *fixture) { f.write("../home/ig", "b*b\n"); f.git("config", "core.excludesFile", "~/ig") },
		"global":       func(f *fixture) { f.write("../home/.config/git/ignore", "people/b?b/\n") },
	} {
		for _, path := range []string{"", "PATH=/nowhere"} {
			t.Run(name+path, func(t *testing.T) {
				f := newFixture(t)
				prepare(f)
				if path != "" {
					f.setenv(path)
				}
				f.write("people/bob/README.md", "x")
				f.write("people/bobby/README.md", "x")
				f.wantPending("new people/bobby/README.md []")
				_, err := f.h.Apply(context.Background(), []page.Change{change("people/bob/2026-11-20.md", "", "secret")}, Message{Subject: "x"})
				f.notRecorded(err, "ignored")
				if f.read("people/bob/2026-11-20.md") != "secret" {
					t.Error("the note is not saved")
				}
			})
		}
	}
}

func TestFolderAsSubmodule(t *testing.T) {
	f := newFixture(t)
	outer := f.path("../outer")
	must(f, os.MkdirAll(outer, 0o700))
	f.gitIn("../outer", "init", "-q")
	f.gitIn("../outer", "-c", "protocol.file.allow=always", "submodule", "--quiet", "add", f.dir, "notes")
	f.dir = filepath.Join(outer, "notes")
	f.open()
	f.apply("x", change("people/alice/README.md", "# Alice\n", "x\n"))
	f.wantPending()
	if got := f.git("status", "--porcelain"); got != "" {
		t.Errorf("status: %s", got)
	}
	if out, err := f.tryGit(".", "fsck", "--strict"); err != nil {
		t.Error(out)
	}
}

// A hook that runs this program has git's variables set; the nearest
// repository counts all the same.
func TestVariablesOfAnotherRepositoryAreNotFollowed(t *testing.T) {
	f := newFixture(t)
	must(f, os.MkdirAll(f.path("../elsewhere"), 0o700))
	f.gitIn("../elsewhere", "init", "-q")
	local := []string{"GIT_DIR=" + f.path("../elsewhere/.git"), "GIT_INDEX_FILE=" + f.path("../elsewhere/.git/index"), "GIT_WORK_TREE=" + f.path("../elsewhere")}
	for _, hooks := range []bool{false, true} {
		clean := f.env
		if hooks {
			f.hook("post-commit", "exit 0")
		}
		f.setenv(local...)
		old := f.read("people/alice/README.md")
		f.apply("x", change("people/alice/README.md", old, old+"x\n"))
		f.wantPending()
		f.wantLog(Query{Limit: 1}, "x")
		f.env = clean
		f.clean(".")
	}
}

// git does not touch a repository that belongs to somebody else unless told so.
func TestRepositoryOfAnotherUser(t *testing.T) {
	if os.Geteuid() != 0 {
		t.Skip("giving files away needs root")
	}
	f := newFixture(t)
	must(f, os.Chown(f.path(".git"), 12345, 12345))
	must(f, os.Chown(f.dir, 12345, 12345))
	_, err := f.h.Apply(context.Background(), []page.Change{change("people/alice/README.md", "# Alice\n", "x\n")}, Message{Subject: "x"})
	f.notRecorded(err, "dubious ownership")
	if !strings.Contains(Hint(err), "safe.directory") {
		t.Errorf("hint is %q", Hint(err))
	}
	f.gitGlobal("safe.directory", f.dir)
	_, err = f.h.Record(context.Background(), []string{"people/alice/README.md"}, Message{Subject: "x"})
	must(f, err)
	f.clean(".")
}

func (f *fixture) gitGlobal(key, value string) { f.gitIn("../home", "config", "--global", key, value) }

// A repository's settings can name programs; reading the notes runs none.
func TestReadingRunsNothing(t *testing.T) {
	for _, extension := range []bool{false, true} {
		f := newFixture(t)
		pwned := f.path("../pwned")
		f.git("config", "core.fsmonitor", "touch "+pwned+"; false")
		f.git("config", "core.pager", "touch "+pwned)
		f.hook("post-index-change", "touch "+pwned)
		if extension {
			f.git("config", "extensions.worktreeConfig", "true")
		}
		f.write("people/alice/README.md", "x")
		os.Remove(pwned)
		ctx := context.Background()
		_, err := f.h.Pending(ctx)
		must(f, err)
		f.log(Query{Paths: []string{"people/alice"}})
		_, err = f.h.Diff(ctx, Query{})
		must(f, err)
		_, err = f.h.TreeAt(ctx, "people", time.Time{})
		must(f, err)
		if _, err := os.Stat(pwned); err == nil {
			t.Errorf("extension %v: a program of the repository's was run", extension)
		}
	}
}

// Options in disguise and odd queries stay words.
func TestQueriesAreNeverOptions(t *testing.T) {
	f := newFixture(t)
	for _, p := range []string{"--output=pwned", "-rf", ":(top)", "*", "people/*"} {
		f.wantLog(Query{Paths: []string{p}})
	}
	if _, err := os.Stat(f.path("pwned")); err == nil {
		t.Error("a query wrote a file")
	}
}
