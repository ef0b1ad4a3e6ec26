package gitstore

import (
	"context"
	"errors"
	"path/filepath"
	"strings"
)

// Check looks at branch, index and objects.
func (r *Repo) Check(ctx context.Context) error {
	if !r.needsGitToRead() {
		at, err := r.head()
		if err != nil {
			return err
		}
		ix, err := readIndex(filepath.Join(r.GitDir, "index"))
		var odd errIndex
		if errors.As(err, &odd) && strings.Contains(string(odd), "damaged") || err == nil && !ix.intact() {
			return Refuse("git's index of "+r.Name+" is damaged", "rm "+filepath.Join(r.GitDir, "index")+" && git -C "+r.Root+" reset")
		}
		if _, err := r.objects.treeOf(at.commit); err != nil {
			return Refuse("the last commit cannot be read: "+err.Error(), "git -C "+r.Root+" fsck; then restore .git/objects from a copy")
		}
	}
	_, err := r.read(ctx, nil, "fsck", "--no-dangling", "--no-progress", "--connectivity-only")
	if err != nil && !errors.Is(err, ErrNoGit) {
		return Refuse("git fsck finds damage: "+strings.Join(strings.Fields(err.Error()), " "), "git -C "+r.Root+" fsck; then restore what is missing from a copy")
	}
	return nil
}

// LeftLocks are the lock files that somebody left behind: ours are links of a
// killed run of this program, which the next Lock clears away; theirs are
// those of git's locks that no run of ours holds.
func (r *Repo) LeftLocks() (ours, theirs []string) {
	links := []string{filepath.Join(r.GitDir, indexLink), filepath.Join(r.GitDir, refLink)}
	for _, p := range links {
		if !fileGone(p) {
			ours = append(ours, p)
		}
	}
	candidates := []string{filepath.Join(r.GitDir, "index.lock"), filepath.Join(r.GitDir, "HEAD.lock"), filepath.Join(r.commonDir, "packed-refs.lock"), filepath.Join(r.commonDir, "config.lock")}
	if at, err := r.head(); err == nil && at.branch != "" {
		candidates = append(candidates, filepath.Join(r.commonDir, filepath.FromSlash(at.branch)+".lock"))
	}
	for _, p := range candidates {
		if !fileGone(p) && !sameFile(p, links[0]) && !sameFile(p, links[1]) {
			theirs = append(theirs, p)
		}
	}
	return ours, theirs
}
