//go:build linux || darwin

package rootfs

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// Whoever puts a file's time back, or another in its place, is found out; other
// files are nobody's business.
func TestStampTellsWhatTimesDoNot(t *testing.T) {
	dir := t.TempDir()
	f := open(t, dir)
	note := filepath.Join(dir, "note.md")
	write := func(name, text string) {
		t.Helper()
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	stamp := func() Stamp {
		t.Helper()
		s, err := f.Stamp(".", func(name string) bool { return strings.HasSuffix(name, ".md") })
		if err != nil {
			t.Fatal(err)
		}
		return s
	}
	write("note.md", "one")
	st, err := os.Stat(note)
	if err != nil {
		t.Fatal(err)
	}
	before := stamp()
	write("other", "of no kind")
	if stamp() != before {
		t.Error("a file of another kind counts")
	}
	time.Sleep(30 * time.Millisecond) // a tick of the clock that stamps files
	write("note.md", "two")
	if err := os.Chtimes(note, st.ModTime(), st.ModTime()); err != nil {
		t.Fatal(err)
	}
	if stamp().Sum == before.Sum {
		t.Error("an edit whose time was put back is not told")
	}
	before = stamp()
	if err := os.Chmod(note, 0o400); err != nil {
		t.Fatal(err)
	}
	if stamp().Sum == before.Sum {
		t.Error("another mode is not told")
	}
}

// What was written a moment ago may be written again under the same time.
func TestStampSettles(t *testing.T) {
	dir := t.TempDir()
	f := open(t, dir)
	if err := os.WriteFile(filepath.Join(dir, "note.md"), nil, 0o600); err != nil {
		t.Fatal(err)
	}
	any := func(string) bool { return true }
	if s, err := f.Stamp(".", any); err != nil || s.Settled {
		t.Errorf("a file that was just written: %v, %v", s.Settled, err)
	}
	if s, err := f.DirStamp("."); err != nil || s.Settled {
		t.Errorf("a directory that was just changed: %v, %v", s.Settled, err)
	}
	f.SettlesIn(-time.Hour)
	if s, err := f.DirStamp("."); err != nil || !s.Settled {
		t.Errorf("a directory that was changed long ago: %v, %v", s.Settled, err)
	}
	if s, err := f.Stamp(".", any); err != nil || !s.Settled {
		t.Errorf("a file that was written long ago: %v, %v", s.Settled, err)
	}
	if err := os.Chtimes(filepath.Join(dir, "note.md"), time.Time{}, time.Now().Add(2*time.Hour)); err != nil {
		t.Fatal(err)
	}
	if s, err := f.Stamp(".", any); err != nil || s.Settled {
		t.Errorf("a file of a time to come: %v, %v", s.Settled, err)
	}
}
