package gitstore

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// fixture is a real repository with one commit, driven by this package and by
// real git in turns.
type fixture struct {
	*testing.T
	dir string
	env []string
}

func newFixture(t *testing.T) *fixture {
	t.Helper()
	if _, err := exec.LookPath("git"); err != nil {
		t.Skip("git is not installed")
	}
	dir, err := filepath.EvalSymlinks(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	f := &fixture{T: t, dir: dir, env: []string{"HOME=" + dir, "PATH=" + os.Getenv("PATH"), "GIT_CONFIG_NOSYSTEM=1",
		"GIT_AUTHOR_NAME=Sam Rivera", "GIT_AUTHOR_EMAIL=sam@example.com", "GIT_COMMITTER_NAME=Sam Rivera", "GIT_COMMITTER_EMAIL=sam@example.com"}}
	if err := New(f.env).Init(dir); err != nil {
		t.Fatal(err)
	}
	f.write("people/alice/README.md", "# Alice\n")
	f.write("other.txt", "other\n")
	f.git("add", ".")
	f.git("commit", "-qm", "start")
	return f
}

func (f *fixture) repo() *Repo {
	f.Helper()
	r, err := New(f.env).Open(f.dir, "here")
	if err != nil || r == nil {
		f.Fatalf("opening the repository: %v %v", r, err)
	}
	f.Cleanup(r.Close)
	return r
}

func (f *fixture) path(p string) string { return filepath.Join(f.dir, filepath.FromSlash(p)) }

func (f *fixture) write(p, s string) {
	f.Helper()
	f.must(os.MkdirAll(filepath.Dir(f.path(p)), 0o700))
	f.must(os.WriteFile(f.path(p), []byte(s), 0o600))
}

func (f *fixture) git(args ...string) string {
	f.Helper()
	cmd := exec.Command("git", args...)
	cmd.Dir = f.dir
	// The earlier of two values counts for nothing.
	cmd.Env = append([]string{"GIT_AUTHOR_DATE=2026-11-01T10:00:00+0100", "GIT_COMMITTER_DATE=2026-11-01T10:00:00+0100"}, f.env...)
	out, err := cmd.CombinedOutput()
	if err != nil {
		f.Fatalf("git %v: %v\n%s", args, err, out)
	}
	return strings.TrimRight(string(out), "\n")
}

func (f *fixture) must(err error) {
	f.Helper()
	if err != nil {
		f.Fatal(err)
	}
}
