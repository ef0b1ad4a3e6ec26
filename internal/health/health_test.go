package health

import (
	"context"
	"os"
	"strings"
	"testing"
	"time"

	"oneonone/internal/gittest"
	"oneonone/internal/history"
	"oneonone/internal/noterepo"
)

// fixture is a folder with a history, and its doctor.
type fixture struct {
	*gittest.Folder
	h *history.History
}

var testNow = time.Date(2026, 11, 20, 10, 0, 0, 0, time.FixedZone("", 3600))

func newFixture(t *testing.T) *fixture {
	t.Helper()
	f := &fixture{Folder: gittest.New(t)}
	f.Git("init", "-q")
	f.open()
	f.Write("people/alice/README.md", "# Alice\n")
	f.Write("people/alice/2026-11-13.md", "# Alice\n\n- one\n")
	f.Git("add", ".")
	f.Git("commit", "-qm", "start")
	return f
}

// open opens the folder as a new process would.
func (f *fixture) open() {
	f.Helper()
	h, err := history.Open(history.Options{Dir: f.Dir, Env: f.Env, Wait: 2 * time.Second, Program: "/bin/oneonone", Now: func() time.Time { return testNow }})
	f.Must(err)
	f.Cleanup(func() { h.Close() })
	f.h = h
}

func (f *fixture) setenv(kv ...string) {
	f.Env = append(f.Env, kv...)
	f.open()
}

// find gives the findings of one kind and checks that each says what to do.
func (f *fixture) find(id FindingID) []Finding {
	f.Helper()
	all, err := Of(f.h, os.Getenv).Examine(context.Background())
	f.Must(err)
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
	f.Must(os.Chmod(f.Path(".git"), 0o700))
	f.Write(".git/info/exclude", strings.Join(noterepo.EditorFiles, "\n")+"\n")
	f.narrow()
	found, err := Of(f.h, os.Getenv).Examine(context.Background())
	if err != nil || len(found) > 0 {
		t.Errorf("findings %+v %v", found, err)
	}
}

// narrow undoes what git's own umask has left in the fixture.
func (f *fixture) narrow() {
	Of(f.h, os.Getenv).eachWide(func(p string, _ bool) {
		st, err := os.Stat(f.Path(p))
		f.Must(err)
		f.Must(os.Chmod(f.Path(p), st.Mode().Perm()&^0o077))
	})
}

