package cli

import (
	"bytes"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"testing"
)

// Notes are read by a way of our own, so it has to give what os gives.
func TestFolderFSReadsAsOSDoes(t *testing.T) {
	dir := t.TempDir()
	f := openFolderFS(dir)
	for _, size := range []int{0, 1, 511, 512, 513, 4096, 70_000} {
		want := bytes.Repeat([]byte("é\x00\r\n"), size/5+1)[:size]
		if err := os.WriteFile(filepath.Join(dir, "note.md"), want, 0o600); err != nil {
			t.Fatal(err)
		}
		got, err := fs.ReadFile(f, "note.md")
		if err != nil || !bytes.Equal(got, want) {
			t.Errorf("%d bytes: got %d, %v", size, len(got), err)
		}
	}
	for name, want := range map[string]error{"missing.md": fs.ErrNotExist, "../up.md": fs.ErrInvalid, "/etc/hostname": fs.ErrInvalid} {
		if _, err := fs.ReadFile(f, name); !errors.Is(err, want) {
			t.Errorf("%s: %v, want %v", name, err, want)
		}
	}
	if err := os.Mkdir(filepath.Join(dir, "folder.md"), 0o700); err != nil {
		t.Fatal(err)
	}
	if _, err := fs.ReadFile(f, "folder.md"); err == nil {
		t.Error("a directory was read as a file")
	}
	if _, err := os.Stat("/proc/self/status"); err == nil {
		// A file that does not say how long it is.
		proc := openFolderFS("/proc/self")
		if got, err := fs.ReadFile(proc, "status"); err != nil || len(got) < 100 {
			t.Errorf("/proc/self/status: %d bytes, %v", len(got), err)
		}
	}
}
