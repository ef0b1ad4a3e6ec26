package sealed

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"oneonone/internal/gitstore"
	"oneonone/internal/gittest"
	"oneonone/internal/remote"
)

// machine is one of several that have a repository each, and a key.
type machine struct {
	*gittest.Folder
	git *gitstore.Git
	*Chain
}

// newMachine makes an empty repository whose chain is at an address.
func newMachine(t testing.TB, address string, keys Keys) *machine {
	t.Helper()
	m := &machine{Folder: gittest.New(t)}
	m.Git("init", "-q")
	return m.open(address, keys)
}

// copyOf is a machine with all that another one has.
func copyOf(t testing.TB, other *machine, address string) *machine {
	t.Helper()
	m := &machine{Folder: gittest.New(t)}
	m.Must(os.CopyFS(m.Dir, os.DirFS(other.Dir)))
	return m.open(address, other.keys)
}

func (m *machine) open(address string, keys Keys) *machine {
	m.Helper()
	m.git = gitstore.New(m.Env)
	m.git.Wait = 2 * time.Second
	r, err := m.git.Open(m.Dir, "private")
	m.Must(err)
	m.Cleanup(r.Close)
	m.Chain, err = At(context.Background(), r, address, keys)
	m.Must(err)
	return m
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

// write commits a line more in the note.
func (m *machine) write(line string) string {
	m.Helper()
	m.Write("note.md", m.text()+line+"\n")
	m.Git("add", ".")
	m.Git("commit", "-qm", line)
	return m.Git("rev-parse", "HEAD")
}

func (m *machine) text() string {
	b, _ := os.ReadFile(m.Path("note.md"))
	return string(b)
}

func (m *machine) options() remote.Options { return remote.Options{Git: m.git} }

func (m *machine) begin() {
	m.Helper()
	keys, err := m.keys.List()
	m.Must(err)
	m.Must(m.Begin(context.Background(), m.options(), []string{keys[0].Recipient}))
}

func (m *machine) push(commit string) error {
	return m.Push(context.Background(), m.options(), commit)
}

// send commits a line, and puts it into the store.
func (m *machine) send(line string) {
	m.Helper()
	m.Must(m.push(m.write(line)))
}

// take fetches what is in the store, as a machine does that comes later.
func (m *machine) take() error {
	m.repo.Close()
	m.store = storeAt(m.repo, m.Address)
	tip, err := m.Fetch(context.Background(), m.options())
	if err == nil && tip != "" {
		m.Git("reset", "-q", "--hard", tip)
	}
	return err
}

func (m *machine) mustTake() {
	m.Helper()
	m.Must(m.take())
	if said := m.Git("fsck", "--strict", "--no-dangling", "--no-progress"); said != "" && !strings.Contains(said, "unborn branch") {
		m.Errorf("fsck: %s", said)
	}
}

// stores are the two kinds of place that a chain lies in, each empty.
var stores = map[string]func(t testing.TB) string{
	"directory": func(t testing.TB) string { return t.TempDir() },
	"git": func(t testing.TB) string {
		if testing.Short() {
			t.Skip("takes longer than the quick tests")
		}
		f := gittest.New(t)
		f.Git("init", "-q", "--bare")
		return f.Dir
	},
}
