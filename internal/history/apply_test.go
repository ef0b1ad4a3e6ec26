package history

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"oneonone/notes/page"
)

func TestApplyCommitsOneChange(t *testing.T) {
	f := newFixture(t)
	res := f.apply("alice: add 1:1 of 2026-11-20",
		change("people/alice/2026-11-20.md", "", "# Alice\n"),
		change("people/alice/README.md", "# Alice\n", "# Alice Martin\n"))
	if len(res.Commits) != 1 {
		t.Fatalf("commits: %+v", res.Commits)
	}
	c := res.Commits[0]
	if got := f.git("rev-parse", "HEAD"); got != c.Hash {
		t.Errorf("HEAD is %s, result says %s", got, c.Hash)
	}
	if got := f.git("log", "-1", "--format=%an|%ae|%cn|%ad|%s", "--date=raw"); got != "Sam Rivera|sam@example.com|Sam Rivera|1795165260 +0100|alice: add 1:1 of 2026-11-20" {
		t.Errorf("git log says %q", got)
	}
	if got := f.git("show", "--format=", "--name-status", "HEAD"); got != "A\tpeople/alice/2026-11-20.md\nM\tpeople/alice/README.md" {
		t.Errorf("git show says %q", got)
	}
	if got := f.git("reflog", "-1", "--format=%gs"); got != "commit: alice: add 1:1 of 2026-11-20" {
		t.Errorf("reflog says %q", got)
	}
	f.clean(".")
	f.apply("alice: remove", change("people/alice/2026-11-20.md", "# Alice\n", ""), change("people/alice/2026-11-13.md", "# Alice\n\n- one\n", ""))
	f.clean(".")
	if _, err := os.Stat(f.path("people/alice/2026-11-20.md")); err == nil {
		t.Error("the removed note is still there")
	}
}

