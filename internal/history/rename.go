package history

import (
	"context"
	"fmt"
	"io/fs"
	"path"
	"strings"

	"oneonone/internal/rootfs"
	"oneonone/notes/page"
)

// Rename moves a directory of the notes folder with everything in it, and
// records that in one commit: its notes, and the other files that git knows.
// What git does not know moves along and stays unknown. A directory that is a
// repository of its own just moves; its history lies inside. Nothing happens
// when there is something at the new place.
func (h *History) Rename(ctx context.Context, from, to string, msg Message) (*Result, error) {
	for _, p := range []string{from, to} {
		if err := checkPath(p); err != nil {
			return nil, err
		}
	}
	files, err := h.recorded(from)
	if err != nil {
		return nil, fmt.Errorf("renaming %s: %w", from, err)
	}
	paths := make([]string, 0, 2*len(files))
	for _, p := range files {
		paths = append(paths, p, to+strings.TrimPrefix(p, from))
	}
	return h.locked(ctx, append(paths, from+"/"+page.TopPageFile), func(groups []group) (*Result, error) {
		plan, err := h.moving(files, from, to)
		if err != nil {
			return nil, fmt.Errorf("renaming %s: %w", from, err)
		}
		if err := h.step("rename", from); err != nil {
			return nil, err
		}
		if _, err := h.root.Lstat(to); err == nil {
			return nil, &PathError{Path: to, Reason: "is there already", Hint: "choose another name"}
		}
		if err := h.root.Rename(from, to); err != nil {
			return nil, fmt.Errorf("renaming %s: %w", from, err)
		}
		if err := h.syncDirs(map[string]bool{path.Dir(from): true, path.Dir(to): true}); err != nil {
			return nil, err
		}
		if nested, _ := h.root.Lstat(to + "/.git"); nested != nil {
			return &Result{}, h.ignoreMoved(to)
		}
		return h.record(ctx, groups, plan, msg)
	})
}

// moving plans the files under their new names, as they are before the move.
func (h *History) moving(files []string, from, to string) (map[string][]byte, error) {
	plan := make(map[string][]byte, 2*len(files))
	for _, p := range files {
		b, err := rootfs.ReadFile(h.root, p)
		if err != nil {
			return nil, err
		}
		plan[p], plan[to+strings.TrimPrefix(p, from)] = nil, orNil(b, true)
	}
	return plan, nil
}

// ignoreMoved keeps a repository inside the folder ignored under its new name.
func (h *History) ignoreMoved(rel string) error {
	outer, err := h.folderRepo()
	if err != nil || outer == nil {
		return err
	}
	return outer.Exclude("/" + outer.inside(rel) + "/")
}

// recorded are the files below a directory that a commit of it covers: the
// notes, and what git knows already.
func (h *History) recorded(dir string) ([]string, error) {
	r, err := h.repoOf(dir + "/" + page.TopPageFile)
	if err != nil {
		return nil, err
	}
	known := func(string) bool { return false }
	if r != nil {
		tracks := r.Tracks()
		known = func(p string) bool { return tracks(r.inside(p)) }
	}
	var files []string
	err = fs.WalkDir(h.root.FS(), dir, func(p string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case d.IsDir() && d.Name() == ".git":
			return fs.SkipDir
		case d.IsDir():
			return nil
		case page.ParsePath(p).Kind != page.KindOther || known(p):
			files = append(files, p)
		}
		return nil
	})
	return files, err
}
