package gitformat

import (
	"crypto/sha256"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"oneonone/internal/sliptest"
)

// damage changes a few bytes, or where the text ends.
func damage(r *rand.Rand, b []byte) []byte {
	b = slices.Clone(b)
	for range r.IntN(3) {
		if len(b) > 0 {
			b[r.IntN(len(b))] = []byte{0, 1, ' ', '/', 'A', 'Z', 'a', 0x40, 0x7f, 0xff}[r.IntN(10)]
		}
	}
	if r.IntN(3) == 0 {
		b = b[:r.IntN(len(b)+1)]
	}
	return b
}

// An index or a tree that git or a disk damaged is refused as it was refused, and
// any other gives the bytes it gave: what was committed by one version of the
// program is what the next one finds.
func TestBytesAreReadAndWrittenAsTheyWere(t *testing.T) {
	var sums string
	long := strings.Repeat("n", nameMask-1)
	index := filepath.Join(t.TempDir(), "index")
	for part := range 40 {
		r, sum := sliptest.Rand(fmt.Sprint(part)), sha256.New()
		name := func() string {
			dirs := []string{"a", "b", "a.b", "people/alice", "people/tom", "people", "private", "z"}
			name := dirs[r.IntN(len(dirs))]
			if r.IntN(3) > 0 {
				name += "/" + fmt.Sprintf("2026-%02d.md", r.IntN(30))
			}
			return name + strings.Repeat("x", r.IntN(9))
		}
		number := func() uint32 { return []uint32{0, 1, 2, 1 << 31, r.Uint32()}[r.IntN(5)] }
		os.Remove(index)
		for round := range 10 {
			ix, err := ReadIndex(index)
			if os.Remove(index); err != nil {
				t.Fatal(err)
			}
			var paths []Staged
			for range r.IntN(8) {
				s := Staged{Name: name(), Mode: []uint32{0, 0o100644, 0o100755, 0o120000, 0o160000}[r.IntN(5)]}
				s.Stat = Stat{number(), number(), number(), number(), number(), number(), number(), number(), number(), true, false, false}
				for i := range s.Hash {
					s.Hash[i] = byte(r.Uint32())
				}
				paths = append(paths, s)
			}
			if round == 0 {
				paths = nil
			} else if round == 3 {
				paths = append(paths, Staged{Name: long + strings.Repeat("n", r.IntN(3)), Mode: 0o100644})
			}
			raw := ix.Splice(paths, func(e Entry) bool { return len(e.Name)%2 == 0 })
			fmt.Fprintf(sum, "%x %t %t\n", raw, ix.Intact(), ix.missing)
			ix, err = parseIndex(raw)
			if err != nil {
				t.Fatal(err)
			}
			for i, e := range ix.Entries {
				same := Stat{mtimeSec: number(), mtimeNsec: number()}
				fmt.Fprintln(sum, string(e.Name), e.Stage(), e.Mode(), e.Hash(), e.Size(), e.Mtime(), same.Mtime(), e.Same(same), ix.Racy(e))
				for _, s := range paths {
					if s.Name == string(e.Name) {
						for _, n := range []*uint32{&s.Stat.CtimeSec, &s.Stat.CtimeNsec, &s.Stat.mtimeSec, &s.Stat.mtimeNsec, &s.Stat.dev, &s.Stat.Ino, &s.Stat.uid, &s.Stat.gid, &s.Stat.Size} {
							same := e.Same(s.Stat)
							*n++
							fmt.Fprintln(sum, same, e.Same(s.Stat))
							*n--
						}
					}
				}
				at, found := ix.Find(name())
				run := ix.Below(name())
				fmt.Fprintln(sum, i, at, found, len(run.Entries), run.Next(fmt.Sprintf("2026-%02d.md", r.IntN(30))), len(run.Entries), SameMode("100644", e.Mode()))
			}
			h, ok := IndexTree("", ix.Entries)
			fmt.Fprintln(sum, h, ok)
			for range 8 {
				bad := damage(r, raw)
				if len(bad) >= 12 && r.IntN(2) == 0 {
					bad = append(bad[:len(bad)-min(20, len(bad)-12)], fmt.Sprintf("%s%c%c%c%c%s%020d", []string{"TREE", "link", "Zzzz", "[[[[", "@@@@"}[r.IntN(5)], 0, 0, 0, r.IntN(8), "xxxx", 0)...)
				}
				ix, err := parseIndex(bad)
				if fmt.Fprintln(sum, err); err != nil {
					continue
				}
				h, ok := IndexTree("", ix.Entries)
				fmt.Fprintln(sum, ix.version, len(ix.Entries), ix.Intact(), h, ok)
				for _, e := range ix.Entries {
					fmt.Fprintln(sum, string(e.Name), e.Flags, e.Ext, e.Stage())
				}
			}
			var tree []TreeEntry
			for _, e := range ix.Entries {
				mode := []string{ModeFile, ModeExec, ModeTree, ModeLink, "", "100664"}[r.IntN(6)]
				tree = PutEntry(tree, TreeEntry{mode, strings.ReplaceAll(name(), "/", []string{"", "-"}[r.IntN(2)]), e.Hash()})
			}
			for range 5 {
				read, err := ParseTree(damage(r, FormatTree(tree)))
				fmt.Fprintln(sum, read, err, FindEntry(read, "people"))
			}
			hash, ok := ParseHash(string(damage(r, []byte(h.String()))))
			fmt.Fprintln(sum, hash, hash.Zero(), ok)
			if err := os.WriteFile(index, raw, 0o600); err != nil {
				t.Fatal(err)
			}
			day := time.Unix(int64(r.IntN(2e9)), int64(r.IntN(1e9)))
			if err := os.Chtimes(index, day, day); err != nil {
				t.Fatal(err)
			}
			ix, err = ReadIndex(index)
			fmt.Fprintln(sum, ix.mtime, err)
		}
		sums += fmt.Sprintf("part %d %.6x\n", part, sum.Sum(nil))
	}
	sliptest.Hold(t, "testdata/bytes", sums)
}

// The largest index is read, and one byte more is not.
func TestLargestIndex(t *testing.T) {
	for size, want := range map[int64]string{maxIndex: "git's index is damaged", maxIndex + 1: "its index is larger than 256 MB"} {
		index := filepath.Join(t.TempDir(), "index")
		if err := os.WriteFile(index, nil, 0o600); err != nil {
			t.Fatal(err)
		}
		if err := os.Truncate(index, size); err != nil {
			t.Fatal(err)
		}
		if _, err := ReadIndex(index); err == nil || err.Error() != want {
			t.Errorf("%d bytes: %v, want %s", size, err, want)
		}
	}
}
