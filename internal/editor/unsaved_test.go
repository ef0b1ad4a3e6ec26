package editor

import (
	"encoding/binary"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
)

// swap makes the header of a vim swap file.
func swap(version, host string, pid int, dirty bool) []byte {
	b := make([]byte, 4096)
	copy(b, "b0"+version)
	binary.LittleEndian.PutUint32(b[24:], uint32(pid))
	copy(b[68:], host)
	if dirty {
		b[1007] = 0x55
	}
	return b
}

// ended is the number of a process that is no more.
func ended(t *testing.T) int {
	c := exec.Command("go", "version")
	if err := c.Run(); err != nil {
		t.Skip(err)
	}
	return c.Process.Pid
}

func TestFindUnsaved(t *testing.T) {
	host, err := os.Hostname()
	if err != nil {
		t.Skip(err)
	}
	me := os.Getpid()
	for _, c := range []struct {
		name   string
		file   string // beside the note, or below the home directory
		data   []byte
		editor string // "" for none
	}{
		{"vim with changes", ".2026-11-20.md.swp", swap("VIM 9.0", host, me, true), "vim"},
		{"a second vim", ".2026-11-20.md.swo", swap("VIM 9.0", host, me, true), "vim"},
		{"vim without changes", ".2026-11-20.md.swp", swap("VIM 9.0", host, me, false), ""},
		{"left by a vim that crashed", ".2026-11-20.md.swp", swap("VIM 9.0", host, ended(t), true), ""},
		{"another machine's", ".2026-11-20.md.swp", swap("VIM 9.0", "elsewhere", 1, true), "vim"},
		{"nano", ".2026-11-20.md.swp", swap("nano 7.2", host, me, true), "nano"},
		{"no swap file at all", ".2026-11-20.md.swp", []byte("b0"), ""},
		{"another note's", ".2026-11-13.md.swp", swap("VIM 9.0", host, me, true), ""},
		{"emacs where there are no links", ".#2026-11-20.md", []byte("sam@elsewhere.4242:1700000000"), "emacs"},
	} {
		t.Run(c.name, func(t *testing.T) {
			dir := t.TempDir()
			note := filepath.Join(dir, "2026-11-20.md")
			for path, data := range map[string][]byte{note: []byte("# Alice\n"), filepath.Join(dir, c.file): c.data} {
				if err := os.WriteFile(path, data, 0o600); err != nil {
					t.Fatal(err)
				}
			}
			got := FindUnsaved(note, filepath.Join(dir, "home"), "")
			switch {
			case got == nil && c.editor != "":
				t.Errorf("found nothing, want %s", c.editor)
			case got != nil && got.Editor != c.editor:
				t.Errorf("found %s, want %q", got.Editor, c.editor)
			}
		})
	}
}

func TestFindUnsavedInNvimsDirectory(t *testing.T) {
	host, err := os.Hostname()
	if err != nil {
		t.Skip(err)
	}
	dir, err := filepath.EvalSymlinks(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	note, state := filepath.Join(dir, "note.md"), filepath.Join(dir, "state")
	swaps := swapFiles(note, "", state)
	var in string
	for _, s := range swaps {
		if filepath.Dir(s) == filepath.Join(state, "nvim", "swap") {
			in = s
			break
		}
	}
	if err := os.MkdirAll(filepath.Dir(in), 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(note, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(in, swap("VIM 8.1", host, os.Getpid(), true), 0o600); err != nil {
		t.Fatal(err)
	}
	if got := FindUnsaved(note, "", state); got == nil || got.Editor != "nvim" || got.PID != os.Getpid() {
		t.Errorf("found %v, want nvim", got)
	}
}

func TestEmacsLockIsALink(t *testing.T) {
	dir := t.TempDir()
	note := filepath.Join(dir, "note.md")
	host, _ := os.Hostname()
	if err := os.Symlink("sam@"+host+".999999999:1700000000", filepath.Join(dir, ".#note.md")); err != nil {
		t.Skip(err)
	}
	if got := FindUnsaved(note, "", ""); got != nil {
		t.Errorf("found %v of a process that is no more", got)
	}
	if err := os.Remove(filepath.Join(dir, ".#note.md")); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink("sam@elsewhere.17:1700000000", filepath.Join(dir, ".#note.md")); err != nil {
		t.Fatal(err)
	}
	if got := FindUnsaved(note, "", ""); got == nil || got.Editor != "emacs" {
		t.Errorf("found %v, want emacs", got)
	}
}
