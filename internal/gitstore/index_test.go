package gitstore

import (
	"os"
	"testing"
)

// A splice must give what git itself would: the same entries, flags and hashes.
func TestSpliceIsWhatUpdateIndexMakes(t *testing.T) {
	f := newFixture(t)
	names := []string{"a", "a.b", "a/b", "people/alice/README.md", "people/alice.md", "people/ali", "z", "people/alice/2026-11-20.md"}
	for i, n := range names {
		for _, v := range []string{"2", "3"} {
			f.git("update-index", "--index-version", v)
			ix, err := readIndex(f.path(".git/index"))
			f.must(err)
			h, _ := parseHash(f.git("rev-parse", "HEAD:other.txt"))
			b := ix.splice([]staged{{name: n, mode: 0o100644, hash: h}}, func(indexEntry) bool { return false })
			f.must(os.WriteFile(f.path(".git/ours"), b, 0o600))
			f.git("update-index", "--add", "--replace", "--cacheinfo", "100644,"+h.String()+","+n)
			want := f.git("ls-files", "--stage", "-v")
			f.must(os.Rename(f.path(".git/ours"), f.path(".git/index")))
			if got := f.git("ls-files", "--stage", "-v"); got != want {
				t.Errorf("%d %s:\n got %s\nwant %s", i, n, got, want)
			}
		}
	}
}
