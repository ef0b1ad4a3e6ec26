package history

import (
	"context"
	"path"
	"slices"
	"strings"
	"time"

	"oneonone/internal/gitrewrite"
	"oneonone/internal/gitstore"
)

// FinishErasing ends what a killed run began to erase in a folder. done tells that
// it was erased now.
func FinishErasing(ctx context.Context, dir string, env []string) (done bool, err error) {
	git := gitstore.New(env)
	git.Wait = defaultWait
	return gitrewrite.Finish(ctx, git, dir)
}

// RenamedBy tells from a commit's message that somebody got another handle with it.
func RenamedBy(message string) (from, to string) {
	if !strings.Contains(message, trailerRenamed) {
		return "", ""
	}
	if f := strings.Fields(parseMessage(message).trailer.renamed); len(f) == 2 {
		return f[0], f[1]
	}
	return "", ""
}

// NeutralMessage is what a commit says that also changed notes which were erased.
// What tells commands apart stays.
func NeutralMessage(message string, merge bool) string {
	said := "Change notes\n"
	if merge {
		said = "Merge notes\n"
	}
	sep := "\n"
	for line := range strings.Lines(message) {
		for _, key := range []string{trailerCommand, trailerEdits, trailerUndoes, trailerRedoes, trailerErased} {
			if strings.HasPrefix(line, key) {
				said += sep + strings.TrimSpace(line) + "\n"
				sep = ""
			}
		}
	}
	return said
}

// ErasedMessage is what the commit says that follows on rewritten ones.
func ErasedMessage(now time.Time, after string) string {
	msg := Message{Subject: "Erase notes"}
	return msg.format(commandID(now, msg, "", after)) + trailerErased + "yes\n"
}

// ErasedDir holds a file for each of the oldest commits that an erasure rewrote,
// by its name: a clone that still has one of them has what was erased.
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

// ErasedStill compares two commits of a repository: nil where neither has anything
// that the other says was erased.
func ErasedStill(ctx context.Context, r *gitstore.Repo, head, tip string) (*ErasedError, error) {
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

// reaches reports whether a commit has another one in its history.
func reaches(ctx context.Context, r *gitstore.Repo, from, id string) bool {
	_, err := r.Read(ctx, "merge-base", "--is-ancestor", id, from)
	return err == nil
}
