package history

import (
	"context"
	"os"
	"strings"
	"testing"
	"time"

	"oneonone/notes/page"
)

// find gives the findings of one kind and checks that each says what to do.
func (f *fixture) find(id FindingID) []Finding {
	f.Helper()
	all, err := f.h.Health(context.Background())
	must(f, err)
	var found []Finding
	for _, x := range all {
		if x.Problem == "" || x.Mend == "" && !x.Info {
			f.Errorf("finding says too little: %+v", x)
		}
		if x.ID == id {
			found = append(found, x)
		}
	}
	return found
}

func TestHealthyFolderHasNoFindings(t *testing.T) {
	f := newFixture(t)
	must(f, os.Chmod(f.path(".git"), 0o700))
	f.write(".git/info/exclude", strings.Join(EditorFiles, "\n")+"\n")
	f.narrow()
	found, err := f.h.Health(context.Background())
	if err != nil || len(found) > 0 {
		t.Errorf("findings %+v %v", found, err)
	}
}

// narrow undoes what git's own umask has left in the fixture.
func (f *fixture) narrow() {
	f.h.eachWide(func(p string, _ bool) {
		st, err := os.Stat(f.path(p))
		must(f, err)
		must(f, os.Chmod(f.path(p), st.Mode().Perm()&^0o077))
	})
}

