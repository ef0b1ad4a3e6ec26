package history

import (
	"context"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"oneonone/notes/page"
)

// In each of these states a commit would end somebody's merge, hang below the
// wrong parent, or begin a new history. The note is saved all the same, HEAD
// stays, and the error says why and what to type.
func TestRefusals(t *testing.T) {
	skipIfShort(t)
	conflict := func(f *fixture) {
		f.git("switch", "-qc", "side")
		f.write("other.txt", "side\n")
		f.git("commit", "-qam", "side")
		f.git("switch", "-q", "main")
		f.write("other.txt", "main\n")
		f.git("commit", "-qam", "main")
	}
	for name, c := range map[string]struct {
		prepare func(f *fixture)
		reason  string
	}{
		"merge":          {func(f *fixture) { conflict(f); f.tryGit(".", "merge", "side") }, "a merge is in progress"},
		"rebase":         {func(f *fixture) { conflict(f); f.tryGit(".", "rebase", "side") }, "a rebase is in progress"},
		"cherry-pick":    {func(f *fixture) { conflict(f); f.tryGit(".", "cherry-pick", "side") }, "a cherry-pick is in progress"},
		"revert":         {func(f *fixture) { conflict(f); f.git("revert", "--no-commit", "HEAD") }, "a revert is in progress"},
		"bisect":         {func(f *fixture) { conflict(f); f.git("bisect", "start", "HEAD", "HEAD^") }, "a bisect is in progress"},
		"detached":       {func(f *fixture) { f.git("switch", "-q", "--detach") }, "detached"},
		"empty ref":      {func(f *fixture) { f.write(".git/refs/heads/main", "") }, "refs/heads/main is empty or damaged"},
		"torn ref":       {func(f *fixture) { f.write(".git/refs/heads/main", "0123") }, "refs/heads/main is empty or damaged"},
		"lost ref":       {func(f *fixture) { os.Remove(f.path(".git/refs/heads/main")) }, "refs/heads/main is empty or damaged"},
		"empty HEAD":     {func(f *fixture) { f.write(".git/HEAD", "") }, "HEAD is empty or damaged"},
		"torn index":     {func(f *fixture) { b := f.read(".git/index"); f.write(".git/index", b[:len(b)/2]) }, "index"},
		"empty index":    {func(f *fixture) { f.write(".git/index", "") }, "index"},
		"index bit flip": {func(f *fixture) { b := []byte(f.read(".git/index")); b[40] ^= 1; f.write(".git/index", string(b)) }, "index"},
		"hook refuses":   {func(f *fixture) { f.hook("pre-commit", "echo no swearing >&2; exit 1") }, "no swearing"},
		"hook is silent": {func(f *fixture) { f.hook("pre-commit", "exit 1") }, "a hook refused"},
		"signing fails": {func(f *fixture) {
			f.git("config", "commit.gpgSign", "true")
			f.git("config", "gpg.program", "/bin/false")
		}, "gpg"},
		"broken config": {func(f *fixture) { f.write(".git/config", "[core\n") }, "git cannot read its settings"},
		"reftable": {func(f *fixture) {
			f.git("config", "core.repositoryformatversion", "1")
			f.git("config", "extensions.refStorage", "reftable")
		}, ""},
		"unknown extension": {func(f *fixture) {
			f.git("config", "core.repositoryformatversion", "1")
			f.git("config", "extensions.fromTheFuture", "1")
		}, ""},
		"stash conflict": {func(f *fixture) {
			f.write("people/alice/README.md", "stashed\n")
			f.git("stash", "-q")
			f.write("people/alice/README.md", "# Alice\n# more\n")
			f.git("commit", "-qam", "more")
			f.tryGit(".", "stash", "pop")
			f.write("people/alice/README.md", "# Alice\n")
		}, "conflict"},
		"no git and hooks":    {func(f *fixture) { f.hook("pre-commit", "exit 0"); f.setenv("PATH=/nowhere") }, "git is not installed"},
		"no git and index v4": {func(f *fixture) { f.git("update-index", "--index-version", "4"); f.setenv("PATH=/nowhere") }, "git is not installed"},
		"nobody": {func(f *fixture) {
			os.Remove(f.path("../home/.gitconfig"))
			f.setenv("GIT_CONFIG_COUNT=1", "GIT_CONFIG_KEY_0=user.useConfigOnly", "GIT_CONFIG_VALUE_0=true")
		}, "nobody is named"},
		"no repository": {func(f *fixture) { os.RemoveAll(f.path(".git")); f.open() }, "not in a git repository"},
		"read-only objects": {func(f *fixture) {
			if os.Geteuid() == 0 {
				f.h.fault = func(op, name string) error {
					if op == "create" && strings.Contains(name, "objects") {
						return errors.New("permission denied")
					}
					return nil
				}
				return
			}
			must(f, filepath.WalkDir(f.path(".git/objects"), func(p string, d os.DirEntry, err error) error {
				if d.IsDir() {
					os.Chmod(p, 0o500)
				}
				return nil
			}))
		}, "permission denied"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			f := newFixture(t)
			c.prepare(f)
			before := f.state()
			_, err := f.h.Apply(context.Background(), []page.Change{
				change("people/alice/README.md", "# Alice\n", "# Alice Martin\n"),
				change("people/alice/2026-11-20.md", "", "new\n"),
			}, Message{Subject: "x"})
			f.notRecorded(err, c.reason)
			t.Log(err, "| hint:", Hint(err))
			if f.read("people/alice/README.md") != "# Alice Martin\n" || f.read("people/alice/2026-11-20.md") != "new\n" {
				t.Error("the notes are not saved")
			}
			if after := f.state(); after != before {
				t.Errorf("the repository changed:\n%s\nto\n%s", before, after)
			}
		})
	}
}

