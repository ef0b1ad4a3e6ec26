package sealed

import (
	"context"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// damages are what can befall a store of which four links were made, and what is
// said of it to somebody who comes anew, and to who has read all four; "" is
// where nothing can be noticed.
var damages = []struct {
	name        string
	do          func(t *testing.T, dir string)
	anew, known string
}{
	{"a flipped byte in the middle", func(t *testing.T, dir string) { flip(t, dir+"/0002.age", -1) },
		"0002.age is damaged", ""},
	{"a flipped byte in the last", func(t *testing.T, dir string) { flip(t, dir+"/0004.age", -1) },
		"0004.age is damaged, or only half of it was written", "0004.age is not the one that was read before"},
	{"one is missing", func(t *testing.T, dir string) { os.Remove(dir + "/0002.age") },
		"0002.age is missing", "0002.age is missing"},
	{"the first is missing", func(t *testing.T, dir string) { os.Remove(dir + "/0001.age") },
		"0001.age is missing", "0001.age is missing"},
	{"the last is missing", func(t *testing.T, dir string) { os.Remove(dir + "/0004.age") },
		"", "the store has lost 0004.age"},
	{"all are gone", func(t *testing.T, dir string) {
		for _, p := range links(t, dir) {
			os.Remove(p)
		}
	}, "no sealed notes", "the store has lost 0001.age"},
	{"half is written", func(t *testing.T, dir string) { os.Truncate(dir+"/0004.age", 300) },
		"0004.age is damaged, or only half of it was written", "0004.age is not the one"},
	{"nothing is written", func(t *testing.T, dir string) { os.WriteFile(dir+"/0005.age", nil, 0o600) },
		"0005.age is damaged, or only half of it was written", "0005.age is damaged, or only half of it was written"},
	{"two are exchanged", func(t *testing.T, dir string) {
		os.Rename(dir+"/0002.age", dir+"/x")
		os.Rename(dir+"/0003.age", dir+"/0002.age")
		os.Rename(dir+"/x", dir+"/0003.age")
	}, "it is the link 3 of its chain, under another's name", ""},
	{"one comes again", func(t *testing.T, dir string) { copyFile(t, dir+"/0002.age", dir+"/0005.age") },
		"it is the link 2 of its chain", "it is the link 2 of its chain"},
	{"a foreign file", func(t *testing.T, dir string) { os.WriteFile(dir+"/taxes.pdf", []byte("x"), 0o600) },
		`holds "taxes.pdf", which does not belong to a chain`, `holds "taxes.pdf"`},
	{"a copy that a service made", func(t *testing.T, dir string) {
		copyFile(t, dir+"/0004.age", dir+"/0004 (conflicted copy).age")
	}, `holds "0004 (conflicted copy).age"`, `holds "0004 (conflicted copy).age"`},
	{"a directory", func(t *testing.T, dir string) { os.Mkdir(dir+"/0005.age", 0o700) },
		`holds "0005.age", which does not belong`, `holds "0005.age"`},
	{"a link out of it", func(t *testing.T, dir string) { os.Symlink("/etc/hostname", dir+"/0005.age") },
		`holds "0005.age", which does not belong`, `holds "0005.age"`},
	{"what somebody made who knows who reads", func(t *testing.T, dir string) { forge(t, dir, "") },
		"0005.age belongs to another chain", "0005.age belongs to another chain"},
	{"what was made elsewhere on the same chain", func(t *testing.T, dir string) { forge(t, dir, "0003.age") },
		"0005.age does not follow the 0004.age", "0005.age does not follow the 0004.age"},
}

// A damaged store is told of, and changes nothing here.
func TestDamage(t *testing.T) {
	if testing.Short() {
		t.Skip("goes through every step")
	}
	a := newMachine(t, t.TempDir(), newKeys(t))
	empty := newMachine(t, a.Address, a.keys)
	forgeFor = a.keys
	a.begin()
	for _, line := range []string{"one", "two", "three"} {
		a.send(line)
	}
	for _, c := range damages {
		t.Run(c.name, func(t *testing.T) {
			store := t.TempDir()
			if err := os.CopyFS(store, os.DirFS(a.Address)); err != nil {
				t.Fatal(err)
			}
			known, anew := copyOf(t, a, store), copyOf(t, empty, store)
			before := known.Git("for-each-ref")
			c.do(t, store)
			for name, m := range map[string]struct {
				*machine
				want string
			}{"anew": {anew, c.anew}, "known": {known, c.known}} {
				err := m.take()
				if m.want == "" && err != nil || m.want != "" && (err == nil || !strings.Contains(err.Error(), m.want)) {
					t.Errorf("%s: said is %v, want %q", name, err, m.want)
				}
			}
			if known.Git("for-each-ref") != before || known.text() != "one\ntwo\nthree\n" {
				t.Error("what was here has changed")
			}
			if c.anew != "" && anew.Git("for-each-ref") != "" {
				t.Error("something came of it")
			}
		})
	}
}

// A link with any byte changed, or cut off anywhere, is not opened.
func TestEveryByte(t *testing.T) {
	if testing.Short() {
		t.Skip("takes longer than the quick tests")
	}
	keys := newKeys(t)
	a := newMachine(t, t.TempDir(), keys)
	a.begin()
	a.send("one")
	whole, err := os.ReadFile(filepath.Join(a.Address, "0002.age"))
	if err != nil {
		t.Fatal(err)
	}
	ids, _ := keys.identities()
	if _, _, err := open(whole, 2, ids); err != nil {
		t.Fatal(err)
	}
	for i := range whole {
		flipped := slices.Clone(whole)
		flipped[i] ^= 1
		if _, _, err := open(flipped, 2, ids); err == nil {
			t.Errorf("byte %d of %d can be flipped", i, len(whole))
		}
		if _, _, err := open(whole[:i], 2, ids); err == nil {
			t.Errorf("it can be cut to %d bytes", i)
		}
	}
	if _, _, err := open(append(whole, 0), 2, ids); err == nil {
		t.Error("a byte can be added")
	}
}

// A key that was lost, or is a wrong one, is told from a damaged store.
func TestKeys(t *testing.T) {
	a := newMachine(t, t.TempDir(), newKeys(t))
	a.begin()
	for want, keys := range map[string]Keys{
		"the key that opens the sealed notes is gone": {filepath.Join(t.TempDir(), "none")},
		"opens 0001.age: the key is the wrong one":    newKeys(t),
	} {
		b := newMachine(t, a.Address, keys)
		if err := b.take(); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("said is %v, want %q", err, want)
		}
	}
	if st, err := os.Stat(a.keys.Path); err != nil || st.Mode().Perm() != 0o600 {
		t.Errorf("the key is %v: %v", st.Mode(), err)
	}
}

