package history

import (
	"context"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"oneonone/internal/gitstore"
	"oneonone/notes/page"
)

func (f *fixture) pending() []string {
	f.Helper()
	edits, err := f.h.Pending(context.Background())
	if err != nil {
		f.Fatal(err)
	}
	var s []string
	for _, e := range edits {
		s = append(s, fmt.Sprintf("%s %s [%s]", e.Kind, e.Path, e.Repo))
	}
	return s
}

func (f *fixture) wantPending(want ...string) {
	f.Helper()
	if got := f.pending(); !slices.Equal(got, want) {
		f.Errorf("pending:\n got %q\nwant %q", got, want)
	}
}

func TestPendingSeesEveryKindOfEdit(t *testing.T) {
	skipIfShort(t)
	t.Parallel()
	for name, prepare := range map[string]func(f *fixture){
		"read directly": func(*fixture) {},
		"by git": func(f *fixture) {
			f.git("config", "core.autocrlf", "false")
			f.git("config", "extensions.worktreeConfig", "true")
		},
		"index v4": func(f *fixture) { f.git("update-index", "--index-version", "4") },
		"packed":   func(f *fixture) { f.git("gc", "-q") },
	} {
		t.Run(name, func(t *testing.T) {
			f := newFixture(t)
			prepare(f)
			f.wantPending()
			f.write("people/alice/README.md", "# Other\n")
			f.write("people/alice/2026-11-20.md", "new\n")
			f.write("people/bob/README.md", "new\n")
			f.write("oneonone.yaml", "format: 1\n")
			must(f, os.Remove(f.path("people/alice/2026-11-13.md")))
			// None of these is a note.
			f.write("people/alice/.2026-11-20.md.swp", "x")
			f.write("people/alice/draft.md", "x")
			f.write("people/alice/attachment.pdf", "x")
			f.write("other.txt", "changed\n")
			f.write("README.md", "x")
			want := []string{
				"new oneonone.yaml []", "deleted people/alice/2026-11-13.md []", "new people/alice/2026-11-20.md []",
				"modified people/alice/README.md []", "new people/bob/README.md []",
			}
			f.wantPending(want...)
			for _, under := range []string{"people/alice", "people/bob", "people/alice/2026-11-20.md", "people/alice/2026-11-13.md", "people/alice/README.md", "oneonone.yaml", "people", "people/ali", "."} {
				edits, err := f.h.Pending(context.Background(), under)
				must(f, err)
				var got, some []string
				for _, e := range edits {
					got = append(got, fmt.Sprintf("%s %s []", e.Kind, e.Path))
				}
				for _, w := range want {
					if p := strings.Fields(w)[1]; under == "." || gitstore.Within(p, under) {
						some = append(some, w)
					}
				}
				if !slices.Equal(got, some) {
					t.Errorf("pending under %s:\n got %q\nwant %q", under, got, some)
				}
			}
			f.git("add", "people", "oneonone.yaml") // staged, but not in HEAD yet
			f.wantPending(want...)
			must(f, os.Remove(f.path("people/bob/README.md"))) // staged and gone again
			f.wantPending(slices.Delete(want, 4, 5)...)
			edits, err := f.h.Pending(context.Background())
			must(f, err)
			var paths []string
			for _, e := range edits {
				paths = append(paths, e.Path)
			}
			_, err = f.h.Record(context.Background(), paths, Message{Subject: "Save edits", Edits: true})
			must(f, err)
			f.wantPending()
			f.sound(".")
		})
	}
}

func TestPendingTouchedFileIsNoEdit(t *testing.T) {
	f := newFixture(t)
	now := time.Now()
	must(f, os.Chtimes(f.path("people/alice/README.md"), now, now.Add(time.Hour)))
	f.wantPending()
	f.date("people/alice/README.md", 1960)
	f.wantPending()
}

func TestPendingHonoursIgnoreRules(t *testing.T) {
	f := newFixture(t)
	f.write(".gitignore", "people/secret/\n*-2.md\n")
	f.write("people/secret/README.md", "x")
	f.write("people/alice/2026-11-20-2.md", "x")
	f.write("people/alice/2026-11-20.md", "x")
	f.wantPending("new people/alice/2026-11-20.md []")
	_, err := f.h.Record(context.Background(), []string{"people/secret/README.md"}, Message{Subject: "x"})
	f.notRecorded(err, "ignored")
	f.git("add", "-f", "people/secret/README.md")
	_, err = f.h.Record(context.Background(), []string{"people/secret/README.md"}, Message{Subject: "x"})
	must(f, err)
	f.hook("pre-commit", "exit 0")
	_, err = f.h.Record(context.Background(), []string{"people/alice/2026-11-20-2.md"}, Message{Subject: "x"})
	f.notRecorded(err, "ignored")
}