// state is what a refused commit must leave as it was.
func (f *fixture) state() string {
	var b strings.Builder
	for _, p := range []string{"HEAD", "refs/heads/main", "logs/HEAD", "MERGE_HEAD"} {
		s, _ := os.ReadFile(f.path(".git/" + p))
		b.WriteString(p + "=" + string(s) + "\n")
	}
	s, _ := f.tryGit(".", "ls-files", "--stage")
	return b.String() + s
}

func TestAForeignIndexLockIsWaitedForAndNeverRemoved(t *testing.T) {
	t.Parallel()
	f := newFixture(t)
	for _, hooks := range []bool{false, true} {
		if hooks {
			f.hook("pre-commit", "exit 0")
		}
		f.write(".git/index.lock", "somebody's")
		f.h.git.Wait = 100 * time.Millisecond
		old := f.read("people/alice/README.md")
		_, err := f.h.Apply(context.Background(), []page.Change{change("people/alice/README.md", old, old+"x\n")}, Message{Subject: "x"})
		var locked *LockedError
		if !errors.As(err, &locked) || !errors.Is(err, ErrLocked) || locked.Hint == "" || len(locked.Saved) != 1 {
			t.Fatalf("error is %v", err)
		}
		if f.read(".git/index.lock") != "somebody's" {
			t.Error("the lock was touched")
		}
		f.h.git.Wait = 5 * time.Second
		time.AfterFunc(200*time.Millisecond, func() { os.Remove(f.path(".git/index.lock")) })
		_, err = f.h.Record(context.Background(), []string{"people/alice/README.md"}, Message{Subject: "x"})
		must(f, err)
		f.clean(".")
	}
}

// Whoever does not say how long a lock is waited for waits a while.
func TestALockIsWaitedForUnlessToldOtherwise(t *testing.T) {
	f := bareFixture(t)
	for wait, want := range map[time.Duration]time.Duration{0: defaultWait, time.Second: time.Second} {
		o := f.options()
		o.Wait = wait
		h, err := Open(o)
		must(f, err)
		h.Close()
		if h.git.Wait != want {
			t.Errorf("told %v, it waits %v", wait, h.git.Wait)
		}
	}
}

func TestTheAdvisoryLockNamesItsHolder(t *testing.T) {
	f := newFixture(t)
	r, err := f.h.repos.Folder()
	must(f, err)
	held, err := r.Lock(context.Background())
	must(f, err)
	f.open()
	f.h.git.Wait = 50 * time.Millisecond
	_, err = f.h.Apply(context.Background(), []page.Change{change("people/alice/README.md", "# Alice\n", "x\n")}, Message{Subject: "x"})
	var locked *LockedError
	if !errors.As(err, &locked) || !strings.Contains(locked.Holder, "pid ") || locked.Hint == "" {
		t.Fatalf("error is %v", err)
	}
	if f.read("people/alice/README.md") != "# Alice\n" {
		t.Error("the note was written without the lock")
	}
	held.Close()
	f.apply("x", change("people/alice/README.md", "# Alice\n", "x\n"))
}

// A lock that a killed run of ours left is the same file as our own link to
// it; only such a one is removed.
func TestOurOwnStaleLocksAreRemoved(t *testing.T) {
	f := newFixture(t)
	for lock, link := range map[string]string{"index.lock": "oneonone.index", "refs/heads/main.lock": "oneonone.ref"} {
		f.write(".git/"+link, "")
		must(f, os.Link(f.path(".git/"+link), f.path(".git/"+lock)))
	}
	f.apply("x", change("people/alice/README.md", "# Alice\n", "x\n"))
	f.clean(".")
}

