package main

import (
	"os/exec"
	"slices"
	"strings"
	"testing"
)

// unlinked are the packages that the program does without, and why.
var unlinked = map[string]string{
	"net/http":   "nothing is sent but by the user's git",
	"crypto/tls": "nothing is sent but by the user's git",
}

func TestWhatIsNotLinked(t *testing.T) {
	out, err := exec.Command("go", "list", "-deps", ".").Output()
	if err != nil {
		t.Fatalf("listing packages: %v", err)
	}
	linked := strings.Fields(string(out))
	if !slices.Contains(linked, "oneonone/cmd") {
		t.Fatalf("%d packages are listed, and not ours", len(linked))
	}
	for _, pkg := range linked {
		if why := unlinked[pkg]; why != "" {
			t.Errorf("%s is linked: %s", pkg, why)
		}
	}
}
