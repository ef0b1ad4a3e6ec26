package main

import (
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