func TestAuthorAsGitChooses(t *testing.T) {
	skipIfShort(t)
	for name, c := range map[string]struct {
		prepare func(f *fixture)
		env     []string
	}{
		"config":         {func(*fixture) {}, nil},
		"local config":   {func(f *fixture) { f.git("config", "user.email", "work@example.com") }, nil},
		"author.name":    {func(f *fixture) { f.git("config", "author.name", "A. Uthor") }, nil},
		"committer.name": {func(f *fixture) { f.git("config", "committer.email", "c@example.com") }, nil},
		"environment":    {func(*fixture) {}, []string{"GIT_AUTHOR_NAME=Env Author", "GIT_COMMITTER_EMAIL=env@example.com"}},
		"author date":    {func(*fixture) {}, []string{"GIT_AUTHOR_DATE=2020-02-03T04:05:06+0700"}},
		"EMAIL":          {func(f *fixture) { f.write("../home/.gitconfig", "[user]\nname=Only Name\n") }, []string{"EMAIL=only@example.com"}},
		"crud":           {func(f *fixture) { f.git("config", "user.name", " <Sam.> ,") }, nil},
		"include": {func(f *fixture) {
			f.write("../home/work", "[user]\nemail = included@example.com\n")
			f.write("../home/.gitconfig", "[user]\nname = Sam\nemail = no@example.com\n[includeIf \"gitdir:"+f.dir+"/\"]\npath = work\n")
		}, nil},
		"GIT_CONFIG_GLOBAL": {func(f *fixture) { f.write("../other", "[user]\nname=Other\nemail=other@example.com\n") }, []string{"GIT_CONFIG_GLOBAL=OTHER"}},
		"command line":      {func(*fixture) {}, []string{"GIT_CONFIG_COUNT=1", "GIT_CONFIG_KEY_0=user.name", "GIT_CONFIG_VALUE_0=Command Line"}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			f := newFixture(t)
			c.prepare(f)
			for i, kv := range c.env {
				c.env[i] = strings.ReplaceAll(kv, "OTHER", f.path("../other"))
			}
			f.setenv(c.env...)
			f.apply("ours", change("people/alice/README.md", "# Alice\n", "x\n"))
			const format = "--format=%an|%ae|%cn|%ce"
			ours := f.git("log", "-1", format)
			date := f.git("log", "-1", "--format=%aI")
			f.write("other.txt", "x")
			cmd := f.gitEnv("commit", "-qam", "git's")
			if want := f.git("log", "-1", format); ours != want {
				t.Errorf("ours %q, git's %q (%s)", ours, want, cmd)
			}
			if name == "author date" && date != "2020-02-03T04:05:06+07:00" {
				t.Errorf("author date %s", date)
			}
			// The same without git, from our own reading of the settings.
			if name == "author date" {
				return
			}
			f.setenv("PATH=/nowhere")
			f.apply("ours without git", change("people/alice/README.md", "x\n", "y\n"))
			f.env = f.env[:len(f.env)-1]
			if got := f.git("log", "-1", format); got != ours {
				t.Errorf("without git %q, with it %q", got, ours)
			}
		})
	}
}

// gitEnv runs git as the user would, without the fixture's dates.
func (f *fixture) gitEnv(args ...string) string {
	f.Helper()
	cmd := exec.Command("git", args...)
	cmd.Dir, cmd.Env = f.dir, f.env
	out, err := cmd.Output()
	must(f, err)
	return string(out)
}

func TestAuthorIsAskedLast(t *testing.T) {
	for _, hooks := range []bool{false, true} {
		f := newFixture(t)
		must(f, os.Remove(f.path("../home/.gitconfig")))
		if hooks {
			f.hook("pre-commit", "exit 0")
		}
		f.env = append(f.env, "GIT_CONFIG_COUNT=1", "GIT_CONFIG_KEY_0=user.useConfigOnly", "GIT_CONFIG_VALUE_0=true")
		o := f.options()
		o.Author = func() (string, string, error) { return "Asked Once", "asked@example.com", nil }
		h, err := Open(o)
		must(f, err)
		defer h.Close()
		_, err = h.Apply(context.Background(), []page.Change{change("people/alice/README.md", "# Alice\n", "x\n")}, Message{Subject: "x"})
		must(f, err)
		if got := f.git("log", "-1", "--format=%an %ae %cn"); got != "Asked Once asked@example.com Asked Once" {
			t.Errorf("hooks %v: author is %q", hooks, got)
		}
	}
}

func TestWorksWithoutGit(t *testing.T) {
	f := newFixture(t)
	f.write("other.txt", "staged")
	f.git("add", "other.txt")
	path := f.env[1]
	f.setenv("PATH=/nowhere")
	f.apply("alice: x", change("people/alice/README.md", "# Alice\n", "x\n"), change("people/bob/README.md", "", "x\n"))
	f.wantPending()
	f.setenv(path)
	if got := f.git("show", "--format=%s %an", "--name-only"); got != "alice: x Sam Rivera\n\npeople/alice/README.md\npeople/bob/README.md" {
		t.Errorf("commit is %q", got)
	}
	f.git("commit", "-qm", "the rest")
	f.clean(".")
}

func TestInitWithoutGitIsWhatGitMakes(t *testing.T) {
	f := bareFixture(t)
	path := f.env[1]
	f.env[1] = "PATH=/nowhere"
	f.dir += "/deeper"
	must(f, Init(f.options()))
	must(f, Init(f.options()))
	f.open()
	f.apply("first", change("people/alice/README.md", "", "x\n"))
	f.env[1] = path
	f.clean(".")
	if got := f.git("log", "--format=%s %D"); got != "first HEAD -> main" {
		t.Errorf("log is %q", got)
	}
}
