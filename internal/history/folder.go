package history

import (
	"cmp"
	"errors"
	"path"
	"sort"
	"strings"

	"oneonone/internal/gitstore"
	"oneonone/internal/memory"
	"oneonone/internal/merge"
	"oneonone/internal/noterepo"
	"oneonone/internal/rootfs"
	"oneonone/notes/page"
)

// repo is a git repository that keeps notes.
type repo = noterepo.Repo

// Memory is what is kept of readings, inside the folder's git directory.
func (h *History) Memory() memory.Memory {
	r, err := h.repos.Folder()
	if err != nil || r == nil {
		return memory.Memory{}
	}
	return memory.In(r.GitDir)
}

// Kept is the error of a folder that no repository keeps, nil where one does.
func (h *History) Kept() error {
	r, err := h.repos.Folder()
	if r == nil && err == nil {
		err = noRepository([]string{page.SettingsFile})
	}
	return err
}

// Files is how many files git knows in the folder's own repository, as far as
// its index says at a glance; 0 when that cannot be told.
func (h *History) Files() int {
	r, err := h.repos.Folder()
	if err != nil || r == nil {
		return 0
	}
	return r.IndexSize()
}

// JustSave is what records an edited note where nothing stands in the way.
const JustSave = "oneonone save"

// RecordAgain is what records an edited note: a save, or where git is in the
// middle of something, what ends that.
func (h *History) RecordAgain(p string) string {
	r, err := h.repos.Of(p)
	if err != nil || r == nil {
		return JustSave
	}
	return cmp.Or(Hint(r.Blocked()), JustSave)
}

// blocked is a repository's Blocked, which names the notes with marks first: what
// ends a merge is for when they are gone.
func (h *History) blocked(r *repo) error {
	err := r.Blocked()
	var refused *gitstore.RefusedError
	if !errors.As(err, &refused) {
		return err
	}
	var marked []string
	for _, dir := range h.repos.NoteDirs() {
		names, _ := h.repos.Names(dir)
		for _, n := range names {
			p := path.Join(dir, n)
			if own, err := h.repos.Of(p); err != nil || own == nil || own.Root != r.Root || page.ParsePath(p).Kind == page.KindOther {
				continue
			}
			if b, err := rootfs.ReadFile(h.root, p); err == nil && merge.ConflictLine(b) > 0 {
				marked = append(marked, p+" ("+merge.ConflictLines(b)+")")
			}
		}
	}
	if len(marked) > 0 {
		sort.Strings(marked)
		refused.Hint = "keep one of the two versions in " + strings.Join(marked, ", ") + ", then " + refused.Hint
	}
	return refused
}
