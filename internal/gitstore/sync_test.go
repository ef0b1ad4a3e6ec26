package gitstore

import (
	"os"
	"path/filepath"
	"testing"
)

// What the power cut model of package history takes for a sync is one.
func TestSyncSyncs(t *testing.T) {
	dir := t.TempDir()
	p := filepath.Join(dir, "f")
	if err := os.WriteFile(p, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{p, dir} {
		f, err := os.Open(name)
		if err != nil {
			t.Fatal(err)
		}
		if err := New(nil).Sync(f); err != nil {
			t.Errorf("syncing %s: %v", name, err)
		}
	}
	r, w, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	defer w.Close()
	defer r.Close()
	if err := New(nil).Sync(r); err == nil {
		t.Error("a pipe cannot be synced, and nobody says so")
	}
}
