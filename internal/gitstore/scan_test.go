package gitstore

import (
	"context"
	"crypto/sha1"
	"encoding/binary"
	"oneonone/internal/gitformat"
	"os"
	"slices"
	"testing"
	"time"
)

// A file changed within the clock tick in which the index was written, and to
// the same size, has the stat data of the old one.
func TestScanReadsWhatStatCannotTell(t *testing.T) {
	f := newFixture(t)
	at := time.Date(2026, 11, 20, 10, 0, 0, 0, time.UTC)
	f.must(os.Chtimes(f.path("people/alice/README.md"), at, at))
	f.git("add", ".")
	f.must(os.Chtimes(f.path(".git/index"), at, at))
	f.write("people/alice/README.md", "# AlicX\n")
	f.must(os.Chtimes(f.path("people/alice/README.md"), at, at))
	f.git("config", "core.trustctime", "false")
	f.forgeCtime("people/alice/README.md")
	f.must(os.Chtimes(f.path(".git/index"), at, at))
	f.wantChanged("people/alice/README.md")
	// The doubt must survive our own rewriting of the index.
	f.write("people/bob/README.md", "x")
	r := f.repo()
	cfg, err := r.Config(context.Background())
	f.must(err)
	bob, err := r.Snapshot("bob", "people/bob/README.md", func() ([]byte, error) { return []byte("x"), nil })
	f.must(err)
	_, err = r.Commit(context.Background(), cfg, []Snap{bob}, func(_, _ string) string { return "something else\n" })
	f.must(err)
	if got := f.git("diff-files", "--name-only"); got != "people/alice/README.md" {
		t.Errorf("git sees %q", got)
	}
	f.wantChanged("people/alice/README.md")
}

// forgeCtime gives the index entry of a file the change time of the file, which
// no system call can set.
func (f *fixture) forgeCtime(p string) {
	ix, err := gitformat.ReadIndex(f.path(".git/index"))
	f.must(err)
	i, ok := ix.Find(p)
	if !ok {
		f.Fatal("no entry", p)
	}
	s, err := gitformat.StatFile(f.path(p))
	f.must(err)
	raw := ix.Entries[i].Raw
	binary.BigEndian.PutUint32(raw[0:], s.CtimeSec)
	binary.BigEndian.PutUint32(raw[4:], s.CtimeNsec)
	n := len(ix.Raw) - sha1.Size
	sum := sha1.Sum(ix.Raw[:n])
	f.must(os.WriteFile(f.path(".git/index"), append(ix.Raw[:n:n], sum[:]...), 0o600))
	if ix, _ = gitformat.ReadIndex(f.path(".git/index")); !ix.Entries[i].Same(s) {
		f.Fatal("the entry still differs")
	}
}

// wantChanged checks which files stand on disk in other words than HEAD has.
func (f *fixture) wantChanged(want ...string) {
	f.Helper()
	all := func(string) bool { return true }
	scan, err := f.repo().Scan(nil, Wanted{Named: all, Mine: all})
	f.must(err)
	var got []string
	for p, e := range scan.Doubtful() {
		b, err := os.ReadFile(f.path(p))
		f.must(err)
		if !e.Holds(b) {
			got = append(got, p)
		}
	}
	if !slices.Equal(got, want) {
		f.Errorf("changed: %q, want %q", got, want)
	}
}
