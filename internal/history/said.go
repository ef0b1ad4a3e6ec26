package history

import (
	"cmp"
	"context"

	"oneonone/internal/gitstore"
	"oneonone/notes/page"
)

// FirstSaid returns, for each of words, the commit that brought it into the notes
// of a directory that is a repository of its own; says returns the words in a
// note. Moving words from one note to another does not count, and what a merge
// brought is credited to the commit that wrote it.
func (h *History) FirstSaid(ctx context.Context, dir string, words []string, says func(path string, src []byte) []string) (map[string]Commit, error) {
	found := map[string]Commit{}
	r, err := h.repos.At(dir)
	if r == nil || err != nil {
		return found, err
	}
	var fault error
	err = logIn(ctx, r, gitstore.LogQuery{}, func(c Commit) bool {
		parents, err := r.Parents(ctx, c.Hash)
		if fault = err; err != nil || len(parents) > 1 {
			return err == nil
		}
		changes, err := h.changedBetween(ctx, r, append(parents, "")[0], c.Hash)
		if fault = err; err != nil {
			return false
		}
		came := cameIn(changes, says)
		for _, w := range words {
			if _, known := found[w]; !known && came[w] {
				found[w] = c
			}
		}
		return len(found) < len(words)
	})
	return found, cmp.Or(err, fault)
}

// cameIn returns the words that changes brought: those in the new texts and in
// none of the old.
func cameIn(changes []page.Change, says func(path string, src []byte) []string) map[string]bool {
	came := map[string]bool{}
	for _, c := range changes {
		for _, w := range says(c.Path, c.New) {
			came[w] = true
		}
	}
	for _, c := range changes {
		for _, w := range says(c.Path, c.Old) {
			delete(came, w)
		}
	}
	return came
}