func TestHealthFindsAndFixes(t *testing.T) {
	for name, c := range map[string]struct {
		prepare func(f *fixture)
		want    Finding // Path, and a part of Problem
	}{
		"no git":        {func(f *fixture) { f.setenv("PATH=/nowhere") }, Finding{ID: FindNoGit, Problem: "not installed"}},
		"no repository": {func(f *fixture) { os.RemoveAll(f.path(".git")); f.open() }, Finding{ID: FindNoRepository, Path: ".", Problem: "not in a git repository", Safe: true}},
		"broken .git":   {func(f *fixture) { os.Remove(f.path(".git/HEAD")); f.open() }, Finding{ID: FindDamaged, Problem: "not a repository"}},
		"merge":         {func(f *fixture) { f.write(".git/MERGE_HEAD", f.git("rev-parse", "HEAD")+"\n") }, Finding{ID: FindBlocked, Path: ".", Problem: "a merge"}},
		"detached":      {func(f *fixture) { f.git("switch", "-q", "--detach") }, Finding{ID: FindBlocked, Path: ".", Problem: "detached"}},
		"empty ref":     {func(f *fixture) { f.write(".git/refs/heads/main", "") }, Finding{ID: FindDamaged, Path: ".", Problem: "empty or damaged"}},
		"torn index":    {func(f *fixture) { f.write(".git/index", "DIRC") }, Finding{ID: FindDamaged, Path: ".", Problem: "index"}},
		"missing blob": {func(f *fixture) {
			h := f.git("rev-parse", "HEAD:people/alice/README.md")
			must(f, os.Remove(f.path(".git/objects/"+h[:2]+"/"+h[2:])))
		}, Finding{ID: FindDamaged, Path: ".", Problem: "missing blob"}},
		"nobody": {func(f *fixture) {
			f.write("../home/.gitconfig", "[user]\nuseConfigOnly = true\n")
		}, Finding{ID: FindNobody, Path: ".", Problem: "nobody"}},
		"wide file": {func(f *fixture) { f.narrow(); must(f, os.Chmod(f.path("people/alice/README.md"), 0o644)) }, Finding{ID: FindMode, Path: "people/alice/README.md", Problem: "1 file and 0 directories", Safe: true}},
		"wide dir":  {func(f *fixture) { f.narrow(); must(f, os.Chmod(f.path("people"), 0o755)) }, Finding{ID: FindMode, Path: "people", Problem: "0 files and 1 directory", Safe: true}},
		"edited":    {func(f *fixture) { f.write("people/alice/README.md", "x") }, Finding{ID: FindUncommitted, Path: "people/alice/README.md", Problem: "modified", Safe: true}},
		"conflict":  {func(f *fixture) { f.write("people/alice/README.md", "a\n<<<<<<< HEAD\nb\n=======\nc\n>>>>>>> x\n") }, Finding{ID: FindConflict, Path: "people/alice/README.md", Problem: "lines 2 to 6"}},
		"our lock": {func(f *fixture) {
			f.write(".git/"+"oneonone.index", "")
			must(f, os.Link(f.path(".git/"+"oneonone.index"), f.path(".git/index.lock")))
		}, Finding{ID: FindLock, Path: ".git/" + "oneonone.index", Problem: "killed", Safe: true}},
		"their lock": {func(f *fixture) {
			f.write(".git/index.lock", "")
			old := testNow.Add(-time.Hour)
			must(f, os.Chtimes(f.path(".git/index.lock"), old, old))
		}, Finding{ID: FindLock, Path: ".git/index.lock", Problem: "lock of git's"}},
		"tmp left":  {func(f *fixture) { f.write("people/alice/.README.md.oneonone-1-1.tmp", "x") }, Finding{ID: FindLeftover, Path: "people/alice/.README.md.oneonone-1-1.tmp", Problem: "unfinished", Safe: true}},
		"swap left": {func(f *fixture) { f.write("people/alice/.README.md.oneonone-1-1.swap", "x") }, Finding{ID: FindLeftover, Path: "people/alice/.README.md.oneonone-1-1.swap", Problem: "nowhere else"}},
		"hooks":     {func(f *fixture) { f.hook("pre-commit", "exit 0") }, Finding{ID: FindViaGit, Path: ".", Problem: "pre-commit"}},
		"remote":    {func(f *fixture) { f.git("remote", "add", "origin", "ssh://x/y") }, Finding{ID: FindRemote, Path: ".", Problem: "origin (ssh://x/y)"}},
		"private remote": {func(f *fixture) {
			must(f, f.h.InitAt("private"))
			f.git("remote", "add", "origin", "ssh://x/y")
			f.gitIn("private", "remote", "add", "o", "ssh://x/y")
		}, Finding{ID: FindPrivateRemote, Path: "private", Problem: "could be pushed"}},
		"private remote of its own": {func(f *fixture) {
			must(f, f.h.InitAt("private"))
			f.gitIn("private", "remote", "add", "o", "ssh://x/y")
		}, Finding{ID: FindRemote, Path: "private", Problem: "private notes are synced"}},
		"merge driver":        {func(f *fixture) { f.git("remote", "add", "origin", "ssh://x/y") }, Finding{ID: FindDriver, Path: ".", Problem: "line by line", Safe: true}},
		"private kept":        {func(f *fixture) { f.write("private/a.md", "x"); f.git("add", "private") }, Finding{ID: FindPrivateKept, Path: "private", Problem: "1 private files"}},
		"private not ignored": {func(f *fixture) { must(f, f.h.InitAt("private")); f.write(".git/info/exclude", "") }, Finding{ID: FindNotIgnored, Path: "private", Problem: "does not ignore", Safe: true}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			f := newFixture(t)
			c.prepare(f)
			found := f.find(c.want.ID)
			if len(found) != 1 || found[0].Path != c.want.Path || !strings.Contains(found[0].Problem, c.want.Problem) || found[0].Safe != c.want.Safe {
				t.Fatalf("found %+v, want %+v", found, c.want)
			}
			err := f.h.Fix(context.Background(), found[0])
			if !c.want.Safe {
				if err == nil {
					t.Error("what is not safe was mended")
				}
				return
			}
			must(f, err)
			if again := f.find(c.want.ID); len(again) > 0 {
				t.Errorf("still found %+v", again)
			}
		})
	}
}

func TestConflictLine(t *testing.T) {
	for text, want := range map[string]int{
		"": 0, "a\n=======\n": 0, "<<<<<<< a\n": 0, "<<<<<<< a\n=======\n>>>>>>> b\n": 1,
		"x\r\n<<<<<<< a\r\n=======\r\n>>>>>>> b\r\n": 2, "Title\n=======\n<<<<<<< a\n": 0,
	} {
		if got := page.ConflictLine([]byte(text)); got != want {
			t.Errorf("%q: line %d, want %d", text, got, want)
		}
	}
}