func TestHealthFindsAndFixes(t *testing.T) {
	if testing.Short() {
		t.Skip("takes longer than the quick tests")
	}
	for name, c := range map[string]struct {
		prepare func(f *fixture)
		want    Finding // Path, and a part of Problem
	}{
		"no git":        {func(f *fixture) { f.setenv("PATH=/nowhere") }, Finding{ID: FindNoGit, Problem: "not installed"}},
		"no repository": {func(f *fixture) { os.RemoveAll(f.Path(".git")); f.open() }, Finding{ID: FindNoRepository, Path: ".", Problem: "not in a git repository", Safe: true}},
		"broken .git":   {func(f *fixture) { os.Remove(f.Path(".git/HEAD")); f.open() }, Finding{ID: FindDamaged, Problem: "not a repository"}},
		"merge":         {func(f *fixture) { f.Write(".git/MERGE_HEAD", f.Git("rev-parse", "HEAD")+"\n") }, Finding{ID: FindBlocked, Path: ".", Problem: "a merge"}},
		"detached":      {func(f *fixture) { f.Git("switch", "-q", "--detach") }, Finding{ID: FindBlocked, Path: ".", Problem: "detached"}},
		"empty ref":     {func(f *fixture) { f.Write(".git/refs/heads/main", "") }, Finding{ID: FindDamaged, Path: ".", Problem: "empty or damaged"}},
		"torn index":    {func(f *fixture) { f.Write(".git/index", "DIRC") }, Finding{ID: FindDamaged, Path: ".", Problem: "index"}},
		"missing blob": {func(f *fixture) {
			h := f.Git("rev-parse", "HEAD:people/alice/README.md")
			f.Must(os.Remove(f.Path(".git/objects/" + h[:2] + "/" + h[2:])))
		}, Finding{ID: FindDamaged, Path: ".", Problem: "missing blob"}},
		"nobody": {func(f *fixture) {
			f.Write("../home/.gitconfig", "[user]\nuseConfigOnly = true\n")
		}, Finding{ID: FindNobody, Path: ".", Problem: "nobody"}},
		"wide file": {func(f *fixture) { f.narrow(); f.Must(os.Chmod(f.Path("people/alice/README.md"), 0o644)) }, Finding{ID: FindMode, Path: "people/alice/README.md", Problem: "1 file and 0 directories", Safe: true}},
		"wide dir":  {func(f *fixture) { f.narrow(); f.Must(os.Chmod(f.Path("people"), 0o755)) }, Finding{ID: FindMode, Path: "people", Problem: "0 files and 1 directory", Safe: true}},
		"edited":    {func(f *fixture) { f.Write("people/alice/README.md", "x") }, Finding{ID: FindUncommitted, Path: "people/alice/README.md", Problem: "modified", Safe: true}},
		"conflict":  {func(f *fixture) { f.Write("people/alice/README.md", "a\n<<<<<<< HEAD\nb\n=======\nc\n>>>>>>> x\n") }, Finding{ID: FindConflict, Path: "people/alice/README.md", Problem: "lines 2 to 6"}},
		"our lock": {func(f *fixture) {
			f.Write(".git/"+"oneonone.index", "")
			f.Must(os.Link(f.Path(".git/"+"oneonone.index"), f.Path(".git/index.lock")))
		}, Finding{ID: FindLock, Path: ".git/" + "oneonone.index", Problem: "killed", Safe: true}},
		"their lock": {func(f *fixture) {
			f.Write(".git/index.lock", "")
			old := testNow.Add(-time.Hour)
			f.Must(os.Chtimes(f.Path(".git/index.lock"), old, old))
		}, Finding{ID: FindLock, Path: ".git/index.lock", Problem: "git lock held"}},
		"tmp left":  {func(f *fixture) { f.Write("people/alice/.README.md.oneonone-1-1.tmp", "x") }, Finding{ID: FindLeftover, Path: "people/alice/.README.md.oneonone-1-1.tmp", Problem: "unfinished", Safe: true}},
		"swap left": {func(f *fixture) { f.Write("people/alice/.README.md.oneonone-1-1.swap", "x") }, Finding{ID: FindLeftover, Path: "people/alice/.README.md.oneonone-1-1.swap", Problem: "nowhere else"}},
		"hooks":     {func(f *fixture) { f.Hook("pre-commit", "exit 0") }, Finding{ID: FindViaGit, Path: ".", Problem: "pre-commit"}},
		"remote":    {func(f *fixture) { f.Git("remote", "add", "origin", "ssh://x/y") }, Finding{ID: FindRemote, Path: ".", Problem: "origin (ssh://x/y)"}},
		"private remote": {func(f *fixture) {
			f.Must(f.h.InitAt("private"))
			f.Git("remote", "add", "origin", "ssh://x/y")
			f.GitIn("private", "remote", "add", "o", "ssh://x/y")
		}, Finding{ID: FindPrivateRemote, Path: "private", Problem: "could be pushed"}},
		"private remote of its own": {func(f *fixture) {
			f.Must(f.h.InitAt("private"))
			f.GitIn("private", "remote", "add", "o", "ssh://x/y")
		}, Finding{ID: FindRemote, Path: "private", Problem: "private notes are synced"}},
		"merge driver":        {func(f *fixture) { f.Git("remote", "add", "origin", "ssh://x/y") }, Finding{ID: FindDriver, Path: ".", Problem: "line by line", Safe: true}},
		"private kept":        {func(f *fixture) { f.Write("private/a.md", "x"); f.Git("add", "private") }, Finding{ID: FindPrivateKept, Path: "private", Problem: "1 private files"}},
		"private not ignored": {func(f *fixture) { f.Must(f.h.InitAt("private")); f.Write(".git/info/exclude", "") }, Finding{ID: FindNotIgnored, Path: "private", Problem: "does not ignore", Safe: true}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			f := newFixture(t)
			c.prepare(f)
			found := f.find(c.want.ID)
			if len(found) != 1 || found[0].Path != c.want.Path || !strings.Contains(found[0].Problem, c.want.Problem) || found[0].Safe != c.want.Safe {
				t.Fatalf("found %+v, want %+v", found, c.want)
			}
			err := Of(f.h, os.Getenv).Fix(context.Background(), found[0])
			if !c.want.Safe {
				if err == nil {
					t.Error("what is not safe was mended")
				}
				return
			}
			f.Must(err)
			if again := f.find(c.want.ID); len(again) > 0 {
				t.Errorf("still found %+v", again)
			}
		})
	}
}

// Doctor is where one looks first. It tells of the filters that a repository's
// settings name, which every comparison by git runs, and runs none.
func TestDoctorTellsOfFiltersAndRunsNone(t *testing.T) {
	f := newFixture(t)
	sprung := f.Path("../sprung")
	f.Write(".gitattributes", "*.md filter=evil\n")
	f.Git("config", "filter.evil.clean", "touch "+sprung+"; cat")
	f.Git("config", "filter.evil.smudge", "touch "+sprung+"; cat")
	f.Write("people/alice/2026-11-13.md", "# Alice\n\n- edited\n")
	os.Remove(sprung)
	f.open()
	found, err := Of(f.h, os.Getenv).Examine(context.Background())
	f.Must(err)
	told := false
	for _, x := range found {
		told = told || x.ID == FindFilters && strings.Contains(x.Problem, "filter.evil")
	}
	if _, err := os.Stat(sprung); err == nil || !told {
		t.Errorf("ran it: %v; told: %v", err == nil, found)
	}
}

// A program that a repository's settings or hooks name does not run because
// somebody looks what is wrong with it.
func TestExaminingRunsNothingOfTheRepository(t *testing.T) {
	f := newFixture(t)
	sprung := f.Path("../sprung")
	for _, key := range []string{"core.fsmonitor", "core.pager", "core.editor", "core.sshCommand", "core.askPass", "credential.helper", "diff.external", "gpg.program"} {
		f.Git("config", key, "touch "+sprung+"; false")
	}
	f.Hook("post-index-change", "touch "+sprung)
	f.Git("config", "extensions.worktreeConfig", "true")
	f.Write("people/alice/README.md", "x")
	os.Remove(sprung)
	f.open()
	_, err := Of(f.h, os.Getenv).Examine(context.Background())
	f.Must(err)
	if _, err := os.Stat(sprung); err == nil {
		t.Error("a program of the repository's was run")
	}
}