func TestApplyInEveryStateOfTheRepository(t *testing.T) {
	skipIfShort(t)
	t.Parallel()
	for name, prepare := range map[string]func(f *fixture){
		"unborn branch": func(f *fixture) {
			os.RemoveAll(f.path(".git"))
			os.Remove(f.path("other.txt"))
			os.Remove(f.path("people/alice/2026-11-13.md"))
			must(f, Init(f.options()))
			f.open()
		},
		"packed": func(f *fixture) { f.git("gc", "-q"); f.git("pack-refs", "--all") },
		"index v3": func(f *fixture) {
			f.write("x.txt", "x")
			f.git("add", "-N", "x.txt")
			f.git("rm", "-q", "--cached", "x.txt")
			os.Remove(f.path("x.txt"))
			f.git("update-index", "--index-version", "3")
		},
		"index v4":          func(f *fixture) { f.git("update-index", "--index-version", "4") },
		"untracked cache":   func(f *fixture) { f.git("update-index", "--untracked-cache") },
		"no index":          func(f *fixture) { os.Remove(f.path(".git/index")); f.git("reset", "-q") },
		"branch with slash": func(f *fixture) { f.git("switch", "-qc", "a/b/c"); f.git("pack-refs", "--all") },
		"shallow": func(f *fixture) {
			f.git("commit", "-q", "--allow-empty", "-m", "x")
			f.reclone("--depth", "1", "--no-local")
		},
		"files dated 1960": func(f *fixture) { f.date("people/alice/README.md", 1960) },
		"files dated 2106": func(f *fixture) { f.date("people/alice/README.md", 2106) },
		"fetch refspec odd": func(f *fixture) {
			f.git("config", "remote.o.fetch", "^refs/heads/x")
			f.git("config", "branch.x.rebase", "merges")
		},
		"config with BOM": func(f *fixture) {
			f.write(".git/config", "\ufeff"+f.read(".git/config")+"[a]b=c\n[pack]\nwindow=10m\n")
		},
		"both gitconfig files": func(f *fixture) { f.write("../home/.config/git/config", "[user]\nname=Wrong\n") },
		"file mode off":        func(f *fixture) { f.git("config", "core.fileMode", "false") },
		"replace refs":         func(f *fixture) { f.git("commit", "-q", "--allow-empty", "-m", "x"); f.git("replace", "HEAD", "HEAD^") },
		"hooks":                func(f *fixture) { f.hook("pre-commit", "exit 0") },
		"hooksPath":            func(f *fixture) { f.hook("pre-commit", "exit 0"); f.git("config", "core.hooksPath", ".git/hooks") },
		"autocrlf":             func(f *fixture) { f.git("config", "core.autocrlf", "input") },
		"attributes": func(f *fixture) {
			f.write(".gitattributes", "*.md text eol=lf\n")
			f.git("add", ".gitattributes")
			f.git("commit", "-qm", "a")
		},
		"filter": func(f *fixture) {
			f.write(".gitattributes", "*.md filter=rot\n")
			f.git("config", "filter.rot.clean", "tr a-z n-za-m")
			f.git("config", "filter.rot.smudge", "tr a-z n-za-m")
			f.git("add", "--renormalize", ".")
			f.git("add", ".gitattributes")
			f.git("commit", "-qm", "a")
		},
		"alternates":  func(f *fixture) { f.reclone("--shared") },
		"split index": func(f *fixture) { f.git("update-index", "--split-index") },
		"skipHash": func(f *fixture) {
			f.git("config", "index.skipHash", "true")
			f.git("update-index", "--force-write-index")
		},
		"worktreeConfig": func(f *fixture) { f.git("config", "extensions.worktreeConfig", "true") },
		"partial clone": func(f *fixture) {
			f.git("config", "core.repositoryformatversion", "1")
			f.git("config", "extensions.partialClone", "origin")
		},
		"preciousObjects": func(f *fixture) {
			f.git("config", "core.repositoryformatversion", "1")
			f.git("config", "extensions.preciousObjects", "true")
		},
		"sparse checkout": func(f *fixture) { f.git("sparse-checkout", "set", "people") },
		"sparse index": func(f *fixture) {
			f.write("big/x", "x")
			f.git("add", "big")
			f.git("commit", "-qm", "b")
			f.git("sparse-checkout", "set", "--cone", "--sparse-index", "people")
		},
		"outside sparse": func(f *fixture) {
			f.git("sparse-checkout", "set", "--no-cone", "/other.txt")
			f.write("people/alice/README.md", "# Alice\n")
			f.write("people/alice/2026-11-13.md", "# Alice\n\n- one\n")
		},
		"assume unchanged": func(f *fixture) { f.git("update-index", "--assume-unchanged", "people/alice/README.md") },
		"assume unchanged, hook": func(f *fixture) {
			f.hook("pre-commit", "exit 0")
			f.git("update-index", "--assume-unchanged", "people/alice/README.md")
		},
		"sha256":           func(f *fixture) { f.reinit("--object-format=sha256") },
		"separate git dir": func(f *fixture) { f.reinit("--separate-git-dir=" + f.path("../elsewhere.git")) },
		"core.worktree":    func(f *fixture) { f.git("config", "core.worktree", f.dir) },
		"gpg by ssh":       func(f *fixture) { f.signBySSH() },
		"commentChar and cleanup": func(f *fixture) {
			f.git("config", "commit.cleanup", "strip")
			f.git("config", "core.commentChar", "a")
			f.hook("pre-commit", "exit 0")
		},
		"ref D/F leftovers": func(f *fixture) {
			os.MkdirAll(f.path(".git/logs/refs/heads"), 0o700)
			f.git("pack-refs", "--all")
			os.MkdirAll(f.path(".git/refs/heads/main"), 0o700)
		},
		"staged note": func(f *fixture) {
			f.write("people/alice/README.md", "staged\n")
			f.git("add", ".")
			f.write("people/alice/README.md", "# Alice\n")
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			f := newFixture(t)
			prepare(f)
			old := "# Alice\n"
			if _, err := os.Stat(f.path("people/alice/README.md")); err != nil {
				f.write("people/alice/README.md", old)
			}
			for _, step := range []struct{ subject, path, old, new string }{
				{"first", "people/alice/README.md", old, "# Alice Martin\n"},
				{"second", "people/zoë/2026-11-20.md", "", "- neu\n"},
				{"third", "people/zoë/2026-11-20.md", "- neu\n", "- neuer\n"},
				{"fourth", "people/zoë/2026-11-20.md", "- neuer\n", ""},
			} {
				res := f.apply(step.subject, change(step.path, step.old, step.new))
				if len(res.Commits) != 1 {
					t.Fatalf("%s: %d commits", step.subject, len(res.Commits))
				}
				c := res.Commits[0]
				if head := f.git("rev-parse", "HEAD"); head != c.Hash {
					t.Errorf("%s: HEAD is %s, result says %s", step.subject, head, c.Hash)
				}
				if got := f.git("log", "-1", "--format=%s"); got != step.subject || c.Subject != step.subject {
					t.Errorf("subject is %q and %q, want %q", got, c.Subject, step.subject)
				}
				if len(c.Paths) != 1 || c.Paths[0].Path != step.path {
					t.Errorf("%s: paths %+v", step.subject, c.Paths)
				}
			}
			if got := f.git("cat-file", "--filters", "HEAD:people/alice/README.md"); got != "# Alice Martin" {
				t.Errorf("HEAD has %q", got)
			}
			f.clean(".")
			if edits, err := f.h.Pending(context.Background()); err != nil || len(edits) > 0 {
				t.Errorf("pending: %v %v", edits, err)
			}
			f.plainCommitChangesOnly("other.txt")
		})
	}
}

