package erasing

import (
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"oneonone/internal/lazyregexp"

	"oneonone/internal/cli"
	"oneonone/internal/noterepo"
)

// again is what the name of a doc ends in that was shared more than once.
var again = lazyregexp.New(`-[0-9]+$`)

// stopped are those of the person's docs.
func (e *Erasure) stopped(w *cli.Workspace, r *noterepo.Repo) []string {
	_, gone := stopped(w, r, e.handles())
	return gone
}

// stopped parts the repositories of docs that are shared no more, which lie in the
// folder's git directory, into those that stay and those of somebody whose notes go.
func stopped(w *cli.Workspace, r *noterepo.Repo, handles []string) (stay, gone []string) {
	entries, _ := os.ReadDir(filepath.Join(r.GitDir, noterepo.StoppedDir))
	for _, e := range entries {
		handle := strings.TrimSuffix(e.Name(), ".git")
		if !slices.Contains(handles, handle) && w.Person(handle) == nil {
			handle = again().ReplaceAllString(handle, "")
		}
		if dir := path.Join(noterepo.StoppedDir, e.Name()); slices.Contains(handles, handle) {
			gone = append(gone, dir)
		} else {
			stay = append(stay, dir)
		}
	}
	return stay, gone
}
