package main

import "testing"

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
