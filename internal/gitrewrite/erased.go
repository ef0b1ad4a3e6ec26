package gitrewrite

import (
	"context"
	"path"
	"slices"

	"oneonone/internal/gitstore"
)

// ErasedDir holds a file named after each of the oldest commits that an erasure
// rewrote: a clone that still has one of them has what was erased.
const ErasedDir = ".oneonone/erased"

// ErasedError says that one of two sides still has what the other one erased.
type ErasedError struct {
	// Here says that it is this side.
	Here  bool
	Title string // of the other side
	// IDs are the oldest commits that were rewritten and are still there.
	IDs []string
}

func (e *ErasedError) Error() string {
	if e.Here {
		return "notes were erased on another laptop, and are still here"
	}
	return e.Title + " still has notes that were erased here"
}

// Hint is what to do about it.
func (e *ErasedError) Hint() string {
	return "oneonone sync --yes erases them here too, and keeps what was written since about others"
}

// StillErased compares two commits of a repository; nil when neither has anything
// that the other says was erased.
func StillErased(ctx context.Context, r *gitstore.Repo, head, tip string) (*ErasedError, error) {
	for _, side := range []struct {
		here      bool
		has, says string
	}{{true, head, tip}, {true, head, head}, {false, tip, head}, {false, tip, tip}} {
		if side.has == "" || side.says == "" {
			continue
		}
		files, err := r.ListAt(ctx, side.says, ErasedDir)
		if err != nil {
			return nil, err
		}
		e := &ErasedError{Here: side.here}
		for _, f := range files {
			if id := path.Base(f); gitstore.IsHash(id) && reaches(ctx, r, side.has, id) {
				e.IDs = append(e.IDs, id)
			}
		}
		if slices.Sort(e.IDs); len(e.IDs) > 0 {
			return e, nil
		}
	}
	return nil, nil
}

// reaches reports whether a commit has another in its history.
func reaches(ctx context.Context, r *gitstore.Repo, from, id string) bool {
	_, err := r.Read(ctx, "merge-base", "--is-ancestor", id, from)
	return err == nil
}
