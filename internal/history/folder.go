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

// Memory is the memory of readings, kept in the folder's git directory.
func (h *History) Memory() memory.Memory {
	r, err := h.repos.Folder()
	if err != nil || r == nil {
		return memory.Memory{}
	}
	return memory.In(r.GitDir)
}

// Kept returns an error if no repository keeps the folder.
func (h *History) Kept() error {
	r, err := h.repos.Folder()
	if r == nil && err == nil {
		err = noRepository([]string{page.SettingsFile})
	}
	return err
}

// Files is how many files the index of the folder's own repository holds, by its
// header; 0 when that cannot be read.
func (h *History) Files() int {
	r, err := h.repos.Folder()
	if err != nil || r == nil {
		return 0
	}
	return r.IndexSize()
}

// JustSave is the command that records an edited note when nothing is in the way.
const JustSave = "oneonone save"

// RecordAgain is the command that records an edited note: a save, or the one that
// ends whatever git is in the middle of.
func (h *History) RecordAgain(p string) string {
	r, err := h.repos.Of(p)
	if err != nil || r == nil {
		return JustSave
	}
	return cmp.Or(Hint(r.Blocked()), JustSave)
}

// blocked is r.Blocked, but its hint names the notes with conflict markers first:
// a merge can only be ended when they are gone.
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