// An erased history does not come back, and the next link is not built on it.
func TestRewrittenHere(t *testing.T) {
	a := newMachine(t, t.TempDir(), newKeys(t))
	a.begin()
	a.send("one")
	a.Git("update-ref", Ref, a.Git("commit-tree", "HEAD^{tree}", "-m", "another history"))
	a.repo.Close()
	if _, err := a.Fetch(context.Background(), a.options()); err == nil || !strings.Contains(err.Error(), "the history here was rewritten") {
		t.Errorf("said is %v", err)
	}
}

// forgeFor are the keys that a forged link is made for.
var forgeFor Keys

// forge adds a fifth link: one that whoever holds the store makes, who knows the
// recipient and the hash of the fourth, or one that comes after another than that.
func forge(t *testing.T, dir, after string) {
	t.Helper()
	keys, err := forgeFor.List()
	if err != nil {
		t.Fatal(err)
	}
	l := first([]string{keys[0].Recipient})
	fourth, err := os.ReadFile(filepath.Join(dir, "0004.age"))
	if err != nil {
		t.Fatal(err)
	}
	l.Number, l.After = 5, sumOf(fourth)
	if after != "" {
		ids, _ := forgeFor.identities()
		b, _ := os.ReadFile(filepath.Join(dir, after))
		before, _, err := open(b, 3, ids)
		if err != nil {
			t.Fatal(err)
		}
		l = before.next(before.Tip)
		l.Number = 5
	}
	b, err := l.seal(bundle("", "", nil))
	if err != nil {
		t.Fatal(err)
	}
	os.WriteFile(filepath.Join(dir, "0005.age"), b, 0o600)
}

func links(t *testing.T, dir string) []string {
	t.Helper()
	all, err := filepath.Glob(filepath.Join(dir, "*.age"))
	if err != nil || len(all) != 4 {
		t.Fatalf("%d links: %v", len(all), err)
	}
	return all
}

// flip changes a byte of a file, counted from its end.
func flip(t *testing.T, p string, at int) {
	t.Helper()
	b, err := os.ReadFile(p)
	if err != nil {
		t.Fatal(err)
	}
	b[len(b)+at] ^= 0x20
	os.WriteFile(p, b, 0o600)
}

func copyFile(t *testing.T, from, to string) {
	t.Helper()
	b, err := os.ReadFile(from)
	if err != nil {
		t.Fatal(err)
	}
	os.WriteFile(to, b, 0o600)
}
