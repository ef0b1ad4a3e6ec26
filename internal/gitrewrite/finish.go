package gitrewrite

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"oneonone/internal/gitstore"
	"oneonone/internal/rootfs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
)

// Finish ends what a killed run began in a folder: it completes a swap whose
// journal was written, and clears away anything less. done is whether it
// completed one.
func Finish(ctx context.Context, git *gitstore.Git, dir string) (done bool, err error) {
	if _, err := os.Lstat(filepath.Join(dir, lockName)); err != nil {
		return false, nil
	}
	s, err := begin(ctx, git, dir)
	if err != nil {
		return false, err
	}
	defer s.root.Close()
	defer s.lock.Close()
	text, err := rootfs.ReadFile(s.root, journalName)
	if errors.Is(err, fs.ErrNotExist) {
		for _, pattern := range []string{".", "private", "people/*", "private/people/*"} {
			found, _ := fs.Glob(s.root.FS(), path.Join(pattern, NewName))
			for _, p := range found {
				s.Repos = append(s.Repos, path.Dir(p))
			}
		}
		return false, s.clear()
	}
	if err != nil {
		return false, err
	}
	if err := json.Unmarshal(text, &s.journal); err != nil {
		return false, fmt.Errorf("reading %s: %w", filepath.Join(dir, journalName), err)
	}
	if p, ok := s.strange(); ok {
		return false, gitstore.Refuse(journalName+" names "+p+", which is not a note of the folder", "if you did not erase anything, remove it: rm "+filepath.Join(dir, journalName))
	}
	return true, s.perform()
}

// strange finds what no run of ours would write: a folder may come from somebody
// else.
func (j *journal) strange() (string, bool) {
	for _, p := range j.Repos {
		if p != "" && !fs.ValidPath(p) {
			return p, true
		}
	}
	for _, p := range append(slices.Clone(j.Gone), slices.Collect(maps.Keys(j.Files))...) {
		if !fs.ValidPath(p) || p == "." || slices.ContainsFunc(strings.Split(p, "/"), func(part string) bool { return strings.EqualFold(part, ".git") }) {
			return p, true
		}
	}
	return "", false
}

// Left returns what a killed run left in a directory where nobody will finish it
// any more.
func Left(dir string) []string {
	var left []string
	for _, name := range []string{lockName, journalName, NewName, oldName} {
		if _, err := os.Lstat(filepath.Join(dir, name)); err == nil {
			left = append(left, filepath.Join(dir, name))
		}
	}
	return left
}
