package exchange

import (
	"fmt"
	"os"

	"oneonone/internal/cli"
	"oneonone/internal/rootfs"
	"oneonone/internal/treemerge"
)

// MergeForGit merges one file of a pull: git hands over base, ours and theirs,
// and reads the result back from the second.
func MergeForGit(s *cli.Session, files []string, path string) error {
	var texts [3][]byte
	for i, f := range files {
		b, err := rootfs.ReadPath(f)
		if err != nil {
			return fmt.Errorf("merging %s: %w", path, err)
		}
		texts[i] = b
	}
	if len(texts[0]) == 0 {
		texts[0] = nil // git hands over an empty file for a missing one
	}
	r := treemerge.Text(path, texts[0], texts[1], texts[2])
	for _, line := range r.Decide {
		s.Say("1 line to decide: %s:%d", path, line)
	}
	return os.WriteFile(files[1], r.Text, 0o600)
}
