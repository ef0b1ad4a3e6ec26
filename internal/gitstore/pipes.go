package gitstore

import (
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"oneonone/internal/rootfs"
)

// readByGit are the files of a git directory that git reads for any command, and
// blocks on if they are named pipes.
var readByGit = []string{"HEAD", "commondir", "config", "config.worktree", "index", "packed-refs", "shallow", "info/exclude", "info/attributes",
	"info/grafts", "info/sparse-checkout", "objects/info/alternates"}

// readBeside are the files that git reads in a working tree; it follows no links
// there.
var readBeside = []string{".gitignore", ".gitattributes"}

// gitDirWaits refuses a git directory that git would block on.
func (r *Repo) gitDirWaits() error {
	dirs := slices.Compact([]string{r.GitDir, r.commonDir})
	for _, name := range readByGit {
		for _, dir := range dirs {
			p := filepath.Join(dir, filepath.FromSlash(name))
			if st, err := os.Stat(p); err == nil && !st.Mode().IsRegular() {
				return waits(p)
			}
		}
	}
	return nil
}

// Waits refuses to start a git that would block on a named pipe in place of the
// branch, or of what git reads above these files.
func (r *Repo) Waits(insides []string) error {
	if head, err := rootfs.ReadPath(filepath.Join(r.GitDir, "HEAD")); err == nil {
		branch, _ := strings.CutPrefix(strings.TrimSpace(string(head)), "ref: ")
		p := filepath.Join(r.commonDir, filepath.FromSlash(branch))
		if st, err := os.Stat(p); err == nil && safeRef(branch) && !st.Mode().IsRegular() && !st.IsDir() {
			return waits(p)
		}
	}
	seen := map[string]bool{}
	for _, inside := range insides {
		for dir := path.Dir(inside); !seen[dir]; dir = path.Dir(dir) {
			seen[dir] = true
			for _, name := range readBeside {
				p := r.File(path.Join(dir, name))
				if st, err := os.Lstat(p); err == nil && !st.Mode().IsRegular() && st.Mode()&fs.ModeSymlink == 0 {
					return waits(p)
				}
			}
		}
	}
	return nil
}

func waits(p string) error {
	return &RefusedError{Reason: p + " is not a regular file", Hint: "git would wait for it; see who made it, then remove it", Waits: true}
}
