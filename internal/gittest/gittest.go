// Package gittest gives a test a folder, a home with an identity beside it, and
// the real git to work on both.
package gittest

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// Identity is the .gitconfig of the home: Sam Rivera, on the branch main.
const Identity = "[user]\n\tname = Sam Rivera\n\temail = sam@example.com\n[init]\n\tdefaultBranch = main\n[maintenance]\n\tauto = false\n"

// Folder is a directory that is not a repository yet.
type Folder struct {
	testing.TB
	Dir string
	// Env is the environment to work in it with. Of two values the later one counts.
	Env []string
}

// Needed skips a test where git is not installed.
func Needed(t testing.TB) {
	t.Helper()
	if _, err := exec.LookPath("git"); err != nil {
		t.Skip("git is not installed")
	}
}

// New makes an empty folder. Its home is ../home.
func New(t testing.TB) *Folder {
	t.Helper()
	Needed(t)
	base, err := filepath.EvalSymlinks(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	f := &Folder{TB: t, Dir: filepath.Join(base, "notes")}
	home := filepath.Join(base, "home")
	f.Env = []string{"HOME=" + home, "PATH=" + os.Getenv("PATH"), "GIT_CONFIG_NOSYSTEM=1"}
	f.Must(os.MkdirAll(f.Dir, 0o700))
	f.Write("../home/.gitconfig", Identity)
	return f
}

// Must fails the test if there is an error.
func (f *Folder) Must(err error) {
	f.Helper()
	if err != nil {
		f.Fatal(err)
	}
}

// Path is the absolute path of a file in the folder.
func (f *Folder) Path(p string) string { return filepath.Join(f.Dir, filepath.FromSlash(p)) }

// Write writes a file, and makes its directories.
func (f *Folder) Write(p, s string) {
	f.Helper()
	f.Must(os.MkdirAll(filepath.Dir(f.Path(p)), 0o700))
	f.Must(os.WriteFile(f.Path(p), []byte(s), 0o600))
}

// Git runs git in the folder and fails the test when git fails.
func (f *Folder) Git(args ...string) string {
	f.Helper()
	return f.GitIn(".", args...)
}

// GitIn is Git in a directory of the folder.
func (f *Folder) GitIn(dir string, args ...string) string {
	f.Helper()
	out, err := f.TryGit(dir, args...)
	if err != nil {
		f.Fatalf("git %v: %v\n%s", args, err, out)
	}
	return out
}

// TryGit is GitIn where git may fail.
func (f *Folder) TryGit(dir string, args ...string) (string, error) {
	cmd := exec.Command("git", args...)
	cmd.Dir = f.Path(dir)
	cmd.Env = append([]string{"GIT_AUTHOR_DATE=2026-11-01T10:00:00+0100", "GIT_COMMITTER_DATE=2026-11-01T10:00:00+0100"}, f.Env...)
	out, err := cmd.CombinedOutput()
	return strings.TrimRight(string(out), "\n"), err
}

// Hook installs a script as a hook of the folder's repository.
func (f *Folder) Hook(name, script string) {
	f.Helper()
	f.Write(".git/hooks/"+name, "#!/bin/sh\n"+script+"\n")
	f.Must(os.Chmod(f.Path(".git/hooks/"+name), 0o755))
}
