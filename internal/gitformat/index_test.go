package gitformat

import (
	"os"
	"testing"

	"oneonone/internal/gittest"
)

// A splice must give what git itself would: the same entries, flags and hashes.
func TestSpliceIsWhatUpdateIndexMakes(t *testing.T) {
	f := gittest.New(t)
	f.Git("init", "-q")
	f.Write("people/alice/README.md", "# Alice\n")
	f.Write("other.txt", "other\n")
	f.Git("add", ".")
	f.Git("commit", "-qm", "start")
	names := []string{"a", "a.b", "a/b", "people/alice/README.md", "people/alice.md", "people/ali", "z", "people/alice/2026-11-20.md"}
	for i, n := range names {
		for _, v := range []string{"2", "3"} {
			f.Git("update-index", "--index-version", v)
			ix, err := ReadIndex(f.Path(".git/index"))
			f.Must(err)
			h, _ := ParseHash(f.Git("rev-parse", "HEAD:other.txt"))
			b := ix.Splice([]Staged{{Name: n, Mode: 0o100644, Hash: h}}, func(Entry) bool { return false })
			f.Must(os.WriteFile(f.Path(".git/ours"), b, 0o600))
			f.Git("update-index", "--add", "--replace", "--cacheinfo", "100644,"+h.String()+","+n)
			want := f.Git("ls-files", "--stage", "-v")
			f.Must(os.Rename(f.Path(".git/ours"), f.Path(".git/index")))
			if got := f.Git("ls-files", "--stage", "-v"); got != want {
				t.Errorf("%d %s:\n got %s\nwant %s", i, n, got, want)
			}
		}
	}
}