func must(f *fixture, err error) {
	f.Helper()
	if err != nil {
		f.Fatal(err)
	}
}

// plainCommitChangesOnly checks that the user's own next commit, with real git,
// changes what they staged and nothing of ours.
func (f *fixture) plainCommitChangesOnly(p string) {
	f.Helper()
	f.write(p, f.now.String())
	if _, err := f.tryGit(".", "add", "--", p); err != nil {
		f.git("add", "--sparse", "--", p)
	}
	f.git("commit", "-qm", "the user's own")
	if got := f.git("show", "--format=", "--name-only", "HEAD"); got != p {
		f.Errorf("the user's commit changed %q, not only %q", got, p)
	}
}

func (f *fixture) hook(name, script string) {
	f.write(".git/hooks/"+name, "#!/bin/sh\n"+script+"\n")
	must(f, os.Chmod(f.path(".git/hooks/"+name), 0o755))
}

func (f *fixture) date(p string, year int) {
	at := time.Date(year, 2, 3, 4, 5, 6, 0, time.UTC)
	must(f, os.Chtimes(f.path(p), at, at))
	f.git("add", ".")
}

// reclone replaces the folder by a clone of itself.
func (f *fixture) reclone(args ...string) {
	f.Helper()
	origin := f.path("../origin")
	must(f, os.Rename(f.dir, origin))
	must(f, os.Mkdir(f.dir, 0o700))
	f.gitIn("..", append(append([]string{"clone", "-q"}, args...), "file://"+origin, f.dir)...)
	f.open()
}

// reinit begins the repository anew with options of git init.
func (f *fixture) reinit(args ...string) {
	f.Helper()
	os.RemoveAll(f.path(".git"))
	f.git(append([]string{"init", "-q"}, args...)...)
	f.git("add", ".")
	f.git("commit", "-qm", "start")
	f.open()
}

func TestUserStagedWorkStaysStaged(t *testing.T) {
	for name, prepare := range map[string]func(f *fixture){
		"plain":   func(*fixture) {},
		"via git": func(f *fixture) { f.hook("pre-commit", "exit 0") },
	} {
		t.Run(name, func(t *testing.T) {
			f := newFixture(t)
			prepare(f)
			f.write("other.txt", "staged\n")
			f.git("add", "other.txt")
			f.write("draft.txt", "draft\n")
			f.git("add", "-N", "draft.txt")
			before := f.git("diff", "--cached")
			f.apply("alice: one more", change("people/alice/README.md", "# Alice\n", "# A\n"))
			if after := f.git("diff", "--cached"); after != before {
				t.Errorf("staged before:\n%s\nafter:\n%s", before, after)
			}
			if got := f.git("show", "--format=", "--name-only"); got != "people/alice/README.md" {
				t.Errorf("our commit has %q", got)
			}
			f.git("commit", "-qm", "mine")
			if got := f.git("show", "--format=", "--name-only"); got != "other.txt" {
				t.Errorf("the user's commit has %q", got)
			}
			f.sound(".")
		})
	}
}

