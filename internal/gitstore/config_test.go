package gitstore

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"
)

// Settings that are included are read as deep as git reads them, and no deeper.
func TestIncludesAsDeepAsGit(t *testing.T) {
	f := newFixture(t)
	f.git("config", "include.path", "../1.conf")
	for i := 1; i <= 12; i++ {
		f.write(fmt.Sprintf("%d.conf", i), fmt.Sprintf("[filter \"at%d\"]\nclean = cat\n[include]\npath = %d.conf\n", i, i+1))
	}
	names := f.repo().OwnFilters()
	slices.Sort(names)
	want := []string{"at1", "at10", "at2", "at3", "at4", "at5", "at6", "at7", "at8", "at9"}
	if !slices.Equal(names, want) {
		t.Errorf("the filters are %v, want %v", names, want)
	}
}

// A command asks about one moment; what it writes itself it sees.
func TestConfigIsAskedForOnce(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("git stands behind a script of the shell here")
	}
	f := newFixture(t)
	real, err := exec.LookPath("git")
	f.must(err)
	f.write("bin/git", "#!/bin/sh\necho x >>'"+f.path("asked")+"'\nexec '"+real+"' \"$@\"\n")
	f.must(os.Chmod(f.path("bin/git"), 0o700))
	f.env = append(f.env, "PATH="+f.path("bin")+":"+os.Getenv("PATH"))
	r := f.repo()
	now := time.Now()
	r.git.Now = func() time.Time { return now }
	asks := func(color string, times int) {
		t.Helper()
		c, err := r.Config(context.Background())
		f.must(err)
		asked, err := os.ReadFile(f.path("asked"))
		f.must(err)
		if got := strings.Join(c["color.ui"], " "); got != color || strings.Count(string(asked), "x") != times {
			t.Errorf("color.ui is %q after asking %d times, want %q and %d", got, strings.Count(string(asked), "x"), color, times)
		}
	}
	asks("", 1)
	asks("", 1)
	f.git("config", "color.ui", "never")
	asks("never", 2)
	f.write(".gitconfig", "[color]\nui = auto\n")
	asks("never", 2)
	now = now.Add(configHolds)
	asks("auto never", 3)
}

// A name of one letter is a name.
func TestStatusNamesShortFiles(t *testing.T) {
	f := newFixture(t)
	f.write("a", "a\n")
	lines, err := f.repo().Status(context.Background(), []string{"."})
	f.must(err)
	var got []string
	for _, l := range lines {
		got = append(got, l.Path)
	}
	if strings.Join(got, " ") != "a" {
		t.Errorf("status names %q", got)
	}
}
