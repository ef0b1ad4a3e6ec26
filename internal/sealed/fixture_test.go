package sealed

import (
	"context"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"oneonone/internal/gitstore"
	"oneonone/internal/remote"
)

// machine is one of several that have a repository each, and a key.
type machine struct {
	testing.TB
	dir string
	env []string
	git *gitstore.Git
	*Chain
}

// newMachine makes an empty repository whose chain is at an address.
func newMachine(t testing.TB, address string, keys Keys) *machine {
	t.Helper()
	if _, err := exec.LookPath("git"); err != nil {
		t.Skip("git is not installed")
	}
	m := &machine{TB: t, dir: t.TempDir(), env: testEnv()}
	m.sh("init", "-q", "-b", "main")
	return m.open(address, keys)
}

// copyOf is a machine with all that another one has.
func copyOf(t testing.TB, other *machine, address string) *machine {
	t.Helper()
	m := &machine{TB: t, dir: t.TempDir(), env: testEnv()}
	if err := os.CopyFS(m.dir, os.DirFS(other.dir)); err != nil {
		t.Fatal(err)
	}
	return m.open(address, other.keys)
}

func (m *machine) open(address string, keys Keys) *machine {
	m.Helper()
	m.git = gitstore.New(m.env)
	m.git.Wait = 2 * time.Second
	r, err := m.git.Open(m.dir, "private")
	if err != nil {
		m.Fatal(err)
	}
	m.Cleanup(r.Close)
	m.Chain = At(r, address, keys)
	return m
}

func testEnv() []string {
	return []string{"PATH=" + os.Getenv("PATH"), "HOME=" + os.DevNull, "GIT_CONFIG_NOSYSTEM=1",
		"GIT_AUTHOR_NAME=Sam", "GIT_AUTHOR_EMAIL=s@example.org", "GIT_COMMITTER_NAME=Sam", "GIT_COMMITTER_EMAIL=s@example.org"}
}

func newKeys(t testing.TB) Keys {
	t.Helper()
	key, err := NewKey()
	if err != nil {
		t.Fatal(err)
	}
	keys := Keys{filepath.Join(t.TempDir(), "config", "private.key")}
	if err := keys.Add(key); err != nil {
		t.Fatal(err)
	}
	return keys
}

func (m *machine) sh(args ...string) string {
	m.Helper()
	cmd := exec.Command("git", args...)
	cmd.Dir, cmd.Env = m.dir, m.env
	out, err := cmd.CombinedOutput()
	if err != nil {
		m.Fatalf("git %v: %v\n%s", args, err, out)
	}
	return strings.TrimSpace(string(out))
}

// write commits a line more in a file.
func (m *machine) write(name, line string) string {
	m.Helper()
	f, err := os.OpenFile(filepath.Join(m.dir, name), os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o600)
	if err != nil {
		m.Fatal(err)
	}
	f.WriteString(line + "\n")
	f.Close()
	m.sh("add", ".")
	m.sh("commit", "-qm", line)
	return m.sh("rev-parse", "HEAD")
}

func (m *machine) options() remote.Options { return remote.Options{Git: m.git} }

func (m *machine) begin() {
	m.Helper()
	keys, err := m.keys.List()
	if err != nil {
		m.Fatal(err)
	}
	if err := m.Begin(context.Background(), m.options(), []string{keys[0].Recipient}); err != nil {
		m.Fatal(err)
	}
}

// send commits a line, and puts it into the store.
func (m *machine) send(line string) {
	m.Helper()
	if err := m.Push(context.Background(), m.options(), m.write("note.md", line)); err != nil {
		m.Fatal(err)
	}
}

// take fetches what is in the store, as a machine does that comes later.
func (m *machine) take() error {
	m.repo.Close()
	m.Chain = At(m.repo, m.Address, m.keys)
	tip, err := m.Fetch(context.Background(), m.options())
	if err == nil && tip != "" {
		m.sh("reset", "-q", "--hard", tip)
	}
	return err
}

func (m *machine) mustTake() {
	m.Helper()
	if err := m.take(); err != nil {
		m.Fatal(err)
	}
	if said := m.sh("fsck", "--strict", "--no-dangling", "--no-progress"); said != "" && !strings.Contains(said, "unborn branch") {
		m.Errorf("fsck: %s", said)
	}
}

func (m *machine) text() string {
	b, _ := os.ReadFile(filepath.Join(m.dir, "note.md"))
	return string(b)
}

// bareRemote is an empty git repository for a store.
func bareRemote(t testing.TB) string {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "store.git")
	cmd := exec.Command("git", "init", "-q", "--bare", dir)
	cmd.Env = testEnv()
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	return dir
}