func TestApplyRefusesWhenTheFileChanged(t *testing.T) {
	f := newFixture(t)
	head := f.git("rev-parse", "HEAD")
	for name, cs := range map[string][]page.Change{
		"other bytes":   {change("people/alice/2026-11-20.md", "", "new\n"), change("people/alice/README.md", "# Bob\n", "# Bert\n")},
		"already there": {change("people/alice/2026-11-20.md", "", "new\n"), change("people/alice/README.md", "", "# Bert\n")},
		"gone":          {change("people/alice/2026-11-20.md", "", "new\n"), change("people/alice/2020-01-01.md", "x", "y")},
	} {
		_, err := f.h.Apply(context.Background(), cs, Message{Subject: "x"})
		var changed *ChangedError
		if !errors.As(err, &changed) || changed.Path != cs[1].Path || Hint(err) == "" {
			t.Errorf("%s: error is %v", name, err)
		}
		if _, err := os.Stat(f.path("people/alice/2026-11-20.md")); err == nil {
			t.Errorf("%s: something was written", name)
		}
	}
	if f.git("rev-parse", "HEAD") != head {
		t.Error("something was committed")
	}
	f.clean(".")
}

// An editor may save in the very moment in which a command exchanges the file.
func TestSaveInTheSameMomentLosesNeitherVersion(t *testing.T) {
	for _, moment := range []string{"exchange", "link", "rename", "exchange, plain disk", "link, plain disk", "rename, plain disk"} {
		op, _, plain := strings.Cut(moment, ",")
		f := newFixture(t)
		if plain {
			f.h.onPlainDisk()
		}
		c := change("people/alice/README.md", "# Alice\n", "# Ours\n")
		if op == "link" {
			c = change("people/alice/2026-11-20.md", "", "# Ours\n")
		} else if op == "rename" {
			c = change("people/alice/README.md", "# Alice\n", "")
		}
		f.h.fault = func(o, name string) error {
			if o == op {
				f.write(c.Path, "# Theirs\n")
			}
			return nil
		}
		_, err := f.h.Apply(context.Background(), []page.Change{c}, Message{Subject: "x"})
		var changed *ChangedError
		if !errors.As(err, &changed) {
			t.Errorf("%s: error is %v", moment, err)
		}
		if got := f.read(c.Path); got != "# Theirs\n" {
			t.Errorf("%s: the file has %q", moment, got)
		}
		if left, _ := filepath.Glob(f.path("people/alice/.*")); len(left) > 0 {
			t.Errorf("%s: left behind: %q", moment, left)
		}
	}
}

func TestApplyKeepsModesAndMakesPrivateOnes(t *testing.T) {
	f := newFixture(t)
	must(f, os.Chmod(f.path("people/alice/README.md"), 0o640))
	f.apply("modes", change("people/alice/README.md", "# Alice\n", "# A\n"), change("people/bob/README.md", "", "# Bob\n"))
	for p, want := range map[string]os.FileMode{
		"people/alice/README.md": 0o640, "people/bob/README.md": 0o600, "people/bob": 0o700, ".git": 0o700, ".git/oneonone.lock": 0o600,
	} {
		st, err := os.Stat(f.path(p))
		must(f, err)
		if st.Mode().Perm() != want {
			t.Errorf("%s has mode %o, want %o", p, st.Mode().Perm(), want)
		}
	}
}

