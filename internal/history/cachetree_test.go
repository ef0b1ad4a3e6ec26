package history

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"strings"
	"testing"

	"oneonone/internal/gitformat"
)

// indexFits fails the test when the index keeps a tree that does not fit its
// entries: git takes such a tree into the user's next commit as it is.
func (f *fixture) indexFits(dir string, after []string) {
	f.Helper()
	ix, err := gitformat.ReadIndex(f.path(dir + "/.git/index"))
	if err != nil || len(ix.Raw) == 0 {
		return // of a kind that git alone reads, or none
	}
	if bad := unfitTree(ix); bad != "" {
		f.Errorf("after git %s the index of %q keeps a tree that does not fit: %s", strings.Join(after, " "), dir, bad)
	}
}

// unfitTree names the first tree kept in an index that has other entries than
// it says, or is "".
func unfitTree(ix *gitformat.Index) string {
	at := 12
	for _, e := range ix.Entries {
		at += len(e.Raw)
	}
	for ext := ix.Raw[at:]; len(ext) >= 28; {
		size := 8 + binary.BigEndian.Uint32(ext[4:])
		if string(ext[:4]) == "TREE" {
			_, bad := readKeptTree(ext[8:size], "", ix.Entries)
			return bad
		}
		ext = ext[size:]
	}
	return ""
}

// readKeptTree reads a tree and those below it, and returns what comes after:
// a name, how many entries it has in all, how many trees, and its hash; a tree
// that is no longer valid has -1 entries and no hash.
func readKeptTree(b []byte, above string, entries []gitformat.Entry) (rest []byte, bad string) {
	name, rest, _ := bytes.Cut(b, []byte{0})
	line, rest, _ := bytes.Cut(rest, []byte("\n"))
	var count, trees int
	if _, err := fmt.Sscan(string(line), &count, &trees); err != nil {
		return nil, fmt.Sprintf("%q: %v", line, err)
	}
	below := above
	if len(name) > 0 {
		below += string(name) + "/"
	}
	if count >= 0 {
		rest = rest[len(gitformat.Hash{}):]
		has := 0
		for _, e := range entries {
			if strings.HasPrefix(string(e.Name), below) {
				has++
			}
		}
		if has != count {
			return nil, fmt.Sprintf("%q is said to have %d entries and has %d", below, count, has)
		}
	}
	for range trees {
		if rest, bad = readKeptTree(rest, below, entries); bad != "" {
			return nil, bad
		}
	}
	return rest, ""
}

// What the other tests rely on: a kept tree that does not fit is seen.
func TestUnfitTreeIsSeen(t *testing.T) {
	f := newFixture(t)
	f.git("write-tree")
	ix, err := gitformat.ReadIndex(f.path(".git/index"))
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct{ kept, then, bad string }{
		{"\x003 1\n", "\x003 1\n", ""},
		{"people\x002 1\n", "people\x003 1\n", `"people/" is said to have 3 entries and has 2`},
		{"alice\x002 0\n", "alice\x001 0\n", `"people/alice/" is said to have 1 entries and has 2`},
	} {
		if !bytes.Contains(ix.Raw, []byte(c.kept)) {
			t.Fatalf("git keeps no %q in %q", c.kept, ix.Raw)
		}
		other := *ix
		other.Raw = bytes.Replace(ix.Raw, []byte(c.kept), []byte(c.then), 1)
		if bad := unfitTree(&other); bad != c.bad {
			t.Errorf("with %q: %q, want %q", c.then, bad, c.bad)
		}
	}
}
