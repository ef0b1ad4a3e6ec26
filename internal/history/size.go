package history

import (
	"encoding/binary"
	"io"
	"os"
	"path/filepath"
)

// Files is how many files git knows in the folder's own repository, as far as
// its index says at a glance; 0 when that cannot be told.
func (h *History) Files() int {
	r, err := h.folderRepo()
	if err != nil || r == nil {
		return 0
	}
	f, err := os.Open(filepath.Join(r.gitDir, "index"))
	if err != nil {
		return 0
	}
	defer f.Close()
	var head [12]byte
	if _, err := io.ReadFull(f, head[:]); err != nil || string(head[:4]) != "DIRC" {
		return 0
	}
	return int(binary.BigEndian.Uint32(head[8:]))
}
