package history

import (
	"os"
	"runtime"
	"strings"
	"testing"
)

// Everybody on a machine can list the arguments of every process, so no word of
// a note stands in those of git.
func TestNoWordOfANoteIsAnArgument(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("the spy is a shell script")
	}
	f := newFixture(t)
	git := f.path("../bin/git")
	f.write("../bin/git", "#!/bin/sh\nprintf '%s\\n' \"$*\" >> "+f.path("../seen")+"\nPATH=${PATH#*:} exec git \"$@\"\n")
	if err := os.Chmod(git, 0o700); err != nil {
		t.Fatal(err)
	}
	f.write(".git/hooks/pre-commit", "#!/bin/sh\n")
	if err := os.Chmod(f.path(".git/hooks/pre-commit"), 0o700); err != nil {
		t.Fatal(err)
	}
	f.setenv("PATH=" + f.path("../bin") + ":" + os.Getenv("PATH"))
	f.apply("alice: done: the secret plan", change("people/alice/README.md", "# Alice\n", "the secret plan\n"))
	if got := f.git("log", "-1", "--format=%s"); got != "alice: done: the secret plan" {
		t.Errorf("committed as %q", got)
	}
	seen := f.read("../seen")
	if !strings.Contains(seen, "commit -q") || strings.Contains(seen, "secret") {
		t.Errorf("git was called with\n%s", seen)
	}
}