func TestApplyRefusesPathsThatLeadElsewhere(t *testing.T) {
	f := newFixture(t)
	f.write("../outside/README.md", "outside\n")
	must(f, os.Symlink(f.path("../outside"), f.path("people/eve")))
	must(f, os.Symlink("alice", f.path("people/ali")))
	must(f, os.Symlink("README.md", f.path("people/alice/link.md")))
	for _, p := range []string{"../outside/README.md", "/etc/passwd", ".git/config", "people/.GIT/config", "people/eve/README.md", "people/ali/README.md", "people/alice/link.md", "people/alice", ".", "", "a\x00b"} {
		_, err := f.h.Apply(context.Background(), []page.Change{{Path: p, New: []byte("x")}}, Message{Subject: "x"})
		if err == nil {
			t.Errorf("%q was written", p)
		}
		var pe *PathError
		if !errors.As(err, &pe) || pe.Hint == "" {
			t.Errorf("%q: error is %v", p, err)
		}
	}
	if f.read("../outside/README.md") != "outside\n" {
		t.Error("a file outside was written")
	}
}

func TestRecordCommitsTheDiskAndNothingTwice(t *testing.T) {
	f := newFixture(t)
	ctx := context.Background()
	must(f, f.h.Save([]page.Change{change("people/alice/2026-11-20.md", "", "scaffold\n")}))
	f.write("people/alice/2026-11-20.md", "typed\n")
	os.Remove(f.path("people/alice/2026-11-13.md"))
	paths := []string{"people/alice/2026-11-20.md", "people/alice/2026-11-13.md", "people/alice/never-was.md"}
	_, err := f.h.Record(ctx, paths, Message{Subject: "alice: add 1:1"})
	f.notRecorded(err, "2026-11-13.md is not there at the moment")
	res, err := f.h.Record(ctx, paths, Message{Subject: "alice: add 1:1", Body: "two\nlines", Edits: true})
	must(f, err)
	if len(res.Commits) != 2 || res.Commits[0].Subject != "alice: add 1:1" || res.Commits[1].Body != "two\nlines" {
		t.Fatalf("result %+v", res)
	}
	if got := f.git("show", "--format=", "--name-status", "HEAD^"); got != "A\tpeople/alice/2026-11-20.md" {
		t.Errorf("the command's commit has %q", got)
	}
	if got := f.git("show", "--format=", "--name-status"); got != "D\tpeople/alice/2026-11-13.md" {
		t.Errorf("commit has %q", got)
	}
	res, err = f.h.Record(ctx, paths, Message{Subject: "again"})
	if err != nil || len(res.Commits) != 0 {
		t.Errorf("a second record: %+v %v", res, err)
	}
	f.clean(".")
}

func TestFileBecomesDirectoryAndBack(t *testing.T) {
	f := newFixture(t)
	f.write("people/bob", "a file\n")
	f.git("add", "people/bob")
	f.git("commit", "-qm", "bob")
	must(f, os.Remove(f.path("people/bob")))
	f.apply("a directory now", change("people/bob/README.md", "", "# Bob\n"))
	f.clean(".")
	must(f, os.RemoveAll(f.path("people/bob")))
	f.apply("and back", change("people/bob", "", "a file\n"))
	f.clean(".")
	if got := f.git("ls-files"); !strings.Contains(got, "people/bob\n") && !strings.HasSuffix(got, "people/bob") {
		t.Errorf("index has %q", got)
	}
}

func TestOddNames(t *testing.T) {
	skipIfShort(t)
	t.Parallel()
	f := newFixture(t)
	for _, p := range []string{"people/a/new\nline.md", "people/a/tab\t\"quote\".md", "people/a/-rf", "people/a/\xff\xfe.md", "people/a/" + strings.Repeat("n", 200), "people/a/*.md", "people/a/:(top)x"} {
		for _, hooks := range []bool{false, true} {
			if hooks {
				f.hook("pre-commit", "exit 0")
			} else {
				os.RemoveAll(f.path(".git/hooks"))
			}
			f.apply("x", change(p, "", "1"))
			f.apply("x", change(p, "1", ""))
		}
	}
	f.clean(".")
}
