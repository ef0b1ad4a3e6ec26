package history

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"sort"
	"strings"
	"time"

	"oneonone/internal/gitstore"
)

// FileAt returns a file as recorded at a time; the zero time means HEAD. If it
// was not there the error is fs.ErrNotExist. Former names of its directory are
// followed.
func (h *History) FileAt(ctx context.Context, p string, at time.Time) ([]byte, error) {
	files, err := h.TreeAt(ctx, p, at)
	if err != nil {
		return nil, err
	}
	b, ok := files[p]
	if !ok {
		return nil, fmt.Errorf("reading %s as of %s: %w", p, at.Format(time.DateTime), fs.ErrNotExist)
	}
	return b, nil
}

// TreeAt returns every file at or below a path as recorded at a time, by its path
// in the notes folder. Files about a person renamed since are under the present
// name.
func (h *History) TreeAt(ctx context.Context, prefix string, at time.Time) (map[string][]byte, error) {
	repos, err := h.repos.All()
	if err != nil {
		return nil, err
	}
	files := map[string][]byte{}
	for _, r := range repos {
		insides, ok := r.Pathspecs([]string{prefix}, repos)
		if !ok {
			continue
		}
		rev, err := r.CommitAt(ctx, at)
		if err != nil {
			return nil, fmt.Errorf("reading %s as of %s: %w", prefix, at.Format(time.DateTime), err)
		}
		if rev == "" {
			continue
		}
		inside := ""
		if len(insides) > 0 {
			inside = insides[0]
		}
		if err := h.treeAt(ctx, r, rev, inside, files); err != nil {
			return nil, fmt.Errorf("reading %s as of %s: %w", prefix, at.Format(time.DateTime), err)
		}
	}
	return files, nil
}

// treeAt adds one repository's files below inside, under former names too.
func (h *History) treeAt(ctx context.Context, r *repo, rev, inside string, files map[string][]byte) error {
	was := inside
	names, err := r.ListAt(ctx, rev, was)
	if err != nil {
		return err
	}
	if len(names) == 0 && inside != "" {
		if was, names, err = h.formerAt(ctx, r, rev, inside); err != nil {
			return err
		}
	}
	blobs, err := r.FilesAt(ctx, rev, names)
	if err != nil {
		return err
	}
	for name, b := range blobs {
		if p, ok := r.Outside(inside + name[len(was):]); ok {
			files[p] = b
		}
	}
	return nil
}

// formerAt looks for the name that a path, or the person's directory it is in,
// had at a commit, before a later rename.
func (h *History) formerAt(ctx context.Context, r *repo, rev, inside string) (was string, names []string, err error) {
	dir, rest := inside, ""
	if i := strings.LastIndexByte(inside, '/'); i >= 0 && strings.HasSuffix(inside, ".md") {
		dir, rest = inside[:i], inside[i:]
	}
	a := gitstore.LogQuery{Paths: []string{dir}}
	for range 20 {
		var last *Commit
		if err := logIn(ctx, r, a, func(c Commit) bool { last = &c; return true }); err != nil || last == nil {
			return inside, nil, err
		}
		from, err := renamedFrom(ctx, r, last, a.Paths[0])
		if err != nil || from == "" {
			return inside, nil, err
		}
		was = from + rest
		if names, err = r.ListAt(ctx, rev, was); err != nil || len(names) > 0 {
			return was, names, err
		}
		a.From, a.Paths = last.Hash+"^", []string{from}
	}
	return inside, nil, nil
}

// Since is the time of the commit since which holds has been true of a file; the
// zero time when it is not true of the last commit. A binary search of the file's
// history takes few reads.
func (h *History) Since(ctx context.Context, path string, holds func(src []byte) bool) (time.Time, error) {
	var commits []Commit // newest first
	for c, err := range h.Log(ctx, Query{Paths: []string{path}}) {
		if err != nil {
			return time.Time{}, err
		}
		commits = append(commits, c)
	}
	var fault error
	other := sort.Search(len(commits), func(i int) bool {
		src, err := h.FileAt(ctx, path, commits[i].Time)
		if err != nil && !errors.Is(err, fs.ErrNotExist) {
			fault = err
		}
		return !holds(src)
	})
	if fault != nil || other == 0 {
		return time.Time{}, fault
	}
	return commits[other-1].Time, nil
}
