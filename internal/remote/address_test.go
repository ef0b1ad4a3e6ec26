package remote

import (
	"os"
	"path/filepath"
	"testing"
)

// A password is for git, not for the screen.
func TestShown(t *testing.T) {
	for address, want := range map[string]string{
		"https://sam:secret@example.org/notes.git": "https://example.org/notes.git",
		"https://token@example.org/notes.git":      "https://example.org/notes.git",
		"ssh://git:secret@example.org/notes.git":   "ssh://git@example.org/notes.git",
		"git@example.org:sam/notes.git":            "git@example.org:sam/notes.git",
		"/mnt/stick/notes.git":                     "/mnt/stick/notes.git",
	} {
		if got := Shown(address); got != want {
			t.Errorf("%s is shown as %s, want %s", address, got, want)
		}
	}
}

// One place has many addresses, and privacy that depends on its spelling is no privacy.
func TestPlace(t *testing.T) {
	dir, err := filepath.EvalSymlinks(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	for _, d := range []string{"r.git", "x", "w/.git", "notes"} {
		if err := os.MkdirAll(filepath.Join(dir, d), 0o700); err != nil {
			t.Fatal(err)
		}
	}
	os.Symlink("r.git", filepath.Join(dir, "link"))
	slash := filepath.ToSlash(dir)
	for _, same := range [][]string{
		{dir + "/r.git", dir + "/x/../r.git", "file://" + slash + "/r.git", dir + "/r", dir + "/r.git/", "../r.git", dir + "/link"},
		{dir + "/w", dir + "/w/.git"},
		{dir + "/gone.git", dir + "/gone"},
		{"git@example.org:sam/notes.git", "ssh://git@Example.org/sam/notes", "https://sam:pw@example.org/sam/notes/", "ssh://git@example.org:22/sam/notes.git"},
		{"sam@host:notes.git", "ssh://sam@host/notes"},
		{"bea@host:notes.git"},
		{"https://example.org:8080/sam/notes"},
	} {
		for _, address := range same {
			if got, want := place(address, filepath.Join(dir, "notes")), place(same[0], dir); got != want {
				t.Errorf("%s is %s, want %s", address, got, want)
			}
		}
	}
	if place("sam@host:notes.git", dir) == place("bea@host:notes.git", dir) {
		t.Error("two homes are one")
	}
}
