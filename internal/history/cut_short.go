package history

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"oneonone/internal/gitrewrite"
	"oneonone/internal/gitstore"
	"oneonone/internal/remote"
	"oneonone/internal/rootfs"
)

// joiningFile, in the git directory, names the commit being merged, from when its
// notes are written to disk until it is a parent of HEAD. A run killed in between
// leaves other people's lines on disk, which the next command may record as ours;
// merging that commit first shows what others have done with them since.
const joiningFile = "oneonone.joining"

func (h *History) beginJoin(j *join) error { return j.r.Keep(joiningFile, []byte(j.tip+"\n")) }

func endJoin(r *repo) error {
	if err := os.Remove(filepath.Join(r.GitDir, joiningFile)); !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	return nil
}

// cutShort is the commit that a killed run was merging; "" when there is none,
// when HEAD has it by now, or when tip does not contain it.
func cutShort(ctx context.Context, r *repo, tip string) string {
	b, err := rootfs.ReadPath(filepath.Join(r.GitDir, joiningFile))
	if err != nil || tip == "" {
		return ""
	}
	commit := strings.TrimSpace(string(b))
	if more, _, err := remote.Apart(ctx, r.Repo, commit, tip); err != nil || more > 0 {
		return "" // the remote's history was replaced, or it is another remote now
	}
	_, head, err := r.Head(ctx)
	if err != nil {
		return ""
	}
	if _, behind, err := remote.Apart(ctx, r.Repo, head, commit); err != nil || behind == 0 {
		return ""
	}
	return commit
}

// takeIn merges what the other side has, first finishing what a killed run had
// begun to merge, and returns the new HEAD.
func (h *History) takeIn(ctx context.Context, s Shared, tip string, o SyncOptions, done *Synced) (string, error) {
	if begun := cutShort(ctx, s.r, tip); begun != "" && begun != tip && !o.DryRun {
		if _, err := h.takeInTo(ctx, s, begun, o, done); err != nil {
			return "", err
		}
	}
	head, err := h.takeInTo(ctx, s, tip, o, done)
	if err == nil && !o.DryRun {
		err = endJoin(s.r)
	}
	return head, err
}

// FinishErasing finishes an erasure that a killed run began in a folder. done is
// whether it completed one.
func FinishErasing(ctx context.Context, dir string, env []string) (done bool, err error) {
	git := gitstore.New(env)
	git.Wait = defaultWait
	return gitrewrite.Finish(ctx, git, dir)
}
