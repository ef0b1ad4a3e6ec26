package rootfs

import (
	"bytes"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"testing"
)

// Notes are read by a way of our own, so it has to give what os gives.
func TestFolderFSReadsAsOSDoes(t *testing.T) {
	dir := t.TempDir()
	f := open(t, dir)
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
		proc := open(t, "/proc/self")
		if got, err := fs.ReadFile(proc, "status"); err != nil || len(got) < 100 {
			t.Errorf("/proc/self/status: %d bytes, %v", len(got), err)
		}
	}
}

func open(t *testing.T, dir string) *FS {
	t.Helper()
	f, err := Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	return f
}

// What a stranger can put in the place of a note is refused at once.
func TestWhatIsNoNoteIsNotRead(t *testing.T) {
	base := t.TempDir()
	dir, secret := filepath.Join(base, "notes"), filepath.Join(base, "id_rsa")
	if err := os.MkdirAll(filepath.Join(dir, "people"), 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(secret, []byte("secret"), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, "here.md"), []byte("here"), 0o600); err != nil {
		t.Fatal(err)
	}
	huge, err := os.Create(filepath.Join(dir, "huge.md"))
	if err != nil {
		t.Fatal(err)
	}
	if err := huge.Truncate(MaxFile + 1); err != nil {
		t.Fatal(err)
	}
	huge.Close()
	for name, to := range map[string]string{
		"up.md": "../id_rsa", "abs.md": secret, "zero.md": "/dev/zero", "out": "..", "people/up.md": "../../id_rsa", "loop.md": "loop.md", "to-here.md": "here.md",
	} {
		if err := os.Symlink(to, filepath.Join(dir, name)); err != nil {
			t.Skip(err)
		}
	}
	f := open(t, dir)
	for _, name := range []string{"up.md", "abs.md", "zero.md", "out/id_rsa", "people/up.md", "loop.md", "huge.md", "people", "people/../../id_rsa"} {
		if b, err := fs.ReadFile(f, name); err == nil {
			t.Errorf("%s was read: %d bytes", name, len(b))
		}
		if b, err := ReadFile(f.root, name); err == nil {
			t.Errorf("%s was read by the root: %d bytes", name, len(b))
		}
		if file, err := f.Open(name); err == nil && name != "huge.md" && name != "people" {
			file.Close()
			t.Errorf("%s was opened", name)
		}
	}
	for _, name := range []string{"zero.md", "huge.md"} {
		if b, err := ReadPath(filepath.Join(dir, name)); err == nil {
			t.Errorf("%s was read by its path: %d bytes", name, len(b))
		}
	}
	if b, err := fs.ReadFile(f, "to-here.md"); err != nil || string(b) != "here" {
		t.Errorf("a link inside the folder: %q, %v", b, err)
	}
}

// A sparse file may say that it is as long as no memory is.
func TestNoMemoryIsMadeForWhatIsTooLong(t *testing.T) {
	dir := t.TempDir()
	huge := filepath.Join(dir, "huge.md")
	if err := os.WriteFile(huge, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.Truncate(huge, MaxFile+1); err != nil {
		t.Fatal(err)
	}
	f := open(t, dir)
	for way, read := range map[string]func() ([]byte, error){
		"the folder": func() ([]byte, error) { return f.ReadFile("huge.md") },
		"its root":   func() ([]byte, error) { return ReadFile(f.root, "huge.md") },
		"its path":   func() ([]byte, error) { return ReadPath(huge) },
	} {
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		if _, err := read(); err == nil {
			t.Errorf("by %s it was read", way)
		}
		runtime.ReadMemStats(&after)
		if made := after.TotalAlloc - before.TotalAlloc; made > MaxFile/2 {
			t.Errorf("by %s %d bytes were made for it", way, made)
		}
	}
}

// Files are regular ones, whatever bears the name of a note.
func TestFilesAreRegular(t *testing.T) {
	dir := t.TempDir()
	for _, err := range []error{
		os.WriteFile(filepath.Join(dir, "b.md"), nil, 0o600), os.WriteFile(filepath.Join(dir, "a.md"), nil, 0o600),
		os.Mkdir(filepath.Join(dir, "dir.md"), 0o700),
	} {
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := os.Symlink("a.md", filepath.Join(dir, "link.md")); err != nil {
		t.Skip(err)
	}
	for _, folder := range []fs.FS{open(t, dir), os.DirFS(dir)} {
		names, err := Files(folder, ".")
		if slices.Sort(names); err != nil || !slices.Equal(names, []string{"a.md", "b.md"}) {
			t.Errorf("%T: %v, %v", folder, names, err)
		}
		if _, err := Files(folder, "nowhere"); !errors.Is(err, fs.ErrNotExist) {
			t.Errorf("%T: %v", folder, err)
		}
	}
}