func TestNearestRepository(t *testing.T) {
	f := newFixture(t)
	must(f, f.h.InitAt("private"))
	must(f, f.h.InitAt("private")) // again is fine
	must(f, f.h.InitAt("people/alice"))
	f.git("rm", "-rq", "--cached", "people/alice")
	f.git("commit", "-qm", "alice moves out")
	f.write("people/bob/2026-11-20.md", "x")
	f.write("private/people/alice/2026-11-20.md", "secret")
	f.write("people/alice/2026-11-20.md", "shared")
	f.wantPending("new people/alice/2026-11-13.md [people/alice]", "new people/alice/2026-11-20.md [people/alice]",
		"new people/alice/README.md [people/alice]", "new people/bob/2026-11-20.md []", "new private/people/alice/2026-11-20.md [private]")
	res, err := f.h.Apply(context.Background(), []page.Change{
		change("private/people/alice/2026-11-20.md", "secret", "secret too"),
		change("people/alice/2026-11-20.md", "shared", "shared too"),
		change("people/bob/2026-11-20.md", "x", "y"),
	}, Message{Subject: "three"})
	must(f, err)
	if len(res.Commits) != 3 || res.Commits[0].Repo != "private" || res.Commits[1].Repo != "people/alice" || res.Commits[2].Repo != "" {
		t.Errorf("commits %+v", res.Commits)
	}
	if got := f.gitIn("private", "ls-files"); got != "people/alice/2026-11-20.md" {
		t.Errorf("private has %q", got)
	}
	if got := f.git("ls-files"); got != "other.txt\npeople/bob/2026-11-20.md" {
		t.Errorf("the folder has %q", got)
	}
	f.clean("private")
	f.clean(".")
	if st, _ := os.Stat(f.path("private")); st.Mode().Perm() != 0o700 {
		t.Errorf("private has mode %v", st.Mode())
	}
}

func TestPrivateNotesNeverReachTheFoldersRepository(t *testing.T) {
	f := newFixture(t)
	f.write("private/people/alice/2026-11-20.md", "secret")
	f.wantPending()
	_, err := f.h.Record(context.Background(), []string{"private/people/alice/2026-11-20.md"}, Message{Subject: "x"})
	f.notRecorded(err, "private/ is not a git repository")
	must(f, f.h.InitAt("private"))
	must(f, os.Remove(f.path("private/.git/HEAD"))) // broken
	f.open()
	_, err = f.h.Record(context.Background(), []string{"private/people/alice/2026-11-20.md"}, Message{Subject: "x"})
	if err == nil || Hint(err) == "" {
		t.Errorf("a broken private/.git: %v", err)
	}
	if got := f.git("ls-files"); got != "other.txt\npeople/alice/2026-11-13.md\npeople/alice/README.md" {
		t.Errorf("the folder has %q", got)
	}
}

func TestFolderInsideABiggerRepository(t *testing.T) {
	f := bareFixture(t)
	needGit(t)
	f.write("../src/main.c", "x")
	f.gitIn("..", "init", "-q")
	f.gitIn("..", "add", "src")
	f.gitIn("..", "commit", "-qm", "start")
	must(f, Init(f.options()))
	if _, err := os.Stat(f.path(".git")); err == nil {
		t.Fatal("a repository was made inside another")
	}
	f.open()
	f.write("people/alice/README.md", "x")
	f.write("../people/zoe/README.md", "not ours")
	f.wantPending("new people/alice/README.md []")
	res := f.apply("alice", change("people/alice/README.md", "x", "y"))
	if p := res.Commits[0].Paths; len(p) != 1 || p[0].Path != "people/alice/README.md" {
		t.Errorf("paths %+v", p)
	}
	if got := f.gitIn("..", "ls-files"); got != "notes/people/alice/README.md\nsrc/main.c" {
		t.Errorf("git has %q", got)
	}
	f.wantPending()
}

func TestLinkedWorktree(t *testing.T) {
	f := newFixture(t)
	f.git("worktree", "add", "-q", "-b", "side", f.path("../side"))
	main := f.dir
	f.dir = f.path("../side")
	f.open()
	f.apply("alice", change("people/alice/README.md", "# Alice\n", "y"))
	f.wantPending()
	if got := f.git("log", "-1", "--format=%s %D"); got != "alice HEAD -> side" {
		t.Errorf("log says %q", got)
	}
	if s := f.git("status", "--porcelain"); s != "" {
		t.Errorf("status: %s", s)
	}
	f.dir = main
	f.clean(".")
	if got := f.git("log", "-1", "--format=%s"); got != "start" {
		t.Errorf("main has %q", got)
	}
}
