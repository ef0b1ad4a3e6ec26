package main

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"testing"
)

// A named mutation whose place is gone would catch nothing, silently.
func TestNamedMutationsApply(t *testing.T) {
	t.Chdir("../..")
	list, err := readNamed()
	if err != nil {
		t.Fatal(err)
	}
	seen := map[string]bool{}
	for _, m := range list {
		if _, err := m.apply(); err != nil {
			t.Error(err)
		}
		if m.Name == "" || m.Test == "" || seen[m.Name] {
			t.Errorf("%q needs a name of its own and its tests", m.Name)
		}
		seen[m.Name] = true
	}
}

// Each operator applies where it says, and to nothing that nobody would read.
func TestSites(t *testing.T) {
	file := filepath.Join(t.TempDir(), "a.go")
	src := "package a\n\nfunc f(n int) (int, error) {\n\tif n < 3 {\n\t\treturn 7, err\n\t}\n\tg(make([]int, 1, 2), -1)\n\treturn n + 5, nil\n}\n"
	if err := os.WriteFile(file, []byte(src), 0o600); err != nil {
		t.Fatal(err)
	}
	sites, err := sitesOf(file)
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, s := range sites {
		got = append(got, fmt.Sprintf("%d %s %s->%s", s.line, s.what, src[s.from:s.to], s.new))
	}
	want := []string{"4 negate n < 3->!(n < 3)", "4 swap <-><=", "7 drop g(make([]int, 1, 2), -1)->", "7 one more 1->2", "8 one more 5->6"}
	if !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}

// One that is listed as equivalent and stands nowhere excuses nothing.
func TestEquivalentMutationsStand(t *testing.T) {
	if testing.Short() {
		t.Skip("takes longer than the quick tests")
	}
	t.Chdir("../..")
	var known []equivalent
	if err := readList(equivalentFile, &known); err != nil {
		t.Fatal(err)
	}
	rooms, err := listRooms(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	sites, err := allSites(rooms.mutated())
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range known {
		if e.Reason == "" || !slices.ContainsFunc(sites, e.is) {
			t.Errorf("%s: %s: %s has no reason or no place: mend %s", e.File, e.What, e.Text, equivalentFile)
		}
	}
}
