package history

import (
	"cmp"
	"oneonone/internal/memory"
	"oneonone/internal/noterepo"
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
