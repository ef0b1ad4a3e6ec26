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

// again is the suffix of a doc's name that was shared more than once.
var again = lazyregexp.New(`-[0-9]+$`)

// stopped are the repositories of docs once shared with the person.
func (e *Erasure) stopped(w *cli.Workspace, r *noterepo.Repo) []string {
	_, gone := stopped(w, r, e.handles())
	return gone
}

// stopped sorts the repositories of docs no longer shared, which are kept in the
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
