package gitstore

import (
	"os"
	"testing"

	"golang.org/x/sys/unix"
)

// A directory opened only for its path has names, and none that can be synced.
func TestSyncSyncsDirectories(t *testing.T) {
	dir, err := os.OpenFile(t.TempDir(), unix.O_PATH|unix.O_DIRECTORY, 0)
	if err != nil {
		t.Fatal(err)
	}
	defer dir.Close()
	if err := New(nil).Sync(dir); err == nil {
		t.Error("a directory that cannot be synced was, and nobody says so")
	}
}
